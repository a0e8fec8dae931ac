"""Whole periods of those under observation: a row a person, a column a day of their own period."""

from datetime import datetime
from typing import Final

from linli.areas.queries import names_of
from linli.exports.kinds.lines import DAYS_OF_PERIOD, Kind, Line, Wanted, chosen
from linli.observation.queries.cases import observations_open
from linli.periods.queries import PeriodLine, period_lines
from linli.periods.words import mark_words
from linli.staff.rights import Action
from linli.staff.rules import Viewer

USUAL: Final = 14
COLUMNS: Final = ("NAME", "GRID", "ADDRESS", "FIRST_ON", "LAST_ON", *DAYS_OF_PERIOD)


def lines(viewer: Viewer, wanted: Wanted, now: datetime) -> list[Line]:
    """Return those whom the viewer sees under observation in the area, in walking order, with every day of theirs."""
    rows = list(observations_open(viewer=viewer).filter(area__startswith=wanted.area))
    grids = names_of(codes={row.area for row in rows})
    return [
        Line(
            subject=line.observation.person_id,
            cells=chosen(cells=_cells(line, grids.get(line.observation.area, "")), columns=wanted.columns),
        )
        for line in period_lines(observations=rows, now=now)
    ]


def _cells(line: PeriodLine, grid: str) -> dict[str, str]:
    row = line.observation
    days = {
        f"DAY_{n}": " / ".join(mark_words(mark=mark) for mark in marks) for n, marks in line.marks.items()
    }
    return {
        "NAME": row.person.name,
        "GRID": grid,
        "ADDRESS": row.person.household.address,
        "FIRST_ON": line.first_on.isoformat(),
        "LAST_ON": row.last_on.isoformat(),
    } | days


DAYS: Final = Kind(
    code="DAYS",
    reads=Action.SEE_PERSON,
    columns=COLUMNS,
    usual=("NAME", "ADDRESS", "FIRST_ON", "LAST_ON", *DAYS_OF_PERIOD[1 : USUAL + 1]),
    has_period=False,
    lines=lines,
)
