"""The terms of the balance as indicators: whole, and of each group."""

from collections.abc import Iterator
from typing import Final

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from linli.census.rules import GROUPS
from linli.figures.registers import Indicator, Label, Section, When

_Ways = tuple[tuple[str, ...], ...]

_BALANCE: Final = Section("balance", _("在册人员增减"))
_GROUP_SECTIONS: Final = {
    "epidemic_area": Section("balance_epidemic_area", _("其中：来自疫情发生地区")),
    "elsewhere": Section("balance_elsewhere", _("其中：其他地区返回")),
    "local": Section("balance_local", _("其中：没有外出（本地接触者）")),
    "unknown": Section("balance_unknown", _("其中：类别待核")),
}
_GROUP_WORDS: Final[dict[str, Label]] = {
    "epidemic_area": _("只算来自疫情发生地区的人。"),
    "elsewhere": _("只算从其他地区返回的人。"),
    "local": _("只算没有外出过的人（本地接触者）。"),
    "unknown": _("只算来源地还分不清类别、等人核实的人。"),
}
REGISTERED: Final = _("观察登记")
PERSONS: Final = _("人")
HOUSEHOLDS: Final = _("户")
# Term, name, sentence, part of the window, whether a lower number in a later version asks why, how forms ask for it.
_TERMS: Final[tuple[tuple[str, Label, Label, When, bool, _Ways], ...]] = (
    (
        "before",
        _("原有在册"),
        _("时段开始那一刻还在观察的人。"),
        When.BEGINNING,
        False,
        (("原有",), ("期初",)),
    ),
    (
        "new",
        _("新增"),
        _("时段内新登记、开始观察的人；从别的社区转来的不算，同一时段内登记又注销的、结束又恢复的也不算。"),
        When.DURING,
        True,
        (("新增",), ("新登记",), ("当日", "登记"), ("今日", "登记"), ("新返回",)),
    ),
    (
        "moved_in",
        _("转入"),
        _("时段内从别的社区转来、接着观察的人。"),
        When.DURING,
        False,
        (("转入",), ("迁入",), ("接收", "外社区")),
    ),
    (
        "released",
        _("解除观察"),
        _("时段内期满解除观察的人。"),
        When.DURING,
        False,
        (("解除",), ("解除", "观察", "人数"), ("解除", "医学观察"), ("期满",), ("观察", "结束")),
    ),
    (
        "over_before",
        _("登记时已满期"),
        _("时段内核实为登记时观察期已满的人；没有在这里观察过，不算解除；同一时段内又恢复观察的不算。"),
        When.DURING,
        False,
        (("登记时", "已满"), ("登记时", "期满")),
    ),
    (
        "referred",
        _("送医住院"),
        _("时段内送医住院、因此结束居家观察的人；同一时段内又恢复观察的不算。"),
        When.DURING,
        False,
        (("住院",), ("收治",), ("转院",)),
    ),
    (
        "moved_out",
        _("转出"),
        _("时段内转到别的社区、对方已经接收的人，或去了系统以外的地方的人；同一时段内又恢复观察的不算。"),
        When.DURING,
        False,
        (("转出",), ("迁出",), ("移交", "外社区")),
    ),
    (
        "lost",
        _("失联"),
        _("时段内按规定多次寻找未果、登记为失联的人；同一时段内又恢复观察的不算。"),
        When.DURING,
        False,
        (("失联",), ("失去联系",), ("查无",)),
    ),
    (
        "struck_off",
        _("登记有误注销"),
        _("时段内因登记有误而注销的人；同一时段内登记的、又恢复观察的不算。"),
        When.DURING,
        False,
        (("注销",), ("登记有误",), ("核销",)),
    ),
    (
        "died",
        _("死亡"),
        _("时段内在观察中死亡的人；同一时段内撤销的不算。"),
        When.DURING,
        True,
        (("死亡",), ("病亡",)),
    ),
    (
        "after",
        _("现有在册"),
        _("时段结束那一刻还在观察的人。"),
        When.END,
        False,
        (
            ("现有",),
            ("在册",),
            ("正在", "观察"),
            ("观察", "人数"),
            ("医学观察",),
            ("现", "管理"),
            ("期末",),
            ("实有",),
        ),
    ),
)


def balance() -> Iterator[Indicator]:
    """Yield the terms of the whole."""
    for key, name, sentence, when, asks_when_lower, asked_by in _TERMS:
        yield Indicator(
            key=key,
            name=name,
            section=_BALANCE,
            unit=PERSONS,
            sentence=sentence,
            when=when,
            rows=REGISTERED,
            adds_up=when is When.DURING,
            asks_when_lower=asks_when_lower,
            asked_by=asked_by,
        )


def balance_of_groups() -> Iterator[Indicator]:
    """Yield the terms of each group; forms ask for them by the words of the whole and of the group."""
    for group in GROUPS:
        for key, name, sentence, when, _asks, _ways in _TERMS:
            yield Indicator(
                key=f"{group}_{key}",
                name=name,
                section=_GROUP_SECTIONS[group],
                unit=PERSONS,
                sentence=format_lazy("{}{}", _GROUP_WORDS[group], sentence),
                when=when,
                rows=REGISTERED,
            )
