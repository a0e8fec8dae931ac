"""Somebody who came, met at the door."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from linli.areas.queries import names_of
from linli.areas.rules import AreaCode
from linli.clock import day_of
from linli.observation.arrival_forms import ArrivalForm, arrival_told
from linli.observation.commands import Outcome, join_certain, register_arrivals
from linli.observation.rules import UnbelievableTemperature
from linli.people.commands import PersonCard
from linli.people.rules import clean_number
from linli.phone.operations import Operation
from linli.phone.refusals import Refused
from linli.staff.rights import Action
from linli.staff.rules import Viewer, may_at

# Papers whose number the form checks; '' is an ID card too.
OWN_FORM = frozenset({"", "ID_CARD"})


def take_arrival(*, operation: Operation, by: Viewer, reach: Viewer, now: datetime) -> dict[str, Any]:
    """Register an arrival as the desk would. Raises Refused. Call it inside a savepoint."""
    told = operation.data
    if not may_at(viewer=reach, action=Action.REGISTER_PERSON, area=told.community):
        raise Refused("not_yours")
    community = AreaCode(told.community)
    form = ArrivalForm(_typed(told), today=day_of(now))
    if not form.is_valid():
        wrong = {name: str(errors[0]) for name, errors in form.errors.items()}
        raise Refused("malformed", wrong)
    arrival = arrival_told(said=form.cleaned_data)
    card = replace(
        _with_other_paper(arrival.card, told),
        sex=arrival.card.sex or told.sex,
        grid_name=_grid_name(told.grid, community),
    )
    arrival = replace(arrival, card=card, contact_history=told.contact_history, note=told.note)
    try:
        answer = register_arrivals(community=community, arrivals=[arrival], by=by, now=now)[0]
    except UnbelievableTemperature as error:
        raise Refused("unbelievable", {"temperature_tenths": str(Refused("unbelievable").reason)}) from error
    if answer.outcome == Outcome.KNOWN_ELSEWHERE:
        raise Refused("known_elsewhere")
    join_certain(community=community, by=by, now=now)
    return {"status": "ok"}


def _with_other_paper(card: PersonCard, told: Any) -> PersonCard:
    """Return a card with the number of a passport or another paper, which the desk's form does not know."""
    if told.id_type in OWN_FORM or not told.id_number.strip():
        return card
    return replace(card, id_type=told.id_type, id_number=clean_number(text=told.id_number))


def _typed(told: Any) -> dict[str, Any]:
    """Return an arrival as the desk's form has it."""
    tenths = told.temperature_tenths
    return {
        "name": told.name,
        "id_number": told.id_number if told.id_type in OWN_FORM else "",
        "phone": told.phone,
        "address": told.address,
        "origin": told.origin,
        "exposed_on": told.exposed_on,
        "left_on": told.left_on,
        "arrived_on": told.arrived_on,
        "transport": told.transport[:40],
        "vehicle": "",
        "known_by": "WORKER",
        "source_note": "",
        "temperature": "" if tenths is None else f"{tenths // 10}.{tenths % 10}",
        "symptoms": told.symptoms,
    }


def _grid_name(grid: str, community: AreaCode) -> str:
    """Return the name of a grid of the community, '' for any other area."""
    inside = bool(grid) and grid != community and community.contains(AreaCode(grid))
    return names_of(codes=[AreaCode(grid)]).get(AreaCode(grid), "") if inside else ""
