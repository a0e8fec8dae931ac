"""The checks of a period: what was seen at which door, in order of time."""

from datetime import datetime
from typing import Final

from linli.areas.queries import names_of
from linli.exports.kinds.lines import Kind, Line, Wanted, chosen
from linli.observation.labels import ALL_CHANNELS, OUTCOMES
from linli.observation.models import Check, Observation
from linli.observation.queries.standing import standing_checks
from linli.people.models import Person
from linli.protocols.asked import symptom_word
from linli.protocols.labels import SESSIONS
from linli.staff.queries import in_scope
from linli.staff.rights import Action
from linli.staff.rules import Viewer
from linli.stream.tables import county_of

COLUMNS: Final = (
    "NAME",
    "GRID",
    "ADDRESS",
    "DAY",
    "SESSION",
    "OUTCOME",
    "TEMPERATURE",
    "SYMPTOMS",
    "CHANNEL",
)
_OUTCOMES: Final = dict(OUTCOMES)


def lines(viewer: Viewer, wanted: Wanted, now: datetime) -> list[Line]:
    """Return the checks of the days, both ends included, at doors that the viewer sees; `now` bounds what counts."""
    told = standing_checks(
        in_scope(viewer=viewer, action=Action.SEE_PERSON),
        county=county_of(wanted.area),
        area__startswith=wanted.area,
        slot_on__gte=wanted.from_on,
        slot_on__lte=wanted.until_on,
        received_at__lte=now,
    )
    rows = list(told.order_by("slot_on", "area", "received_at", "id"))
    grids = names_of(codes={row.area for row in rows})
    observed = Observation.objects.filter(pk__in=told.values("observation_id"))
    people = {row.pk: row.person for row in observed.select_related("person__household")}
    return [
        Line(
            subject=people[row.observation_id].pk,
            cells=chosen(
                cells=_cells(row, people[row.observation_id], grids.get(row.area, "")),
                columns=wanted.columns,
            ),
        )
        for row in rows
    ]


def _cells(row: Check, person: Person, grid: str) -> dict[str, str]:
    tenths = row.temperature_tenths
    return {
        "NAME": person.name,
        "GRID": grid,
        "ADDRESS": person.household.address,
        "DAY": row.slot_on.isoformat(),
        "SESSION": str(SESSIONS[row.session]),
        "OUTCOME": str(_OUTCOMES[row.outcome]),
        "TEMPERATURE": "" if tenths is None else f"{tenths / 10:.1f}",
        "SYMPTOMS": "、".join(str(symptom_word(code)) for code in row.symptoms),
        "CHANNEL": str(ALL_CHANNELS[row.channel]),
    }


CHECKS: Final = Kind(
    code="CHECKS",
    reads=Action.SEE_PERSON,
    columns=COLUMNS,
    usual=("NAME", "ADDRESS", "DAY", "SESSION", "OUTCOME", "TEMPERATURE"),
    has_period=True,
    lines=lines,
)
