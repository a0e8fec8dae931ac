"""Sums over days: what all days before one told, from sealed reports."""

from collections.abc import Collection
from datetime import date

from linli.areas.rules import DIGITS, Level
from linli.reports.models import Report, ReportSum
from linli.reports.rules.forms import FORM, Figures

_COMMUNITY = DIGITS[Level.COMMUNITY]


def told_before(*, areas: Collection[str], day: date) -> dict[str, Figures]:
    """Return the sums of the newest sealed versions of every day before one, by area; two statements.

    A column that no day told is missing; areas that never reported are missing too.
    """
    communities = [area for area in areas if len(area) == _COMMUNITY]
    reports = Report.objects.filter(form=FORM, area__in=communities, day__lt=day, withdrawn_at=None)
    reports = reports.order_by("version")
    newest = {(area, on): figures for area, on, figures in reports.values_list("area", "day", "figures")}
    above = ReportSum.objects.filter(
        form=FORM, area__in=[area for area in areas if len(area) < _COMMUNITY], day__lt=day
    )
    newest |= {(area, on): figures for area, on, figures in above.values_list("area", "day", "figures")}
    sums: dict[str, dict[str, int | None]] = {}
    for (area, _), figures in newest.items():
        own = sums.setdefault(area, {})
        for key, value in figures.items():
            if value is not None:
                own[key] = (own.get(key) or 0) + value
    return dict(sums)
