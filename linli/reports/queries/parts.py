"""The areas directly below one, and how many communities each has: all, those without a report, those that said why."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from django.db.models import Count, Exists, F, OuterRef, QuerySet, Value
from django.db.models.functions import Substr

from linli.areas.models import Area
from linli.areas.rules import DIGITS, AreaCode, Level
from linli.reports.models import LateNotice, Report
from linli.reports.rules.forms import FORM

_NAME: Final = "name"
_EXPECTED: Final = "expected"
_ABSENT: Final = "absent"
_ANNOUNCED: Final = "announced"


@dataclass(frozen=True)
class Part:
    """An open area of the next level below, and its open communities.

    expected: all of them. absent_at: those without a report, by the codes of counties, or by its own beneath one. announced: of
    these, those that said why.
    """

    area: AreaCode
    name: str
    expected: int
    absent_at: Mapping[str, int]
    announced: int

    @property
    def absent(self) -> int:
        """How many are without a report."""
        return sum(self.absent_at.values())


def parts_of(*, area: AreaCode, day: date, now: datetime, is_announced: bool) -> list[Part]:
    """Return the open areas of the next level below with their communities at a moment, in order of code; one statement.

    is_announced: whether anybody below said beforehand why a report will be late; where nobody did, that is not asked.
    """
    return parts_at(area=area, day=day, moments=(now,), is_announced=is_announced)[0]


def parts_at(
    *, area: AreaCode, day: date, moments: Sequence[datetime], is_announced: bool
) -> list[list[Part]]:
    """Return what `parts_of` does at each of some moments; one statement for all of them."""
    level = area.child_level
    if level is None:
        return [[] for _ in moments]
    digits = DIGITS[level]
    open_ = _open_under(area, Level.COMMUNITY)
    counts = [_by_part(open_, digits, _EXPECTED)]
    for n, at in enumerate(moments):
        # In the condition the planner joins once; beside a count it would look up each community on its own.
        absent = open_.filter(~Exists(sealed_of(day=day, now=at)))
        counts.append(_by_part(absent, max(digits, DIGITS[Level.COUNTY]), f"{_ABSENT}{n}"))
        if is_announced:
            said = LateNotice.objects.filter(area=OuterRef("code"), form=FORM, day=day, filed_at__lte=at)
            counts.append(_by_part(absent.filter(Exists(said)), digits, f"{_ANNOUNCED}{n}"))
    named = _open_under(area, level).annotate(what=Value(_NAME), part=F("code"), n=Value(0), said=F("name"))
    rows = named.values_list("what", "part", "n", "said").union(*counts, all=True)
    names: dict[str, str] = {}
    numbers: dict[tuple[str, str], int] = defaultdict(int)
    absent_at: dict[tuple[str, str], dict[str, int]] = defaultdict(dict)
    for what, part, n, said_name in rows:
        if what == _NAME:
            names[part] = said_name
        elif what.startswith(_ABSENT):
            absent_at[what, part[:digits]][part] = n
        else:
            numbers[what, part] = n
    return [
        [
            Part(
                area=AreaCode(code),
                name=names[code],
                expected=numbers[_EXPECTED, code],
                absent_at=absent_at[f"{_ABSENT}{n}", code],
                announced=numbers[f"{_ANNOUNCED}{n}", code],
            )
            for code in sorted(names)
        ]
        for n in range(len(moments))
    ]


def sealed_of(*, day: date, now: datetime) -> QuerySet[Report]:
    """Return the first report of an outer area's day, as far as it was sealed at a moment."""
    return Report.objects.filter(area=OuterRef("code"), form=FORM, day=day, version=1, sealed_at__lte=now)


def _open_under(area: AreaCode, level: Level) -> QuerySet[Area]:
    from_, until = area.range
    return Area.objects.filter(code__gte=from_, code__lt=until, level=level, valid_until=None).order_by()


def _by_part(rows: QuerySet[Area], digits: int, what: str) -> QuerySet[Area, Any]:
    """Return the statement that counts areas by their first digits, as rows of what, part, n and no name."""
    parts = rows.annotate(what=Value(what), part=Substr("code", 1, digits)).values("what", "part")
    return parts.annotate(n=Count("pk"), said=Value("")).values_list("what", "part", "n", "said")
