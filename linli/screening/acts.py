"""Words for what the audit tells of screening."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from linli.audit.acts import Acts

ACTS: Final = Acts(
    words={
        "screening.list_received": _("上传住户底册"),
        "screening.list_put_in": _("住户底册入册"),
        "screening.list_cancelled": _("取消住户底册"),
        "screening.list_taken_back": _("撤回住户底册"),
        "screening.names_cleared": _("删去底册上的姓名和电话"),
        "screening.grid_counted": _("清点网格户数"),
        "screening.count_taken_back": _("撤回网格户数"),
        "screening.round_begun": _("开始新一轮排查"),
        "screening.answered": _("逐户排查"),
        "screening.answer_taken_back": _("撤回逐户排查"),
        "screening.typed": _("填写网格排查户数"),
        "screening.typed_taken_back": _("撤回网格排查户数"),
        "screening.phone_shown": _("查看底册上的电话"),
    },
    looks={"screening.phone_shown": ""},
)
