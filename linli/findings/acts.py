"""Words for what the audit tells of findings."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from linli.audit.acts import Acts

ACTS: Final = Acts(
    words={
        "finding.answered": _("答复核对"),
    },
)
