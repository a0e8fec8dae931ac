"""Words for what the audit tells of duty shifts."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from linli.audit.acts import Acts

ACTS: Final = Acts(
    words={
        "shift.given": _("交班"),
        "shift.taken": _("接班"),
        "shift.note_corrected": _("更正交班说明"),
        "shift.struck": _("划掉交班"),
    },
)
