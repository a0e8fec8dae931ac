"""Words for stored codes of leads."""

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from linli.tracing.rules import Guard

Label = str | Promise

SOURCES: Final[list[tuple[str, Label]]] = [
    ("RAIL", _("铁路推送")),
    ("POLICE", _("公安推送")),
    ("PROVINCE", _("外省协查")),
    ("UPPER_LIST", _("上级推送")),
    ("TIP", _("举报/邻里反映")),
    ("CLINIC", _("发热门诊告知")),
]
STATES: Final[dict[str, Label]] = {
    "NEW": _("待分派"),
    "ASSIGNED": _("查找中"),
    "HANDED_ON": _("等对方接收"),
    "FOUND": _("已找到"),
    "NOT_EXISTING": _("查无此人"),
    "CANNOT_BE_FOUND": _("找不到"),
    "TAKEN_BACK": _("登记的人已撤回"),
}
WHATS: Final[dict[str, Label]] = {
    "RECEIVED": _("收到线索"),
    "ASSIGN": _("分派"),
    "FIND": _("找到此人"),
    "HAND_ON": _("请其他社区接收"),
    "WITHDRAW": _("撤回"),
    "ACCEPT": _("对方接收"),
    "REFUSE": _("对方退回"),
    "SAY_NOT_EXISTING": _("认定查无此人"),
    "GIVE_UP": _("认定找不到"),
    "REOPEN": _("重新打开"),
    "CORRECT": _("登记的人更正"),
    "REDIRECT": _("登记的人改交其他社区"),
    "TAKE_BACK": _("登记的人撤回线索"),
}
HOWS: Final[list[tuple[str, Label]]] = [
    ("CALL", _("打电话")),
    ("VISIT", _("上门")),
    ("MESSAGE", _("发信息")),
    ("NEIGHBOUR", _("问邻居、物业")),
    ("POLICE", _("请民警协助")),
]
LEVELS: Final[dict[str, Label]] = {
    "WORKER": _("网格员补查"),
    "SECRETARY": _("书记督办"),
    "TOWNSHIP": _("已计入街道"),
}
FIELDS: Final[dict[str, Label]] = {
    "name": _("姓名"),
    "id_number": _("身份证号"),
    "phone": _("联系电话"),
    "born_on": _("出生日期"),
    "origin": _("来源地"),
    "note": _("已知情况"),
}
# What a step must be told: the field at fault and the sentence for it.
GUARDS: Final[dict[Guard, tuple[str, Label]]] = {
    Guard.ASSIGNEE: ("to", _("请选择网格或网格员。")),
    Guard.PERSON: ("person", _("请选择是哪一位。")),
    Guard.COMMUNITY: ("community", _("请填写社区名称。")),
    Guard.REASON: ("reason", _("请写明原因。")),
    Guard.TRIED: ("how_1", _("请至少填写一次怎么找过、什么时候找的。")),
}
