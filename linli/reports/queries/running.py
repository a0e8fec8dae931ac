"""What is still under way while a day's report is to be sealed."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Max

from linli.areas.rules import AreaCode, Level
from linli.duties.models import Duty
from linli.observation.duties import CHECK
from linli.reports.queries.deadlines import clock


@dataclass(frozen=True)
class Running:
    """Checks that can still be made and counted in the day's report: of how many people, and until when."""

    people: int
    until: datetime


def sessions_running(*, area: AreaCode, day: date, now: datetime) -> Running | None:
    """Return what a community's report of a day would still count; None where nothing, or for a level above.

    A check due after the day's hour counts in the next report, whenever this one is sealed. Two statements.
    """
    if area.level != Level.COMMUNITY:
        return None
    from_, until = area.range
    open_ = Duty.objects.filter(
        county=area.county,
        kind=CHECK.code,
        area__gte=from_,
        area__lt=until,
        slot_on=day,
        outcome=Duty.Outcome.OPEN,
        overdue_at__gt=now,
        due_at__lt=clock(area=area, day=day).cut_at,
    )
    found = open_.aggregate(people=Count("subject", distinct=True), until=Max("overdue_at"))
    return Running(found["people"], found["until"]) if found["people"] else None
