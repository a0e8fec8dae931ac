"""Words for roles, relations, actions and seats, translated when they are shown."""

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from linli.staff.rights import Action, Relation, Role

Label = str | Promise

# The words themselves stand in the table of rights, beside the codes.
ROLES: Final[dict[str, Label]] = {role.value: _(role.words) for role in Role}
RELATIONS: Final[dict[str, Label]] = {relation.value: _(relation.words) for relation in Relation}
EXPLAINED: Final[dict[str, Label]] = {relation.value: _(relation.explained) for relation in Relation}
ACTIONS: Final[dict[str, Label]] = {action.value: _(action.words) for action in Action}

# What was put right about a colleague; the codes are staff.models.StaffChange.Kind.
CHANGES: Final[dict[str, Label]] = {
    "NAME": _("更正姓名"),
    "PHONE": _("更正工作电话"),
    "POST": _("更正岗位"),
    "ENDED": _("离任"),
    "TAKEN_BACK": _("任命错了，撤销"),
    "AGAIN": _("重新任职"),
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
