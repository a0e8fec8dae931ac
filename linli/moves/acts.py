"""Words for what the audit tells of moves to another community."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from linli.audit.acts import Acts

ACTS: Final = Acts(
    words={
        "move.asked": _("请求转到别的社区"),
        "move.accepted": _("接收转入"),
        "move.refused": _("拒绝转入"),
        "move.refusal_known": _("知道了转出被退回"),
        "move.withdrawn": _("撤回转出"),
    },
    looks={
        "move.asked": "",
    },
)
