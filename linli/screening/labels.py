"""Words for stored codes: screens never show a code."""

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Label = str | Promise

ANSWERS: Final[dict[str, Label]] = {
    "NOBODY": _("无外来人员"),
    "SOMEBODY": _("有外来人员"),
    "NO_REPLY": _("没人应门"),
}
WAYS: Final[dict[str, Label]] = {
    "VISIT": _("上门"),
    "CALL": _("电话"),
    "TOLD": _("别人告知"),
}
STATES: Final[dict[str, Label]] = {
    "UPLOADED": _("等确认"),
    "DONE": _("已入册"),
    "CANCELLED": _("已取消"),
    "TAKEN_BACK": _("已撤回"),
}
FAULTS: Final[dict[str, Label]] = {
    "NO_DOOR": _("看不出是哪一户（村民组、道路、合计都不是一户），没有入册"),
    "NO_HEAD": _("只有村民组，没有门牌也没有户主，看不出是哪一户；请补户主或门牌，没有入册"),
    "NAME_ONLY": _("没有门牌，写的姓名看不出是不是户主；是户主就把列名改成“户主”，没有入册"),
    "NO_BUILDING": _("有房号，没有写楼栋，没有入册"),
    "MARK": _("“同上”看不出指什么，没有入册"),
    "REPEATED": _("与前面的行是同一户，只算一户"),
    "NO_SUCH_GRID": _("没有这个网格，按未分网格入册"),
    "BAD_HEAD": _("户主姓名不像姓名，留空"),
    "BAD_PHONE": _("电话不对，留空"),
    "BAD_RESIDENTS": _("人数不是数字，留空"),
}
FIELDS: Final[dict[str, Label]] = {
    "ESTATE": _("小区"),
    "BUILDING": _("楼栋"),
    "UNIT": _("单元"),
    "ROOM": _("门牌"),
    "GROUP": _("村民组"),
    "ADDRESS": _("地址"),
    "GRID": _("网格"),
    "HEAD": _("户主"),
    "NAME": _("姓名"),
    "RESIDENTS": _("人数"),
    "PHONE": _("电话"),
}
