"""Words for what the audit tells of venues."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from linli.audit.acts import Acts

ACTS: Final = Acts(
    words={"venue.suspended": _("登记停业场所"), "venue.inspected": _("记录查看场所")},
)
