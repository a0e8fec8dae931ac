"""Words for roles."""

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Label = str | Promise

ROLES: Final[dict[str, Label]] = {
    "SECRETARY": _("社区书记"),
    "GRID_WORKER": _("网格员"),
    "DOCTOR": _("社区医生"),
    "TOWNSHIP_OFFICER": _("街道（乡镇）工作人员"),
    "COUNTY_OFFICER": _("县（区）工作人员"),
    "CITY_OFFICER": _("市工作人员"),
    "PROVINCE_OFFICER": _("省工作人员"),
    "ADMINISTRATOR": _("系统管理员"),
    "CLINIC": _("发热门诊"),
}

SEATS: Final[dict[str, Label]] = {
    "TOWNSHIP_CADRE": _("街道（乡镇）干部"),
    "COMMUNITY_CADRE": _("社区（村）干部"),
    "POLICE": _("民警"),
    "DOCTOR": _("医生"),
    "GRID_WORKER": _("网格员"),
    "DEPUTY_WORKER": _("副网格员"),
    "VOLUNTEER": _("志愿者"),
    "MILITIA": _("民兵"),
}
