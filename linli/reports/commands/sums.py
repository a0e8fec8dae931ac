"""Sums of sealed reports: made again along the path of a community, or for every area at once."""

from datetime import date

from django.db import connection, transaction

from linli.areas.models import Area
from linli.areas.rules import AreaCode, Level
from linli.reports.models import ReportSum
from linli.reports.queries.sums import BELOW, path, upsert
from linli.reports.rules.forms import FORM


@transaction.atomic
def add_up(*, community: AreaCode, day: date) -> None:
    """Make the sums above a community again, from its township up to its province; four statements.

    One seal of a province at a time: the province's row is held until the end, since two of them at once would each
    add up without the other.
    """
    province = community.ancestors[0]
    list(Area.objects.select_for_update(no_key=True).filter(pk=province).values_list("pk"))
    ReportSum.objects.bulk_create(
        [
            ReportSum(
                form=FORM,
                day=day,
                area=area,
                figures=dict(told.figures),
                present=dict(told.present),
                on_time=told.on_time,
                late=told.late,
                late_minutes_most=told.late_minutes_most,
            )
            for area, told in path(community=community, day=day).items()
        ],
        update_conflicts=True,
        unique_fields=["form", "day", "area"],
        update_fields=["figures", "present", "on_time", "late", "late_minutes_most"],
    )


@transaction.atomic
def add_up_all(*, day: date, area_range: tuple[str, str]) -> None:
    """Make the sums of every area in a range of codes again; four statements whatever the size."""
    for level in BELOW:
        _make(level, area_range, day)


def _make(level: Level, area_range: tuple[str, str], day: date) -> None:
    from_, until = area_range
    values = {
        "form": FORM,
        "day": str(connection.ops.adapt_datefield_value(day)),
        "from_": from_,
        "until": until,
    }
    with connection.cursor() as cursor:
        cursor.execute(upsert(vendor=connection.vendor, level=level), values)
