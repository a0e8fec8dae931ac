"""Words for stored codes: screens never show a code."""

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Label = str | Promise
WANTED: Final[list[tuple[str, Label]]] = [
    ("SEE", _("查看登记了什么")),
    ("COPY", _("要一份复制件")),
    ("CORRECT", _("更正")),
    ("DELETE", _("删除")),
    ("EXPLAIN", _("问谁看过、做什么用")),
]
ASKERS: Final[list[tuple[str, Label]]] = [
    ("SELF", _("本人")),
    ("GUARDIAN", _("监护人")),
    ("FAMILY", _("家属，受本人委托")),
    ("KIN_OF_DEAD", _("去世者的近亲属")),
]
SHOWN: Final[list[tuple[str, Label]]] = [
    ("SEEN", _("当面认出")),
    ("ID", _("看了证件")),
    ("RUNG", _("拨登记的电话核对")),
    ("UNKNOWN", _("还没有核实")),
]
WAYS: Final[list[tuple[str, Label]]] = [("DESK", _("当面")), ("CALL", _("电话")), ("PAPER", _("书面"))]
STATES: Final[dict[str, Label]] = {
    "OPEN": _("等答复"),
    "DONE": _("已办"),
    "NOTHING_HELD": _("这里没有此人的数据"),
    "REFUSED": _("不办"),
    "WITHDRAWN": _("提出的人收回"),
    "EXPIRED": _("已按期限销毁"),
}
STEPS: Final[dict[str, Label]] = {
    "TAKEN_IN": _("登记"),
    "SHOWN": _("核实是谁"),
    "FOUND": _("确认是登记在册的人"),
    "UNFOUND": _("不是这个登记在册的人"),
    "COPIED": _("打印了复制件"),
    "DONE": _("已办"),
    "NOTHING_HELD": _("答复这里没有此人的数据"),
    "REFUSED": _("不办"),
    "WITHDRAWN": _("提出的人收回"),
    "REOPENED": _("重新办理"),
    "EXPIRED": _("已按期限销毁"),
}
