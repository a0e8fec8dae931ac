"""Figures that somebody types for a report, because Linli keeps no rows for them."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Final

from django.db import transaction

from linli.areas.rules import AreaCode
from linli.audit.commands import write_event
from linli.reports.commands.columns import NotYourColumns
from linli.reports.models import TypedFigure
from linli.reports.queries import daily
from linli.reports.queries.area_day import area_day
from linli.reports.queries.typed import typed_in
from linli.reports.registers import TYPED
from linli.staff.rights import Action
from linli.staff.rules import Viewer, own_offices

MOST: Final = 1_000_000


class NotTyped(Exception):
    """The figure is counted from rows; nobody types it."""


class TooMany(Exception):
    """More than a community can have. args: the column."""


@transaction.atomic
def type_figures(
    *, area: AreaCode, day: date, values: Mapping[str, int | None], by: Viewer, now: datetime
) -> list[str]:
    """Write down typed figures of a community's day; return the columns that changed.

    A value of None takes a figure back. What is said already is not written again. A sealed report stays as it is: its
    correction counts what was typed since. Raises NotYourColumns, NotTyped, TooMany, DayNotBegun; nothing is written then.
    """
    if area not in own_offices(viewer=by, action=Action.SEAL_REPORT):
        raise NotYourColumns(area)
    for key, value in values.items():
        if key not in TYPED:
            raise NotTyped(key)
        if value is not None and not 0 <= value <= MOST:
            raise TooMany(key)
    covered = daily.window_shown(of=area_day(area=area, day=day), now=now)
    before = typed_in(area=area, covered=covered)
    said = {key: told.value for key, told in before.items()}
    changed = [key for key, value in values.items() if said.get(key) != value]
    TypedFigure.objects.bulk_create(
        TypedFigure(
            county=area.county,
            area=area,
            key=key,
            value=values[key],
            of_at=covered.as_of - timedelta(microseconds=1),
            at=now,
            by=by.user_id,
            by_name=by.name,
        )
        for key in changed
    )
    if changed:
        write_event(
            action="report.figures_typed",
            area=area,
            by=by.user_id,
            now=now,
            changed={"day": day.isoformat(), **{key: [said.get(key), values[key]] for key in changed}},
        )
    return changed
