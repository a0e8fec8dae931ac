"""Words for the columns of the daily report, and their order on the sheet."""

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from linli.reports.rules import BALANCE, ILLNESS, NOT_RECORDED, OF_GROUPS, ORIGINS, SEEN, STATES

Label = str | Promise

_BALANCE: Final[dict[str, Label]] = {
    "before": _("原有在册"),
    "new": _("新增"),
    "moved_in": _("转入"),
    "released": _("解除观察"),
    "referred": _("送医住院"),
    "moved_out": _("转出"),
    "lost": _("失联"),
    "struck_off": _("登记有误注销"),
    "died": _("死亡"),
    "after": _("现有在册"),
}
COLUMN_LABELS: Final[dict[str, Label]] = {
    **_BALANCE,
    **{f"epidemic_area_{key}": label for key, label in _BALANCE.items()},
    **{f"elsewhere_{key}": label for key, label in _BALANCE.items()},
    "checks_due": _("应查（人次）"),
    "checks_done": _("已查（人次）"),
    "checks_tried": _("无人在家或拒绝（人次）"),
    "persons_seen": _("排查人数"),
    "households_seen": _("排查户数"),
    "from_wuhan": _("新增：来自武汉"),
    "from_hubei": _("新增：湖北其他地区"),
    "from_elsewhere": _("新增：其他地区"),
    "with_contact": _("在册：有接触史"),
    "at_home": _("居家观察"),
    "in_central": _("集中观察"),
    "cumulative": _("累计登记"),
    "alerts": _("异常情况"),
    "referrals": _("提出送医"),
    "sent_to_clinic": _("送到发热门诊"),
    "suspected": _("疑似"),
    "confirmed": _("确诊"),
    "volunteers": _("在岗志愿者"),
    "masks_used": _("使用口罩"),
    "sites_disinfected": _("消毒场所"),
}
BALANCE_SECTIONS: Final[list[tuple[Label, tuple[str, ...]]]] = [
    (_("在册人员增减"), BALANCE),
    (_("其中：来自疫情发生地区"), tuple(f"epidemic_area_{key}" for key in BALANCE)),
    (_("其中：其他地区返回"), tuple(f"elsewhere_{key}" for key in BALANCE)),
]
OTHER_SECTIONS: Final[list[tuple[Label, tuple[str, ...]]]] = [
    (_("排查和观察"), SEEN),
    (_("异常和就医"), ILLNESS),
    (_("来源和接触史"), ORIGINS),
    (_("观察方式"), STATES),
    (_("保障"), NOT_RECORDED),
]
SECTIONS: Final = [*BALANCE_SECTIONS, *OTHER_SECTIONS]


def section_of(key: str) -> Label:
    """Return the words of the section that a column stands in; the same column may stand in three."""
    return next(label for label, keys in SECTIONS if key in keys)


def full_column(key: str) -> str:
    """Return the words of a column where no heading says of which group it is."""
    return f"{section_of(key)} {COLUMN_LABELS[key]}" if key in OF_GROUPS else str(COLUMN_LABELS[key])


ANSWERING_LEVELS: Final[dict[str, Label]] = {
    "COMMUNITY": _("村（社区）"),
    "TOWNSHIP": _("乡镇（街道）"),
    "COUNTY": _("区县"),
}
LEVELS: Final[dict[str, Label]] = {
    **ANSWERING_LEVELS,
    "CITY": _("市级"),
    "PROVINCE": _("省级"),
}
STEP_KINDS: Final[dict[str, Label]] = {
    "ACKNOWLEDGED": _("已确认"),
    "FOLLOW_UP": _("续报"),
    "CLOSED": _("已结束"),
}
# For the command line, in English like all of it.
FAULTS: Final[dict[str, str]] = {
    "CONTENT": "what it says is not what was sealed",
    "PREVIOUS": "it is not sealed to the report before it",
    "ROWS": "the rows behind it are not those that were counted",
    "RECEIVED": "the level above holds another hash of it",
}
