"""Whom another community has registered, told of here: noted as found, with everything that was told of how they are."""

from collections.abc import Sequence
from datetime import datetime

from linli.areas.queries import grids_of
from linli.areas.rules import AreaCode
from linli.arrivals.commands.arrivals_told import NewArrival, facts_of
from linli.arrivals.commands.told_checks import record_listed, tells
from linli.elsewhere.commands import NewFound, NewLook, keep_for_them, look_after, note_found
from linli.elsewhere.models import FoundHere
from linli.elsewhere.rules import FoundState
from linli.observation.models import Observation
from linli.observation.rules import Channel, CheckOutcome, State
from linli.people.models import Person
from linli.people.rules.corrections import HEALTH, JOURNEY
from linli.people.rules.sources import source_kind
from linli.staff.rules import Viewer


def note_elsewhere(
    *, community: AreaCode, told: Sequence[tuple[NewArrival, Person]], by: Viewer, now: datetime
) -> None:
    """Note people of other communities who stand here; what was told of their health is the first look, and alerts.

    A list's reading is a check of its own day and answers no look. What no check records waits as told again with the
    community that has the person. Raises UnbelievableTemperature. Call it inside a transaction.
    """
    if not told:
        return
    note_found(community=community, found=_noted(community, told), by=by, now=now)
    ids = {person.pk for _, person in told}
    rows = FoundHere.objects.filter(person__in=ids, community=community, state=FoundState.WAITING)
    found = {row.person_id: row for row in rows.select_related("person")}
    open_ = Observation.objects.filter(person__in=ids, state=State.OBSERVING)
    observed = set(open_.values_list("person_id", flat=True))
    listed = [(a, person) for a, person in told if a.channel == Channel.ROSTER]
    record_listed(told=listed, by=by, now=now)
    for arrival, person in told:
        is_seen = arrival.channel != Channel.ROSTER and tells(arrival=arrival)
        if is_seen:
            look_after(found=found[person.pk], look=_look(arrival), by=by, now=now)
        left_out = {*(HEALTH if is_seen or person.pk in observed else ()), *(("note",) if is_seen else ())}
        told_here = {*JOURNEY, *HEALTH} - left_out
        rest = {name: text for name, text in facts_of(arrival=arrival).items() if name in told_here}
        kind = source_kind(known_by=arrival.known_by)
        keep_for_them(found=found[person.pk], told=rest, kind=kind, by=by, now=now)


def _noted(community: AreaCode, told: Sequence[tuple[NewArrival, Person]]) -> list[NewFound]:
    """Return who is noted where: in the grid that the card names, as a new door would be, else in the community."""
    grids: dict[str, AreaCode] = {}
    if any(arrival.card.grid_name for arrival, _ in told):
        grids = {grid.name: AreaCode(grid.code) for grid in grids_of(community=community)}
    return [
        NewFound(
            person=person,
            name=arrival.card.name,
            address=arrival.card.address,
            arrived_on=arrival.arrived_on,
            area=grids.get(arrival.card.grid_name, community),
        )
        for arrival, person in told
    ]


def _look(arrival: NewArrival) -> NewLook:
    return NewLook(
        outcome=CheckOutcome.DONE,
        channel=arrival.channel,
        temperature_tenths=arrival.temperature_tenths,
        symptoms=arrival.symptoms,
        note=arrival.note,
        source=source_kind(known_by=arrival.known_by),
    )
