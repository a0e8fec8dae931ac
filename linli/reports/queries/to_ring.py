"""Which units of the next level below are to be rung about a day's report, whom one rings there, and who was rung."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import OuterRef, Subquery

from linli.areas.rules import DIGITS, AreaCode, Level
from linli.clock import day_of
from linli.reports.models import Ringing
from linli.reports.queries.area_day import AreaDay
from linli.reports.queries.rollup import Below, RollUp
from linli.reports.rules.deadlines import Standing
from linli.reports.rules.forms import FORM
from linli.staff.models import User
from linli.staff.queries.reached import Reached, rung_at
from linli.staff.rules import Viewer


@dataclass(frozen=True)
class Unit:
    """An area of the next level below of whose communities some are missing or late, or whose own report is.

    missing, late: how many. is_missing: its own sum is, of a level above the community. reason: said before the hour, '' if
    nothing was. people: whom one rings there.
    """

    part: Below
    reason: str
    people: tuple[Reached, ...] = ()
    rung: tuple[Ringing, ...] = ()

    @property
    def missing(self) -> int:
        """How many of its communities have no report though their hour has passed."""
        return self.part.received.missing

    @property
    def names(self) -> tuple[str, ...]:
        """Of a township, its communities that are missing; before their hour nobody is."""
        return self.part.absent_names if self.missing else ()

    @property
    def late(self) -> int:
        """How many of its communities reported late."""
        return self.part.received.late

    @property
    def is_missing(self) -> bool:
        """Say whether its own sum of communities is not sealed though its hour has passed."""
        return self.part.area.level != Level.COMMUNITY and self.part.standing is Standing.MISSING


def units_to_ring(*, above: RollUp) -> list[Unit]:
    """Return the units of an area that was read already, first those that are missing and said nothing; no statement.

    Those that are only late come last; each in order of code.
    """
    units = [Unit(part, part.announced) for part in above.below]
    wanted = [unit for unit in units if unit.missing or unit.is_missing or unit.late]
    return sorted(
        wanted,
        key=lambda unit: (not (unit.missing or unit.is_missing), bool(unit.reason), unit.part.area),
    )


def filled(
    *, viewer: Viewer, of: AreaDay, units: Sequence[Unit], now: datetime, most: int | None = None
) -> list[Unit]:
    """Return the first units with the people to ring, and the notes of who was rung; two statements.

    Those that were rung already come behind those that were not. most: how many, None for all. Who is there is
    told as of the day of `now`, whatever day the report is of.
    """
    if not units:
        return []
    rung = rung_in(area=of.area, day=of.day, now=now)
    units = sorted(units, key=lambda unit: unit.part.area in rung)[:most]
    areas = [unit.part.area for unit in units]
    people = rung_at(viewer=viewer, areas=areas, on=day_of(now))
    return [
        Unit(
            part=unit.part,
            reason=unit.reason,
            people=tuple(people.get(unit.part.area, ())),
            rung=tuple(rung.get(unit.part.area, ())),
        )
        for unit in units
    ]


def rung_in(*, area: AreaCode, day: date, now: datetime) -> dict[str, list[Ringing]]:
    """Return who was rung of the next level below about a day's report by a moment, by area, the newest first.

    Each with `by_name`. One statement.
    """
    digits = DIGITS[area.child_level or area.level]
    from_, until = area.range
    rows = Ringing.objects.filter(
        form=FORM,
        day=day,
        area__gte=from_,
        area__lt=until,
        area__length=digits,
        struck_at=None,
        rung_at__lte=now,
    )
    by = Subquery(User.objects.filter(pk=OuterRef("by")).values("full_name"))
    found: dict[str, list[Ringing]] = defaultdict(list)
    for row in rows.annotate(by_name=by).order_by("-rung_at", "pk"):
        found[row.area].append(row)
    return found
