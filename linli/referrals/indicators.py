"""Figures of referrals: what happened on the way to the clinic, from the steps and the clinic's words themselves."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any, Final

from django.db.models import Count, Q, QuerySet, Value
from django.utils.translation import gettext_lazy as _

from linli.figures.registers import Indicator, Label, Register, RowBehind, Section, When
from linli.people.queries.behind import person_behind
from linli.referrals.models import Diagnosis, ReferralStep
from linli.referrals.queries import steps_behind
from linli.referrals.queries.results import words_behind
from linli.referrals.rules import Result, State

ILLNESS: Final = Section("illness", _("异常和就医"))
# The step and, where it matters, the result that a figure counts.
_STEPS: Final = {
    "referrals": Q(to=State.RAISED) & ~Q(referral__state=State.STRUCK),
    "sent_to_clinic": Q(to=State.ARRIVED, undone_at=None),
}
# The word that a figure counts; one that was corrected since counts no more.
_WORDS: Final = {
    "suspected": Q(result=Result.SUSPECTED, counted=True),
    "confirmed": Q(result=Result.CONFIRMED, counted=True),
}


def _counted(*, community: str, from_: datetime, until: datetime) -> dict[str, int]:
    """Count a community's steps and words of [from_, until); one statement."""
    steps = steps_behind(community=community, from_=from_, until=until)
    words = words_behind(community=community, from_=from_, until=until)
    first, *others = [
        *(_counts(steps, key, condition) for key, condition in _STEPS.items()),
        *(_counts(words, key, condition) for key, condition in _WORDS.items()),
    ]
    return dict.fromkeys((*_STEPS, *_WORDS), 0) | dict(first.union(*others, all=True))


def _counts(rows: QuerySet[Any], key: str, condition: Q) -> QuerySet[Any]:
    """Return the statement that counts some rows as (key, number); no row where there are none."""
    counted = rows.filter(condition).order_by().annotate(key=Value(key)).values("key")
    told: QuerySet[Any] = counted.annotate(n=Count("pk")).values_list("key", "n")
    return told


def _steps(*, community: str, from_: datetime, until: datetime) -> Iterator[str]:
    rows = steps_behind(community=community, from_=from_, until=until)
    return (f"step {row}" for row in rows.values_list("pk", "to", "result"))


def _words(*, community: str, from_: datetime, until: datetime) -> Iterator[str]:
    rows = words_behind(community=community, from_=from_, until=until)
    return (f"diagnosis {row}" for row in rows.values_list("pk", "result"))


def _behind(*, key: str, community: str, from_: datetime, until: datetime) -> list[RowBehind]:
    rows: QuerySet[ReferralStep] | QuerySet[Diagnosis]
    if key in _WORDS:
        rows = words_behind(community=community, from_=from_, until=until).filter(_WORDS[key])
    else:
        rows = steps_behind(community=community, from_=from_, until=until).filter(_STEPS[key])
    return [
        person_behind(person=row.referral.person, community=community, at=row.at)
        for row in rows.select_related("referral__person__household").order_by("at")
    ]


def _indicator(key: str, name: Label, sentence: Label, *asked_by: tuple[str, ...]) -> Indicator:
    return Indicator(
        key=key,
        name=name,
        section=ILLNESS,
        unit=_("人次"),
        sentence=sentence,
        when=When.DURING,
        rows=_("送医步骤"),
        adds_up=True,
        asks_when_lower=True,
        asked_by=asked_by,
    )


REGISTER: Final = Register(
    name="referrals",
    indicators=(
        _indicator(
            "referrals",
            _("提出送医"),
            _("时段内系统按登记建议的和医生提出的送医。"),
            ("送医",),
            ("就医",),
            ("提出", "送医"),
        ),
        _indicator(
            "sent_to_clinic",
            _("送到发热门诊"),
            _("时段内送到发热门诊的。"),
            ("发热门诊",),
            ("送诊",),
            ("送医", "门诊"),
            ("送往医院",),
        ),
        _indicator("suspected", _("疑似"), _("时段内门诊或医生登记为疑似的；后来更正的不算。"), ("疑似",)),
        _indicator(
            "confirmed",
            _("确诊"),
            _("时段内门诊或医生登记为确诊的，由疑似转为确诊的也算；后来更正的不算。"),
            ("确诊",),
        ),
    ),
    count=_counted,
    lines={"step": _steps, "diagnosis": _words},
    behind=_behind,
)
