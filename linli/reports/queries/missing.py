"""How many communities below a viewer have not reported: of yesterday until today's hour has passed, then of today."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Count, Exists, Max, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Substr

from linli.areas.models import Area
from linli.areas.rules import DIGITS, AreaCode, Level
from linli.clock import day_of
from linli.reports.models import Ringing
from linli.reports.queries import deadlines
from linli.reports.queries.parts import sealed_of
from linli.reports.queries.taking_part import taking_part
from linli.reports.rules.deadlines import Clock, is_late
from linli.reports.rules.forms import FORM
from linli.staff.rights import Action
from linli.staff.rules import Viewer, own_offices


@dataclass(frozen=True)
class MissingBelow:
    """How many reports of a day are missing in an area, and since when they are late.

    rung: of how many it is noted that they, or the unit that they are in, were rung; rung_at: when last.
    """

    area: AreaCode
    day: date
    since: datetime
    count: int
    rung: int
    rung_at: datetime | None


def missing_below(*, viewer: Viewer, now: datetime) -> list[MissingBelow]:
    """Return where any are missing. Two statements for one post."""
    today = day_of(now)
    found = []
    for area in own_offices(viewer=viewer, action=Action.RECEIVE_REPORT):
        hours = deadlines.day_hours(area=area, days=(today - timedelta(days=1), today))
        of_today = hours[today].clocks[Level.COMMUNITY]
        day = today if is_late(at=now, late_after=of_today.late_after) else today - timedelta(days=1)
        missing = taking_part(area=area, on=day).filter(
            _due_in(hours[day], now), ~Exists(sealed_of(day=day, now=now))
        )
        told = _with_rung(missing, area, day).aggregate(
            count=Count("pk"), rung=Count("rung_at"), last=Max("rung_at")
        )
        if told["count"]:
            since = hours[day].clocks[Level.COMMUNITY].late_after
            found.append(MissingBelow(area, day, since, told["count"], told["rung"], told["last"]))
    return found


def _with_rung(missing: QuerySet[Area], area: AreaCode, day: date) -> QuerySet[Area]:
    """Return communities with when they, or the unit of the next level that they are in, were rung last."""
    digits = DIGITS[area.child_level or area.level]
    notes = Ringing.objects.filter(form=FORM, day=day, area=OuterRef("part"), struck_at=None)
    last = notes.order_by("-rung_at").values("rung_at")[:1]
    return missing.annotate(part=Substr("code", 1, digits)).annotate(rung_at=Subquery(last))


def _due_in(hours: deadlines.DayHours, now: datetime) -> Q:
    """Return the condition on the code of a community that its hour has passed."""

    def is_due(clock: Clock) -> bool:
        return is_late(at=now, late_after=clock.late_after)

    is_due_elsewhere = is_due(hours.clocks[Level.COMMUNITY])
    others = Q(pk__in=[])
    for county, clock in hours.by_county.items():
        if is_due(clock) != is_due_elsewhere:
            from_, until = AreaCode(county).range
            others |= Q(code__gte=from_, code__lt=until)
    return ~others if is_due_elsewhere else others
