"""The people under observation, door by door."""

from datetime import date, datetime
from typing import Final

from linli.areas.queries import names_of
from linli.clock import day_of
from linli.exports.kinds.lines import OF_NUMBERS, Kind, Line, Wanted, chosen
from linli.exports.rules.asking import Numbers
from linli.observation.labels import SEXES
from linli.observation.models import Observation
from linli.observation.queries.cases import observations_visible
from linli.observation.rules import State
from linli.people.queries.numbers import numbers_of_all
from linli.people.rules import mask_number
from linli.people.rules.ages import age_on
from linli.staff.rights import Action
from linli.staff.rules import Viewer

COLUMNS: Final = (
    "NAME",
    "SEX",
    "AGE",
    "GRID",
    "ADDRESS",
    "PHONE",
    "ID_NUMBER",
    "ORIGIN",
    "LEFT_ON",
    "ARRIVED_ON",
    "LAST_ON",
)


def lines(viewer: Viewer, wanted: Wanted, now: datetime) -> list[Line]:
    """Return those whom the viewer sees under observation in the area, in walking order."""
    rows = list(
        observations_visible(viewer=viewer)
        .filter(state=State.OBSERVING, area__startswith=wanted.area)
        .order_by("area", "person__household__walk_order", "person__name", "pk")
    )
    grids = names_of(codes={row.area for row in rows})
    has_numbers = bool(OF_NUMBERS & set(wanted.columns))
    numbers = numbers_of_all(people=[row.person for row in rows]) if has_numbers else {}
    return [
        Line(
            subject=row.person_id,
            cells=chosen(
                cells=_cells(row, grids.get(row.area, ""), day_of(now))
                | number_cells(found=numbers.get(row.person_id, ("", "")), numbers=wanted.numbers),
                columns=wanted.columns,
            ),
        )
        for row in rows
    ]


def number_cells(*, found: tuple[str, str], numbers: Numbers) -> dict[str, str]:
    """Return the cells of an ID number and a phone, masked or in clear as it was asked."""
    id_number, phone = found
    if numbers == Numbers.MASKED:
        id_number, phone = mask_number(number=id_number), mask_number(number=phone)
    return {"ID_NUMBER": id_number, "PHONE": phone}


def _cells(row: Observation, grid: str, today: date) -> dict[str, str]:
    person, arrival = row.person, row.arrival
    return {
        "NAME": person.name,
        "SEX": str(SEXES[person.sex]) if person.sex else "",
        "AGE": str(age_on(person.born_on, today)) if person.born_on else "",
        "GRID": grid,
        "ADDRESS": person.household.address,
        "ORIGIN": arrival.origin,
        "LEFT_ON": arrival.left_on.isoformat() if arrival.left_on else "",
        "ARRIVED_ON": arrival.arrived_on.isoformat(),
        "LAST_ON": row.last_on.isoformat(),
    }


PEOPLE: Final = Kind(
    code="PEOPLE",
    reads=Action.SEE_PERSON,
    columns=COLUMNS,
    usual=("NAME", "GRID", "ADDRESS", "LAST_ON"),
    has_period=False,
    lines=lines,
)
