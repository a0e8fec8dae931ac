"""Somebody who came, met at the door."""

from dataclasses import replace
from datetime import date
from typing import Any, Final, Literal

from django.utils.translation import gettext_lazy as _
from pydantic import Field

from linli.areas.queries import names_of
from linli.areas.rules import AreaCode
from linli.arrivals.commands import Outcome, register_arrivals
from linli.arrivals.forms import ArrivalForm, arrival_told
from linli.arrivals.queries.ended import ended_of
from linli.budgets.commands import TooManyLookups, take_lookup
from linli.clock import day_of
from linli.joins.commands import join_certain
from linli.messages import (
    MALFORMED,
    NOT_YOURS,
    Answer,
    Area,
    Message,
    MessageKind,
    Reason,
    Refused,
    Short,
    Strict,
    Words,
)
from linli.observation.phone.checks import UNBELIEVABLE
from linli.observation.rules import Channel, UnbelievableTemperature
from linli.protocols.labels import ALL_SYMPTOMS
from linli.staff.rights import Action
from linli.staff.rules import may_at

KNOWN_ELSEWHERE: Final = Reason(
    "known_elsewhere",
    _("此人已在其他社区登记，已告诉对方和本社区；对方答复以前，这里每天看一次，见电脑上的今日工作。"),
)
TOO_MANY: Final = Reason("too_many_lookups", _("您今天登记的人太多，没有再收；请明天再发，或交给社区登记。"))
ENDED_HERE: Final = Reason(
    "ended_here", _("此人的观察已经结束，没有重新登记；要继续观察，请书记在本人页面“恢复观察”。")
)


class Arrival(Strict):
    """Somebody who came, met at the door. Cleaned by the same form as at the desk."""

    community: Area
    grid: Area | Literal[""] = ""
    name: Words = ""
    sex: Literal["", "M", "F"] = ""
    id_type: Short = ""
    id_number: Short = ""
    phone: Short = ""
    address: Words = ""
    origin: Words = ""
    origin_class: Short = ""
    arrived_on: date | None = None
    left_on: date | None = None
    exposed_on: date | None = None
    transport: Words = ""
    vehicle: Words = ""
    seat: Words = ""
    companions: Words = ""
    numbers_unknown: bool = False
    born_on: date | None = None
    age: int | None = None
    guardian_consent: Literal["YES", "NO", "UNKNOWN"] = "UNKNOWN"
    guardian: Words = ""
    guardian_told_by: Words = ""
    household_head: Words = ""
    relation: Words = ""
    contact_history: Literal["YES", "NO", "UNKNOWN"] = "UNKNOWN"
    temperature_tenths: int | None = None
    symptoms: list[Short] = Field(default_factory=list, max_length=30)
    note: Words = ""


def take_arrival(*, message: Message) -> Answer:
    """Register an arrival as the desk would. Raises Refused. Call it inside a savepoint."""
    told, by, now = message.data, message.by, message.now
    if not may_at(
        viewer=message.reach, action=Action.REGISTER_PERSON, area=place_of_arrival(message=message)
    ):
        raise Refused(NOT_YOURS)
    community = AreaCode(told.community)
    form = ArrivalForm(_typed(told), today=day_of(now))
    # A phone asks by the protocols of its doors, of which a later one may ask more than the desk's page.
    form.fields["symptoms"].choices = ALL_SYMPTOMS  # type: ignore[attr-defined]  # of choices, the stubs do not know
    if not form.is_valid():
        wrong = {name: str(errors[0]) for name, errors in form.errors.items()}
        raise Refused(MALFORMED, wrong)
    arrival = arrival_told(said=form.cleaned_data)
    card = replace(arrival.card, grid_name=_grid_name(told.grid, community))
    arrival = replace(arrival, card=card)
    try:
        take_lookup(by=by, now=now)
        answer = register_arrivals(community=community, arrivals=[arrival], by=by, now=now)[0]
    except TooManyLookups as error:
        raise Refused(TOO_MANY) from error
    except UnbelievableTemperature as error:
        raise Refused(UNBELIEVABLE, {"temperature_tenths": str(UNBELIEVABLE.words)}) from error
    if answer.outcome == Outcome.KNOWN_ELSEWHERE:
        return _kept_with(KNOWN_ELSEWHERE)
    may_see = may_at(viewer=by, action=Action.SEE_PERSON, area=answer.person.area)
    if answer.outcome != Outcome.NEW and may_see and ended_of(person=answer.person):
        return _kept_with(ENDED_HERE)
    join_certain(community=community, by=by, now=now)
    return {"status": "ok"}


def place_of_arrival(*, message: Message) -> str:
    """Return the grid in which somebody was met, or the community where no grid of it is told."""
    told = message.data
    inside = bool(told.grid) and AreaCode(told.community).contains(AreaCode(told.grid))
    return str(told.grid if inside else told.community)


def _kept_with(reason: Reason) -> Answer:
    """Return the answer of a message by which nobody is observed: what it told stays, its worker reads on the phone why."""
    return {"status": "rejected", "code": reason.code, "reason": str(reason.words), "fields": {}}


def _typed(told: Any) -> dict[str, Any]:
    """Return an arrival as the desk's form has it."""
    tenths = told.temperature_tenths
    return {
        "name": told.name,
        "id_type": told.id_type,
        "id_number": told.id_number,
        "phone": told.phone,
        "numbers_unknown": told.numbers_unknown,
        "sex": told.sex,
        "born_on": told.born_on,
        "age": told.age,
        "guardian_consent": told.guardian_consent,  # UNKNOWN stands among what is not known yet
        "guardian": told.guardian,
        "guardian_told_by": told.guardian_told_by,
        "household_head": told.household_head,
        "relation": told.relation,
        "companions": told.companions,
        "seat": told.seat,
        "contact_history": told.contact_history,
        "note": told.note,
        "address": told.address,
        "origin": told.origin,
        "origin_class": told.origin_class,
        "exposed_on": told.exposed_on,
        "left_on": told.left_on,
        "arrived_on": told.arrived_on,
        "transport": told.transport[:40],
        "vehicle": told.vehicle,
        "known_by": "WORKER",
        "source_note": "",
        "temperature": "" if tenths is None else f"{tenths // 10}.{tenths % 10}",
        "symptoms": told.symptoms,
        "channel": Channel.VISIT,  # met at the door
    }


def _grid_name(grid: str, community: AreaCode) -> str:
    """Return the name of a grid of the community, '' for any other area."""
    inside = bool(grid) and grid != community and community.contains(AreaCode(grid))
    return names_of(codes=[AreaCode(grid)]).get(AreaCode(grid), "") if inside else ""


ARRIVAL: Final = MessageKind(
    code="arrival",
    words=_("新到的人"),
    shape=Arrival,
    right=Action.REGISTER_PERSON,
    place=place_of_arrival,
    take=take_arrival,
)
