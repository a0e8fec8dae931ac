"""Somebody of another community stands here: both sides are told, and the person is looked after here until the answer."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final
from uuid import UUID

from django.db import transaction

from linli.areas.rules import AreaCode
from linli.audit.commands import write_event
from linli.clock import day_of, moment, start_of
from linli.duties.commands import (
    Discharge,
    Slot,
    Subject,
    discharge_duties,
    open_duties,
    resume_duties,
    take_back_duties,
    waive_duties,
)
from linli.elsewhere.models import FoundHere
from linli.elsewhere.rules import (
    ANSWER_WITHIN_H,
    DAYS_AHEAD,
    DUE_BY,
    KIND_AWAY,
    KIND_HERE,
    SESSION,
    FoundState,
)
from linli.ids import new_id
from linli.observation.commands import NewCheck, record_checks
from linli.observation.commands.period import refit
from linli.observation.models import Arrival, Observation
from linli.observation.rules import Channel, CheckOutcome, State
from linli.people.commands import NewTelling, keep_told_again, move_person
from linli.people.models import Person
from linli.people.queries.corrections import stood_in, told_in, told_of_people
from linli.people.rules.corrections import HEALTH
from linli.people.rules.sources import SourceKind
from linli.staff.rules import Viewer
from linli.stream.bulk import insert_rows

# Why a last day changed where no person typed a reason, as of anybody told of again; pages say it in the reader's language.
TOLD_HERE: Final = "TOLD_AGAIN"
# What is told of how somebody is; of contacts no check tells.
KEPT: Final = ("exposed_on", "contact_history", "note", *HEALTH)


class FoundAnsweredAlready(Exception):
    """The other community has answered meanwhile; that stands."""


class AnswerNeedsReason(Exception):
    """Whoever keeps the person says why."""


@dataclass(frozen=True)
class NewFound:
    """Somebody of another community, as told here. area: the grid where they stand, or the community."""

    person: Person
    name: str
    address: str
    arrived_on: date
    area: AreaCode


@dataclass(frozen=True)
class NewLook:
    """How somebody was looked after at a door that is not their community's. source: who told it."""

    outcome: CheckOutcome
    channel: Channel
    temperature_tenths: int | None = None
    symptoms: tuple[str, ...] = ()
    note: str = ""
    source: SourceKind = SourceKind.WORKER


def note_found(*, community: AreaCode, found: Sequence[NewFound], by: Viewer, now: datetime) -> None:
    """Note people of other communities who stand in this one, and tell both sides. Call it inside a transaction.

    Whoever is noted here already and waits stays as noted. Statements: two, and four for each person.
    """
    ids = {new.person.pk for new in found}
    waiting = FoundHere.objects.filter(person__in=ids, community=community, state=FoundState.WAITING)
    known = set(waiting.values_list("person_id", flat=True))
    rows: dict[UUID, FoundHere] = {}
    for new in found:
        if new.person.pk not in known | set(rows):
            rows[new.person.pk] = FoundHere(
                id=new_id(),
                county=community.county,
                community=community,
                area=new.area,
                person=new.person,
                name=new.name,
                address=new.address,
                arrived_on=new.arrived_on,
                found_at=now,
                found_by=by.user_id,
            )
    insert_rows(rows.values())
    for row in rows.values():
        _open_looks(row, now)
        _ask(row, now)
        _write("found_here.noted", row, {"registered": row.person.community}, by, now)


def _open_looks(row: FoundHere, now: datetime) -> None:
    today = day_of(now)
    days = [today + timedelta(days=n) for n in range(DAYS_AHEAD)]
    slots = [
        Slot(
            slot_on=day,
            session=SESSION,
            opens_at=start_of(day),
            due_at=moment(day, DUE_BY),
            overdue_at=moment(day, DUE_BY),
        )
        for day in days
    ]
    subject = Subject(id=row.pk, area=row.area, last_on=days[-1], from_=now)
    open_duties(county=row.county, kind=KIND_HERE, subjects=[subject], slots=slots)


def _ask(row: FoundHere, now: datetime) -> None:
    due_at = now + timedelta(hours=ANSWER_WITHIN_H)
    slot = Slot(slot_on=day_of(due_at), session=SESSION, opens_at=now, due_at=due_at, overdue_at=due_at)
    subject = Subject(id=row.pk, area=row.person.community, last_on=slot.slot_on, from_=now)
    open_duties(county=row.person.county, kind=KIND_AWAY, subjects=[subject], slots=[slot])


@transaction.atomic
def look_after(*, found: FoundHere, look: NewLook, by: Viewer, now: datetime) -> None:
    """Answer the day with what was seen; it is a check of the one observation of the person, wherever that is open.

    So a fever alerts those who are responsible; where none is open it waits with them as told again. Raises
    FoundAnsweredAlready, UnbelievableTemperature.
    """
    held = FoundHere.objects.select_for_update().get(pk=found.pk)
    if held.state != FoundState.WAITING:
        raise FoundAnsweredAlready(found.pk)
    check = new_id()
    observation = Observation.objects.filter(person=held.person_id, state=State.OBSERVING).first()
    if observation is not None:
        new = NewCheck(
            id=check,
            observation=observation,
            outcome=look.outcome,
            channel=look.channel,
            claimed_at=now,
            temperature_tenths=look.temperature_tenths,
            symptoms=look.symptoms,
            note=look.note,
        )
        for answer in record_checks(county=observation.county, new=[new], by=by, now=now):
            if answer.refused:
                raise answer.refused
    else:
        keep_for_them(found=held, told=_told_of(look), kind=look.source, by=by, now=now)
    _open_looks(held, now)
    done = Discharge(held.pk, day_of(now), SESSION, look.outcome, fact_id=check)
    discharge_duties(county=held.county, kind=KIND_HERE, discharges=[done], now=now)
    _write("found_here.looked_after", held, {"outcome": look.outcome}, by, now)


def _told_of(look: NewLook) -> dict[str, str]:
    tenths = look.temperature_tenths
    return {
        "temperature": "" if tenths is None else f"{tenths / 10:.1f}",
        "symptoms": " ".join(look.symptoms),
        "note": look.note,
    }


def keep_for_them(
    *, found: FoundHere, told: Mapping[str, str], kind: SourceKind, by: Viewer, now: datetime
) -> None:
    """Let what no check records wait, as told again, with the community that has the person. Call it inside a transaction.

    told: field -> text as people.rules.corrections names them. Of these KEPT is asked about, once a day, and what stands
    so already is not; a last contact lets the later last day hold until they decide.
    """
    person = found.person
    arrival = Arrival.objects.filter(person=person).order_by("-arrived_on", "-pk").first()
    standing = {
        name: str(getattr(arrival, name, "") or "") for name in KEPT
    }  # of an arrival no reading stands
    differs = {name: told[name] for name in KEPT if told.get(name) and told[name] != standing[name]}
    today = [one for one in told_of_people(people=[person.pk])[person.pk] if day_of(one.at) == day_of(now)]
    asked = {(name, told_in(telling=one).get(name, "")) for one in today for name in stood_in(telling=one)}
    if not differs.items() - asked:
        return
    stood = {name: "" if standing[name] == "UNKNOWN" else standing[name] for name in differs}
    facts = {"arrived_on": found.arrived_on.isoformat(), **told}
    new = NewTelling(person, arrival.pk if arrival else None, facts, stood, kind)
    keep_told_again(new=[new], by=by, now=now)
    observation = Observation.objects.filter(person=person, state=State.OBSERVING).first()
    if observation is not None and "exposed_on" in differs:
        refit(observation=observation, reason=TOLD_HERE, by=by, now=now)


@transaction.atomic
def keep_there(*, found: FoundHere, reason: str, by: Viewer, now: datetime) -> None:
    """Answer that the person stays registered and looked after there. Raises AnswerNeedsReason, FoundAnsweredAlready."""
    if not reason.strip():
        raise AnswerNeedsReason(found.pk)
    _answer(found, FoundState.ANSWERED, reason.strip(), by, now)
    _write("found_here.kept_there", found, {}, by, now)


@transaction.atomic
def hand_file_over(*, found: FoundHere, by: Viewer, now: datetime) -> Person:
    """Give the file of somebody who is observed nowhere to the community where they stand, which registers the arrival.

    Raises FoundAnsweredAlready.
    """
    _answer(found, FoundState.MOVED, "", by, now)
    person = move_person(
        person=found.person, community=AreaCode(found.community), address=found.address, now=now
    )
    _write("found_here.handed_over", found, {}, by, now)
    return person


def settle_found(*, person: UUID, community: AreaCode, by: Viewer, now: datetime) -> None:
    """Close what waits of somebody who is registered in a community now. Call it inside a transaction."""
    for row in FoundHere.objects.filter(person=person, community=community, state=FoundState.WAITING):
        _answer(row, FoundState.MOVED, "", by, now)


def take_back_found(*, found: Sequence[FoundHere], by: Viewer, now: datetime) -> None:
    """Close what waits because a list told it that is taken back; nobody is asked any more. Inside a transaction."""
    for row in found:
        _answer(row, FoundState.STRUCK, "", by, now)
        _write("found_here.taken_back", row, {}, by, now)


def ask_again(*, found: Sequence[FoundHere], by: Viewer, now: datetime) -> None:
    """Let what was taken back wait again, with its looks and its question; not beside another. Inside a transaction."""
    for row in found:
        same = FoundHere.objects.filter(person=row.person_id, community=row.community)
        if same.filter(state=FoundState.WAITING).exists():
            continue
        same.filter(pk=row.pk).update(state=FoundState.WAITING, answered_at=None, answered_by=None, answer="")
        resume_duties(county=row.county, kind=KIND_HERE, subject=row.pk, from_=now)
        _ask(row, now)
        resume_duties(county=row.person.county, kind=KIND_AWAY, subject=row.pk, from_=now)
        _write("found_here.noted", row, {"registered": row.person.community}, by, now)


def forget_found(*, people: Collection[UUID]) -> None:
    """Remove the names, addresses and answers of people who were found. One statement. Call it inside a transaction."""
    FoundHere.objects.filter(person__in=people).update(name="", address="", answer="")


def _answer(row: FoundHere, state: FoundState, answer: str, by: Viewer, now: datetime) -> None:
    waiting = FoundHere.objects.filter(pk=row.pk, state=FoundState.WAITING)
    if not waiting.update(state=state, answered_at=now, answered_by=by.user_id, answer=answer):
        raise FoundAnsweredAlready(row.pk)
    waive_duties(county=row.county, kind=KIND_HERE, subject=row.pk, from_=now)
    for county in {row.county, *_counties_asked(row)}:
        take_back_duties(county=county, kind=KIND_AWAY, subjects=[row.pk])
    row.refresh_from_db()


def _counties_asked(row: FoundHere) -> set[str]:
    """Return the counties in which the person is and was registered: one of them was asked."""
    was = Observation.objects.filter(person=row.person_id).values_list("county", flat=True)
    return {row.person.county, *was}


def _write(action: str, row: FoundHere, changed: dict[str, object], by: Viewer, now: datetime) -> None:
    write_event(action=action, area=row.area, by=by.user_id, now=now, subject=row.person_id, changed=changed)
