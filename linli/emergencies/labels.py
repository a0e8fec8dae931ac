"""Words for kinds and steps of emergencies."""

from typing import Final

from django.utils.translation import gettext_lazy as _

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
