"""Figures of indicators over an area as they were known at an instant."""

from datetime import date, datetime

<<<<<<< HEAD
from linli.areas.rules import AreaCode
from linli.reports.queries import sums
from linli.reports.registers import COLUMNS
from linli.reports.rules.forms import Figures
=======
from django.db.models import BigIntegerField, Exists, OuterRef, Sum, TextField, Value
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast, NullIf

from linli.areas.rules import DIGITS, AreaCode, Level
from linli.reports.models import Report
from linli.reports.queries import daily
from linli.reports.rules import COLUMNS, FORM, Figures


def derived(*, community: AreaCode, day: date, as_of: datetime) -> Figures:
    """Derive a community's figures of a day from its registers, as of an instant. Raises daily.DayNotBegun."""
    return daily.draft_of_community(area=community, day=day, now=as_of).figures
>>>>>>> heads/same


def sealed_sum(*, area: AreaCode, day: date, as_of: datetime) -> Figures:
    """Sum the communities' sealed reports of a day in an area's range; one statement whatever the size.

    Of each community the newest version that was sealed at or before `as_of`, so later corrections do not change
    the answer. A figure that no such report holds is None, never 0; no key for a column that none of them has.
    """
<<<<<<< HEAD
    told = sums.known(area=area, day=day, digits=len(area), at=as_of).get(area)
    return told.told if told else dict.fromkeys(COLUMNS)
=======
    from_, until = area.range
    known = Report.objects.filter(form=FORM, day=day, sealed_at__lte=as_of)
    newer = known.filter(area=OuterRef("area"), version__gt=OuterRef("version"))
    rows = known.filter(area__gte=from_, area__lt=until, area__length=DIGITS[Level.COMMUNITY]).exclude(
        Exists(newer)
    )
    sums: dict[str, int | None] = rows.aggregate(**{f"n_{key}": _sum(key) for key in COLUMNS})
    return {key: sums[f"n_{key}"] for key in COLUMNS}


def _sum(key: str) -> Sum:
    # SQLite answers a JSON null with the word "null", which a cast would make 0.
    told = NullIf(KeyTextTransform(key, "figures"), Value("null"), output_field=TextField())
    return Sum(Cast(told, BigIntegerField()))
>>>>>>> heads/same
