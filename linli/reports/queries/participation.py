"""Who takes part in an area, as the page shows it: below it by area, and what was declared, a line a decision."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.db.models import Min, OuterRef, Subquery

from linli.areas.models import Area
from linli.areas.queries import open_under
from linli.areas.rules import DIGITS, AreaCode, Level
from linli.reports.models import Participation
from linli.reports.queries.taking_part import sealers_on, staffed_since, standing, taking_part
from linli.reports.rules.participation import Period
from linli.staff.queries import names_of

# So many communities of a decision are named; all are counted.
NAMED: Final = 5


@dataclass(frozen=True)
class Declared:
    """A decision on a period: of how many communities of an area and which, the first of them by name; why, when, by whom.

    struck_at: when it was taken back or put right, by whom and why; None while it stands.
    """

    period: Period
    communities: int
    names: tuple[str, ...]
    reason: str
    set_at: datetime
    set_by: str
    struck_at: datetime | None
    struck_by: str
    struck_reason: str


@dataclass(frozen=True)
class TakingPart:
    """An area with how many of its open communities take part.

    Of a community: since, by a post alone; begins, the day from which it will, where it does not yet; has_sealer, whether
    anybody holds a post there today that seals its report.
    """

    area: AreaCode
    name: str
    communities: int
    taking_part: int
    since: date | None
    begins: date | None
    has_sealer: bool


def declared_in(*, area: AreaCode) -> list[Declared]:
    """Return the decisions of an area, those that stand first, the newest day first; two statements."""
    from_, until = area.range
    by_decision: dict[tuple[object, ...], list[Participation]] = defaultdict(list)
    place = Subquery(Area.objects.filter(code=OuterRef("area")).values("name"))
    declared = Participation.objects.filter(area__gte=from_, area__lt=until).annotate(place=place)
    for row in declared.order_by("area"):
        key = (row.from_on, row.until_on, row.set_at, row.set_by, row.struck_at, row.struck_by)
        by_decision[key].append(row)
    first = [rows[0] for rows in by_decision.values()]
    who = {user for row in first for user in (row.set_by, row.struck_by) if user}
    people = names_of(ids=who) if who else {}
    told = [
        Declared(
            period=Period(rows[0].from_on, rows[0].until_on),
            communities=len(rows),
            names=tuple(getattr(row, "place", None) or row.area for row in rows[:NAMED]),
            reason=rows[0].reason,
            set_at=rows[0].set_at,
            set_by=people.get(rows[0].set_by, ""),
            struck_at=rows[0].struck_at,
            struck_by=people.get(rows[0].struck_by, "") if rows[0].struck_by else "",
            struck_reason=rows[0].struck_reason,
        )
        for rows in by_decision.values()
    ]
    newest = sorted(told, key=lambda one: (one.period.from_on, one.set_at), reverse=True)
    return sorted(newest, key=lambda one: one.struck_at is not None)


def parts_taking(*, area: AreaCode, on: date) -> list[TakingPart]:
    """Return the open areas of the next level below, of a community itself, with who takes part on a day, in order of code.

    Six statements.
    """
    level = Level.COMMUNITY if area.level is Level.COMMUNITY else area.child_level or area.level
    digits = DIGITS[level]
    places = open_under(area=area, level=level).order_by("code").values_list("code", "name")
    communities = open_under(area=area, level=Level.COMMUNITY)
    every = Counter(code[:digits] for code in communities.values_list("code", flat=True))
    those = taking_part(area=area, on=on).values_list("code", flat=True)
    taking = Counter(code[:digits] for code in those)
    since = staffed_since(area=area, on=on)
    from_, until = area.range
    to_come = standing().filter(area__gte=from_, area__lt=until, from_on__gt=on)
    begins = dict(to_come.values_list("area").annotate(first=Min("from_on")))
    sealers = sealers_on(area=area, on=on)
    return [
        TakingPart(
            area=AreaCode(code),
            name=name,
            communities=every[code],
            taking_part=taking[code],
            since=since.get(code),
            begins=begins.get(code),
            has_sealer=code in sealers,
        )
        for code, name in places
    ]
