"""Words for what the audit tells of lists of colleagues."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from linli.audit.acts import Acts

ACTS: Final = Acts(
    words={
        "staff_list.added": _("按名单添加账号"),
        "staff_list.posts_given": _("按名单给岗位"),
        "staff_list.posts_taken_back": _("收回按名单给的岗位"),
        "staff_list.taken_back": _("收回整份人员名单"),
        "user.taken_back": _("收回没有人登录过的账号"),
    },
)
