"""Words for kinds and steps of emergencies."""

from itertools import product
from typing import Final

from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _

from linli.emergencies.rules import UP_TO_COUNTY
from linli.staff.labels import Label

EMERGENCY_KINDS: Final[list[tuple[str, Label]]] = [
    ("FEVER_EXPOSED", _("发热并有疫区或接触史")),
    ("FIRST_CASE", _("首例疑似或确诊")),
    ("CLUSTER", _("聚集性发热")),
    ("DEATH_AT_HOME", _("居家死亡")),
    ("SUICIDE_RISK", _("有轻生危险")),
    ("WORKER_INJURED", _("工作人员受伤")),
    ("SUPPLY_CUT", _("断水断电断供")),
    ("DISORDER", _("秩序混乱")),
    ("DATA_LEAK", _("个人信息泄露")),
    ("OTHER", _("其他紧急情况")),
]
# From the community up, as each is asked.
LEVELS: Final[dict[str, Label]] = {
    "COMMUNITY": _("村（社区）"),
    "TOWNSHIP": _("乡镇（街道）"),
    "COUNTY": _("区县"),
    "CITY": _("市级"),
    "PROVINCE": _("省级"),
}
STEP_KINDS: Final[dict[str, Label]] = {
    "ACKNOWLEDGED": _("已确认"),
    "TAKEN_BACK": _("撤回确认"),
    "FOLLOW_UP": _("续报"),
    "CLOSED": _("已结束"),
    "WITHDRAWN": _("撤回报告"),
    "REOPENED": _("重新打开"),
    "CORRECTED": _("更正简要情况"),
}


def _stands(kind: Label, known: tuple[str, ...]) -> str:
    if not known:
        return _told(_("%(kind)s：还没有哪一级确认"), kind=kind)
    levels = _told(_("、")).join(str(LEVELS[level]) for level in known)
    return _told(_("%(kind)s：%(levels)s已知道"), kind=kind, levels=levels)


def _told(words: Label, **named: Label) -> str:
    return str(words) % named if named else str(words)


# How an emergency stands by its kind and which levels up to the county know, each 1 or 0.
HOW_IT_STANDS: Final[dict[str, Label]] = {
    f"{code} {''.join(digits)}": lazy(_stands, str)(
        kind, tuple(level for level, digit in zip(UP_TO_COUNTY, digits, strict=True) if digit == "1")
    )
    for code, kind in EMERGENCY_KINDS
    for digits in product("01", repeat=len(UP_TO_COUNTY))
}
