"""What Linli can count: the columns of the daily report, each with its unit, its instant and its rule in words.

Counting itself stands in linli.reports.queries.daily; a column without an entry here fails at import.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from linli.reports.labels import COLUMN_LABELS, SECTIONS, Label, section_of
from linli.reports.rules import COLUMNS, GROUPS


class When(StrEnum):
    """The part of a report's window [from_, as_of) that an indicator looks at."""

    BEGINNING = "BEGINNING"
    DURING = "DURING"
    END = "END"


class Rows(StrEnum):
    """The register whose rows an indicator counts."""

    OBSERVATIONS = "OBSERVATIONS"
    DUTIES = "DUTIES"
    CHECKS = "CHECKS"
    ALERTS = "ALERTS"
    REFERRALS = "REFERRALS"
    NONE = "NONE"  # Linli keeps no register of it: not recorded, which is not zero


@dataclass(frozen=True)
class Indicator:
    """One thing that Linli counts in a community; above it the sum of the communities' sealed reports."""

    key: str
    name: Label
    section: Label
    unit: Label
    counts: Label  # the rule, in one sentence
    when: When
    rows: Rows


WHEN_WORDS: Final[dict[When, Label]] = {
    When.BEGINNING: _("时段开始时"),
    When.DURING: _("时段之内"),
    When.END: _("时段结束时"),
}
ROWS_WORDS: Final[dict[Rows, Label]] = {
    Rows.OBSERVATIONS: _("观察登记"),
    Rows.DUTIES: _("排查任务"),
    Rows.CHECKS: _("排查记录"),
    Rows.ALERTS: _("预警"),
    Rows.REFERRALS: _("送医步骤"),
    Rows.NONE: _("没有台账，不能推算"),
}
_PERSON: Final = _("人")
_TIME: Final = _("人次")
_Rule = tuple[Label, Label, When, Rows]  # unit, sentence, when, rows


def _observed(sentence: Label, when: When) -> _Rule:
    return _PERSON, sentence, when, Rows.OBSERVATIONS


_BALANCE: Final[dict[str, _Rule]] = {
    "before": _observed(_("时段开始那一刻还在观察的人。"), When.BEGINNING),
    "new": _observed(_("时段内新登记、开始观察的人；从别的社区转来的不算。"), When.DURING),
    "moved_in": _observed(_("时段内从别的社区转来、接着观察的人。"), When.DURING),
    "released": _observed(_("时段内期满解除观察的人。"), When.DURING),
    "referred": _observed(_("时段内送医住院、因此结束居家观察的人。"), When.DURING),
    "moved_out": _observed(_("时段内转到别的社区、对方已经接收的人。"), When.DURING),
    "lost": _observed(_("时段内按规定多次寻找未果、登记为失联的人。"), When.DURING),
    "struck_off": _observed(_("时段内因登记有误而注销的人。"), When.DURING),
    "died": _observed(_("时段内在观察中死亡的人。"), When.DURING),
    "after": _observed(_("时段结束那一刻还在观察的人。"), When.END),
}
_GROUP_WORDS: Final[dict[str, Label]] = {
    "epidemic_area": _("只算来自疫情发生地区的人。"),
    "elsewhere": _("只算从其他地区返回的人。"),
}
_RULES: Final[dict[str, _Rule]] = {
    **_BALANCE,
    **{
        f"{group}_{key}": (unit, format_lazy("{}{}", _GROUP_WORDS[group], sentence), when, rows)
        for group in GROUPS
        for key, (unit, sentence, when, rows) in _BALANCE.items()
    },
    "checks_due": (
        _TIME,
        _("时段内到期的排查任务；后来不必再查的不算。一人一天查两次算两人次。"),
        When.DURING,
        Rows.DUTIES,
    ),
    "checks_done": (_TIME, _("应查的任务中，时段结束前已经查到人的。"), When.DURING, Rows.DUTIES),
    "checks_tried": (
        _TIME,
        _("应查的任务中，时段结束前去过、但无人在家或被拒绝的。"),
        When.DURING,
        Rows.DUTIES,
    ),
    "persons_seen": (
        _PERSON,
        _("时段内至少有一次见到、问到或测到的人；同一个人查几次只算一人。"),
        When.DURING,
        Rows.CHECKS,
    ),
    "households_seen": (_("户"), _("时段内至少有一人被查到的户。"), When.DURING, Rows.CHECKS),
    "from_wuhan": _observed(_("新增的人中，来自武汉的。"), When.DURING),
    "from_hubei": _observed(_("新增的人中，来自湖北其他地区（武汉除外）的。"), When.DURING),
    "from_elsewhere": _observed(_("新增的人中，来自湖北以外或来处不明的；随户观察的家人不算。"), When.DURING),
    "with_contact": _observed(_("时段结束那一刻在册的人中，登记有接触史的。"), When.END),
    "at_home": _observed(_("时段结束那一刻在册的人中，居家观察的。"), When.END),
    "in_central": _observed(_("时段结束那一刻在册的人中，集中观察的。"), When.END),
    "cumulative": _observed(
        _("到时段结束为止登记过的观察，已经结束的也算；同一个人再次登记算两次。"), When.END
    ),
    "alerts": (_("条"), _("时段内产生的预警，看过没看过都算。"), When.DURING, Rows.ALERTS),
    "referrals": (_TIME, _("时段内提出的送医。"), When.DURING, Rows.REFERRALS),
    "sent_to_clinic": (_TIME, _("时段内送到发热门诊的。"), When.DURING, Rows.REFERRALS),
    "suspected": (_TIME, _("时段内门诊结果为疑似的。"), When.DURING, Rows.REFERRALS),
    "confirmed": (_TIME, _("时段内门诊结果为确诊的。"), When.DURING, Rows.REFERRALS),
    "volunteers": (_PERSON, _("当天在岗的志愿者。"), When.DURING, Rows.NONE),
    "masks_used": (_("只"), _("时段内用掉的口罩。"), When.DURING, Rows.NONE),
    "sites_disinfected": (_("处"), _("时段内消毒过的场所。"), When.DURING, Rows.NONE),
}


def _indicator(key: str) -> Indicator:
    unit, counts, when, rows = _RULES[key]
    return Indicator(
        key=key,
        name=COLUMN_LABELS[key],
        section=section_of(key),
        unit=unit,
        counts=counts,
        when=when,
        rows=rows,
    )


INDICATORS: Final[dict[str, Indicator]] = {key: _indicator(key) for key in COLUMNS}
CATALOGUE: Final[list[tuple[Label, list[Indicator]]]] = [
    (label, [INDICATORS[key] for key in keys]) for label, keys in SECTIONS
]
