"""Words for what the audit tells of accounts."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from linli.audit.acts import Acts

ACTS: Final = Acts(
    words={
        "person.locked": _("停用账号"),
        "person.unlocked": _("恢复账号"),
        "password.given": _("为他人重设密码"),
        "session.ended_for": _("让他人退出登录"),
    }
)
