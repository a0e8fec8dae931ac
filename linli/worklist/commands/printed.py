"""Writing down that somebody printed the day's list: it leaves the house with names on it."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from linli.audit.commands import Listed, write_lists
from linli.periods.queries import PeriodLine
from linli.staff.rules import Viewer
from linli.worklist.queries.printed import GridSheet


@transaction.atomic
def note_periods_printed(*, lines: Sequence[PeriodLine], by: Viewer, now: datetime) -> None:
    """Write down for each area how many people stood on a printed sheet of whole periods, and who."""
    people: dict[str, list[UUID]] = defaultdict(list)
    for line in lines:
        people[line.observation.area].append(line.observation.person_id)
    write_lists(
        action="papers.periods_printed",
        by=by.user_id,
        now=now,
        lists=[
            Listed(area=area, changed={"people": len(those)}, about=frozenset(those))
            for area, those in people.items()
        ],
    )


@transaction.atomic
def note_day_printed(*, sheets: Sequence[GridSheet], by: Viewer, now: datetime) -> None:
    """Write down for each area whose list was printed how many doors it held."""
    write_lists(
        action="papers.day_printed",
        by=by.user_id,
        now=now,
        lists=[
            Listed(
                area=sheet.area,
                changed={"households": sum(1 for door in sheet.doors if door.household)},
                about=sheet.people,
            )
            for sheet in sheets
        ],
    )
