"""Words for what the audit tells of retention."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from linli.audit.acts import Acts

ACTS: Final = Acts(
    words={
        "retention.run": _("运行到期销毁"),
        "identity.announced": _("预告销毁身份"),
        "identity.not_due": _("撤回销毁预告"),
        "identity.held_back": _("暂缓销毁身份"),
        "identity.removed": _("销毁身份"),
        "identity.rows_removed": _("销毁到期名单行"),
    },
)
