"""Why a report will be late, as it was said before its hour: what stands, and what stood at a moment."""

from collections.abc import Collection, Iterable
from datetime import date, datetime

from django.db.models import Q, QuerySet

from linli.areas.rules import AreaCode
from linli.reports.models import LateNotice as LateNotice  # pages may name the type of a row
from linli.reports.rules.forms import FORM


def said_at(*, day: date, at: datetime) -> QuerySet[LateNotice]:
    """Return the words that stood of a day's reports at a moment."""
    return LateNotice.objects.filter(
        Q(ended_at=None) | Q(ended_at__gt=at), form=FORM, day=day, said_at__lte=at
    )


def said_in(*, area: AreaCode, day: date) -> list[LateNotice]:
    """Return all that was ever said of a day's reports of an area and all below it, in the order in which it was said."""
    from_, until = area.range
    rows = LateNotice.objects.filter(form=FORM, day=day, area__gte=from_, area__lt=until)
    return list(rows.order_by("said_at", "pk"))


def standing(*, said: Iterable[LateNotice], at: datetime) -> dict[str, LateNotice]:
    """Return by area the words that stood at a moment, of all that was said."""
    return {
        row.area: row for row in said if row.said_at <= at and (row.ended_at is None or row.ended_at > at)
    }


def notice_of(*, area: str, day: date) -> LateNotice | None:
    """Return why an area's report of a day will be late, if that was said before its hour and stands."""
    return LateNotice.objects.filter(area=area, form=FORM, day=day, ended_at=None).first()


def words_of(*, areas: Collection[str], day: date) -> dict[str, str]:
    """Return what stands of a day's reports of some areas, by area."""
    rows = LateNotice.objects.filter(area__in=areas, form=FORM, day=day, ended_at=None)
    return dict(rows.values_list("area", "reason"))
