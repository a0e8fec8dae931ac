"""What a header most likely asks for, by the words that superiors use."""

from dataclasses import dataclass
from typing import Final

from linli.reports.rules import BALANCE
from linli.returns.rules import Holds
from linli.returns.rules.layout import SEPARATOR, plain

MOST: Final = 5
# Words of whom a column counts, before the words of what.
_EPIDEMIC: Final = (
    "疫情发生地",
    "疫区",
    "重点地区",
    "重点疫区",
    "湖北来",
    "湖北返",
    "武汉来",
    "武汉返",
    "来自湖北",
)
_ELSEWHERE: Final = ("其他地区", "其它地区", "外地返", "非疫区", "外省返", "其他返")
# Each way to ask for an indicator: all its words stand in the headers.
_WAYS: Final[dict[str, tuple[tuple[str, ...], ...]]] = {
    "before": (("原有",), ("昨日在册",), ("上日",), ("前一日", "在册"), ("期初",), ("昨日", "人数")),
    "new": (("新增",), ("新登记",), ("当日", "登记"), ("今日", "登记"), ("新返回",)),
    "moved_in": (("转入",), ("迁入",), ("接收", "外社区")),
    "released": (("解除",), ("期满",), ("观察", "结束")),
    "referred": (("住院",), ("收治",), ("转院",)),
    "moved_out": (("转出",), ("迁出",), ("移交", "外社区")),
    "lost": (("失联",), ("失去联系",), ("查无",)),
    "struck_off": (("注销",), ("登记有误",), ("核销",)),
    "died": (("死亡",), ("病亡",)),
    "after": (
        ("现有",),
        ("在册",),
        ("正在", "观察"),
        ("观察", "人数"),
        ("医学观察",),
        ("现", "管理"),
        ("期末",),
        ("实有",),
    ),
    "checks_due": (("应查",), ("应测",), ("应排查",), ("应测温", "人次"), ("应查", "人次")),
    "checks_done": (("已查",), ("实查",), ("已测",), ("测温", "人次"), ("排查", "人次")),
    "checks_tried": (("无人在家",), ("拒绝",), ("未见",)),
    "persons_seen": (("排查", "人数"), ("排查", "人"), ("走访", "人"), ("摸排", "人"), ("入户", "人数")),
    "households_seen": (("排查", "户"), ("走访", "户"), ("摸排", "户"), ("入户", "户")),
    "from_wuhan": (("武汉",),),
    "from_hubei": (("湖北",),),
    "from_elsewhere": (("外地",), ("外省",), ("省外",), ("其他省",)),
    "with_contact": (("接触史",), ("密切接触",), ("密接",), ("接触者",)),
    "at_home": (("居家",), ("居家", "观察"), ("居家", "观察", "人数")),
    "in_central": (("集中",), ("隔离点",), ("集中", "观察"), ("集中", "观察", "人数")),
    "cumulative": (("累计",), ("累计", "登记"), ("累计", "排查")),
    "alerts": (("异常",), ("发热",), ("体温", "37.3"), ("症状",)),
    "referrals": (("送医",), ("就医",), ("提出", "送医")),
    "sent_to_clinic": (("发热门诊",), ("送诊",), ("送医", "门诊"), ("送往医院",)),
    "suspected": (("疑似",),),
    "confirmed": (("确诊",),),
    "volunteers": (("志愿者",), ("在岗", "人员"), ("工作人员",)),
    "masks_used": (("口罩",),),
    "sites_disinfected": (("消毒",), ("消杀",)),
}
_FACT_WAYS: Final[dict[Holds, tuple[str, ...]]] = {
    Holds.AREA_NAME: (
        "单位名称",
        "社区名称",
        "填报单位",
        "上报单位",
        "报送单位",
        "村社区",
        "村居",
        "街道名称",
        "单位",
    ),
    Holds.DAY: ("日期", "填报时间", "上报时间"),
    Holds.PREPARED_BY: ("填表人", "填报人", "制表人", "报告人"),
    Holds.AS_OF: ("截止时间", "统计时间", "截止"),
}
_TOTAL_WORDS: Final = ("累计", "总共", "至今")
# What stands in a number of columns but asks for nothing that Linli tells.
_NOTHING: Final = ("序号", "备注", "说明")
# Words in the last header count more than those above it.
_LEAF: Final = 3


@dataclass(frozen=True)
class Suggestion:
    """What a place may hold."""

    holds: Holds
    key: str = ""


def suggestions(*, path: str) -> list[Suggestion]:
    """Return what a header path may ask for, the likeliest first, at most five; [] for nothing that Linli tells.

    Words in the nearest header count three times; of the same words the longer match is the likelier.
    """
    headers = [plain(part).translate(_BRACKETS) for part in path.split(SEPARATOR)]
    if any(word in headers[-1] for word in _NOTHING):
        return []
    fact = next(
        (
            holds
            for holds, ways in _FACT_WAYS.items()
            if any(headers[-1].rstrip("：:") == way for way in ways)
        ),
        None,
    )
    if fact:
        return [Suggestion(fact)]
    scores = {key: score for key in _WAYS if (score := _score(_WAYS[key], headers))}
    likeliest = sorted(scores, key=lambda key: -scores[key])
    return list(dict.fromkeys(_as_asked(key, headers) for key in likeliest))[:MOST]


_BRACKETS = str.maketrans("", "", "（）()、，,")


def _score(ways: tuple[tuple[str, ...], ...], headers: list[str]) -> int:
    return max((_weight(words, headers) for words in ways), default=0)


def _weight(words: tuple[str, ...], headers: list[str]) -> int:
    whole = "".join(headers)
    if not all(word in whole for word in words):
        return 0
    return sum(len(word) * (_LEAF if word in headers[-1] else 1) for word in words)


def _as_asked(key: str, headers: list[str]) -> Suggestion:
    """Return the indicator of the group that the headers name, of the day or of all days."""
    whole = "".join(headers)
    is_total = any(word in whole for word in _TOTAL_WORDS) and key in TOTALS
    if key in BALANCE and not is_total:
        if any(word in whole for word in _EPIDEMIC):
            key = f"epidemic_area_{key}"
        elif any(word in whole for word in _ELSEWHERE):
            key = f"elsewhere_{key}"
    return Suggestion(Holds.TOTAL if is_total else Holds.FIGURE, key)


# What happens on a day can be added up over days; what stands at a moment cannot.
TOTALS: Final = (
    "new",
    "moved_in",
    "released",
    "referred",
    "moved_out",
    "lost",
    "struck_off",
    "died",
    "checks_due",
    "checks_done",
    "from_wuhan",
    "from_hubei",
    "from_elsewhere",
    "alerts",
    "referrals",
    "sent_to_clinic",
    "suspected",
    "confirmed",
)
