"""Words for what the audit tells of protocols."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from linli.audit.acts import Acts

ACTS: Final = Acts(
    words={
        "protocol.written": _("编写观察方案"),
        "protocol.in_force": _("观察方案生效"),
    },
)
