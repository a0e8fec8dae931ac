"""Sums over days: what all days before one told, from sealed reports."""

from collections.abc import Collection, Mapping
from datetime import date, datetime

from django.db.models import Max

from linli.areas.rules import DIGITS, AreaCode, Level
from linli.reports.models import Report, ReportSum
from linli.reports.queries import summed
from linli.reports.rules.forms import FORM, Figures

_COMMUNITY = DIGITS[Level.COMMUNITY]


def told_before(*, own: AreaCode, areas: Collection[str], day: date) -> dict[str, Figures]:
    """Return the sums of every day before one, by area: each day as `before_of` tells it of the day before.

    own: whose form it is. A day that it sealed is told as its seal knew it, also of those below; any other day, and a community,
    by the newest versions. A column that no day told is missing; areas that never reported are missing too. Four statements,
    and one for each day on which something below came after the seal.
    """
    communities = [area for area in areas if len(area) == _COMMUNITY]
    reports = Report.objects.filter(form=FORM, area__in=communities, day__lt=day, withdrawn_at=None)
    reports = reports.order_by("version")
    newest = {(area, on): figures for area, on, figures in reports.values_list("area", "day", "figures")}
    above = ReportSum.objects.filter(
        form=FORM, area__in=[area for area in areas if len(area) < _COMMUNITY], day__lt=day
    )
    newest |= {(area, on): figures for area, on, figures in above.values_list("area", "day", "figures")}
    if own.level is not Level.COMMUNITY:
        for on, at in _came_after(own, day).items():
            newest |= _as_sealed(own, areas, on, at)
    sums: dict[str, dict[str, int | None]] = {}
    for (area, _), figures in newest.items():
        told = sums.setdefault(area, {})
        for key, value in figures.items():
            if value is not None:
                told[key] = (told.get(key) or 0) + value
    return dict(sums)


def _came_after(own: AreaCode, day: date) -> Mapping[date, datetime]:
    """Return the days before one of which anything below came after the area's newest seal, with the moment of that seal."""
    from_, until = own.range
    before = Report.objects.filter(form=FORM, day__lt=day).order_by()
    sealed = dict(before.filter(area=own).values_list("day").annotate(at=Max("sealed_at")))
    below = before.filter(area__gte=from_, area__lt=until, area__length=_COMMUNITY, day__in=list(sealed))
    last = dict(below.values_list("day").annotate(at=Max("sealed_at")))
    return {on: at for on, at in sealed.items() if on in last and last[on] > at}


def _as_sealed(
    own: AreaCode, areas: Collection[str], on: date, at: datetime
) -> dict[tuple[str, date], Figures]:
    """Return what the areas told of a day as their sum was known at a moment; nothing of one that had not reported by then."""
    digits = DIGITS[own.child_level or own.level]
    known = summed.known(area=own, days=(on,), digits=digits, at=at)[on]
    told = {area: dict(known[area].told) if area in known else {} for area in areas if area != own}
    if own in areas:
        told[own] = {
            key: sum(values)
            for key in {key for one in known.values() for key in one.told}
            if (values := [v for one in known.values() if (v := one.told.get(key)) is not None])
        }
    return {(area, on): figures for area, figures in told.items()}
