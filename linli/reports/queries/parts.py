"""The areas directly below one, and how many communities each has without a report: expected, said why, not in use."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from django.db.models import Count, Exists, F, OuterRef, QuerySet, Value
from django.db.models.functions import Substr

from linli.areas.models import Area
from linli.areas.queries import open_under
from linli.areas.rules import DIGITS, AreaCode, Level
from linli.reports.models import Report
from linli.reports.queries.late import said_at
from linli.reports.queries.standing import stood_at
from linli.reports.queries.taking_part import taking_part
from linli.reports.rules.forms import FORM

_NAME: Final = "name"
_UNSEALED: Final = "unsealed"
_ABSENT: Final = "absent"
_ANNOUNCED: Final = "announced"
_UNOWED: Final = "nobody owed"
_ABSENT_NAME: Final = "name of absent"
_LATE_NAME: Final = "name of late"


@dataclass(frozen=True)
class Part:
    """An open area of the next level below, and its open communities without a report.

    absent_at: those that take part, by the codes of counties, or by its own beneath one. announced: of these, those that said
    why. not_in_use: those that do not take part. unowed: how many have a report that nobody owed. absent_names,
    late_names: of those that take part, of a township alone.
    """

    area: AreaCode
    name: str
    absent_at: Mapping[str, int]
    announced: int
    not_in_use: int
    absent_names: tuple[str, ...]
    late_names: tuple[str, ...]
    unowed: int = 0

    @property
    def absent(self) -> int:
        """How many that take part are without a report."""
        return sum(self.absent_at.values())


def parts_of(*, area: AreaCode, day: date, now: datetime, is_announced: bool) -> list[Part]:
    """Return the open areas of the next level below with their communities as known at a moment, in order of code.

    One statement.

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
    rows = open_under(area=area, level=level).annotate(
        what=Value(_NAME), part=F("code"), n=Value(0), said=F("name")
    )
    counts = [
        one
        for place, at in enumerate(moments)
        for one in _at_moment(area, level, day, at, place, is_announced=is_announced)
    ]
    names: dict[str, str] = {}
    # By what is told at which of the moments, and the part.
    numbers: dict[tuple[str, str], int] = defaultdict(int)
    absent_at: dict[tuple[str, str], dict[str, int]] = defaultdict(dict)
    names_in: dict[tuple[str, str], list[str]] = defaultdict(list)
    for what, part, n, said_name in rows.values_list("what", "part", "n", "said").union(*counts, all=True):
        if what == _NAME:
            names[part] = said_name
        elif what.startswith(_ABSENT):
            absent_at[what, part[:digits]][part] = n
        elif what.startswith((_ABSENT_NAME, _LATE_NAME)):
            names_in[what, part].append(said_name)
        else:
            numbers[what, part] = n
    return [
        [
            Part(
                area=AreaCode(code),
                name=names[code],
                absent_at=absent_at[f"{_ABSENT}{place}", code],
                announced=numbers[f"{_ANNOUNCED}{place}", code],
                not_in_use=numbers[f"{_UNSEALED}{place}", code]
                - sum(absent_at[f"{_ABSENT}{place}", code].values()),
                absent_names=tuple(sorted(names_in[f"{_ABSENT_NAME}{place}", code])),
                late_names=tuple(sorted(names_in[f"{_LATE_NAME}{place}", code])),
                unowed=numbers[f"{_UNOWED}{place}", code],
            )
            for code in sorted(names)
        ]
        for place in range(len(moments))
    ]


def _at_moment(
    area: AreaCode, level: Level, day: date, at: datetime, place: int, *, is_announced: bool
) -> list[QuerySet[Any, Any]]:
    """Return the statements that count and name the communities of each part at a moment; place: of it among the moments."""
    digits = DIGITS[level]
    # In the condition the planner joins once; beside a count it would look up each community on its own.
    unsealed = open_under(area=area, level=Level.COMMUNITY).filter(~Exists(sealed_of(day=day, now=at)))
    absent = absent_under(area=area, day=day, now=at)
    told = [
        _by_part(unsealed, digits, f"{_UNSEALED}{place}"),
        _by_part(absent, max(digits, DIGITS[Level.COUNTY]), f"{_ABSENT}{place}"),
        _unowed(area, day, at, f"{_UNOWED}{place}"),
    ]
    if is_announced:
        said = said_at(day=day, at=at).filter(area=OuterRef("code"))
        told.append(_by_part(absent.filter(Exists(said)), digits, f"{_ANNOUNCED}{place}"))
    if level is Level.TOWNSHIP:  # which a county rings for each of its communities
        told += [
            _by_name(absent, digits, f"{_ABSENT_NAME}{place}"),
            _by_name(_late(area, day, at), digits, f"{_LATE_NAME}{place}"),
        ]
    return told


def _unowed(area: AreaCode, day: date, at: datetime, what: str) -> QuerySet[Report, Any]:
    """Return the statement that counts the communities whose report nobody owed, as rows of `_by_part`."""
    from_, until = area.range
    digits = DIGITS[area.child_level or area.level]
    rows = Report.objects.filter(
        stood_at(at=at), form=FORM, day=day, area__gte=from_, area__lt=until, is_owed=False
    ).filter(area__length=DIGITS[Level.COMMUNITY])
    parts = rows.order_by().annotate(what=Value(what), part=Substr("area", 1, digits)).values("what", "part")
    counted = parts.annotate(n=Count("area", distinct=True), said=Value(""))
    return counted.values_list("what", "part", "n", "said")


def sealed_of(*, day: date, now: datetime) -> QuerySet[Report]:
    """Return the versions of an outer area's day that stood at a moment; of each the first one's hours are the same."""
    return Report.objects.filter(stood_at(at=now), area=OuterRef("code"), form=FORM, day=day)


def absent_under(*, area: AreaCode, day: date, now: datetime) -> QuerySet[Area]:
    """Return the communities at or beneath an area that took part and had sealed no report of a day at a moment, in no order."""
    return taking_part(area=area, on=day, known_at=now).filter(~Exists(sealed_of(day=day, now=now)))


def _by_part(rows: QuerySet[Area], digits: int, what: str) -> QuerySet[Area, Any]:
    """Return the statement that counts areas by their first digits, as rows of what, part, n and no name."""
    parts = rows.annotate(what=Value(what), part=Substr("code", 1, digits)).values("what", "part")
    return parts.annotate(n=Count("pk"), said=Value("")).values_list("what", "part", "n", "said")


def _late(area: AreaCode, day: date, now: datetime) -> QuerySet[Area]:
    """Return the open communities whose report of a day was late: `rules.deadlines.is_late`, where no row leaves the database."""
    late = sealed_of(day=day, now=now).filter(first_sealed_at__gt=F("late_after"))
    return open_under(area=area, level=Level.COMMUNITY).filter(Exists(late))


def _by_name(rows: QuerySet[Area], digits: int, what: str) -> QuerySet[Area, Any]:
    """Return the statement that names areas, as rows of what, the first digits, nothing, and the name."""
    told = rows.annotate(what=Value(what), part=Substr("code", 1, digits), n=Value(0), said=F("name"))
    return told.values_list("what", "part", "n", "said")
