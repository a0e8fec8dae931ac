"""Words for what the audit tells of the budget."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from linli.audit.acts import Acts

ACTS: Final = Acts(
    words={
        "identity.more_allowed": _("允许多看完整号码"),
        "identity.allowance_back": _("收回允许多看的完整号码"),
    }
)
