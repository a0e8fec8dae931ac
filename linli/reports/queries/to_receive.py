"""Reports of the areas directly below a viewer that nobody has received, day by day."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from django.db.models import Count, Exists, Min, OuterRef, QuerySet

from linli.areas.rules import DIGITS, AreaCode
from linli.reports.models import Report
from linli.reports.queries.returned import WAITING
from linli.reports.rules.forms import FORM
from linli.staff.rights import Action
from linli.staff.rules import Viewer, scope

# Of so many days before today: what is older stands on the pages of its days.
DAYS_BACK: Final = timedelta(days=7)


@dataclass(frozen=True)
class ToReceive:
    """How many reports of a day from directly below an area wait for a receipt, and when the first of them was sealed."""

    area: AreaCode
    day: date
    since: datetime
    count: int


def to_receive(*, viewer: Viewer, today: date) -> list[ToReceive]:
    """Return where and of which days any wait, the oldest day first. One statement for one post."""
    found = []
    for area in scope(viewer=viewer, action=Action.RECEIVE_REPORT).areas:
        rows = _waiting_below(area, today - DAYS_BACK).exclude(sealed_by=viewer.user_id)
        days = rows.values_list("day").annotate(since=Min("sealed_at"), n=Count("pk")).order_by("day")
        found += [ToReceive(area, day, since, count) for day, since, count in days]
    return found


def _waiting_below(area: AreaCode, first: date) -> QuerySet[Report]:
    """Return the newest versions from directly below an area that nobody received; not what was sent back and waits."""
    level = area.child_level
    if level is None:
        return Report.objects.none()
    from_, until = area.range
    newer = Report.objects.filter(
        area=OuterRef("area"), form=FORM, day=OuterRef("day"), version__gt=OuterRef("version")
    )
    below = Report.objects.filter(
        form=FORM, day__gte=first, area__gte=from_, area__lt=until, area__length=DIGITS[level]
    )
    return below.filter(~Exists(newer), received_at=None).exclude(WAITING)
