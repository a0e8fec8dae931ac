"""Words for what the desk counts over all apps."""

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

# What the list of the day may be narrowed to.
SHOWN: Final[dict[str, str | Promise]] = {
    "all": _("全部"),
    "action": _("现在要查"),
    "open": _("待查"),
    "overdue": _("超时未查"),
    "tried": _("去过未见"),
    "done": _("已查"),
    "over": _("期满待解除"),
}
# What was put right about a clinic; the codes are referrals.models.ClinicChange.Kind.
CLINIC_CHANGES: Final[dict[str, str | Promise]] = {
    "CORRECTED": _("更正"),
    "CLOSED": _("停用"),
    "REOPENED": _("重新启用"),
}
