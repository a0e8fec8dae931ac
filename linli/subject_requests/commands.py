"""Requests taken in, shown to be theirs, answered, withdrawn, reopened. Each step is kept and written to the audit."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from linli.areas.rules import AreaCode
from linli.audit.commands import write_event
from linli.clock import day_of
from linli.duties.commands import Discharge, Slot, Subject, discharge_duties, open_duties, take_back_duties
from linli.duties.models import Duty
from linli.ids import new_id
from linli.people.models import Person
from linli.staff.rules import Viewer
from linli.subject_requests.models import SubjectRequest, SubjectRequestStep
from linli.subject_requests.rules import (
    KIND_REQUEST,
    Asker,
    Shown,
    State,
    Step,
    Wanted,
    Way,
    check_answer,
    check_asked,
    check_shown,
    due_at,
)


class WordsMissing(Exception):
    """A refusal, a withdrawal and a reopening say why; who asks for somebody else has a name."""


class AnsweredAlready(Exception):
    """The request is not open any more."""


class StillOpen(Exception):
    """What is open is not reopened."""


@dataclass(frozen=True)
class NewRequest:
    """A request as it was told. person: None of a name that is on no file here, then with `name`. asker_name: '' of SELF."""

    community: AreaCode
    wanted: Wanted
    asker: Asker
    shown: Shown
    way: Way
    asked_at: datetime
    person: Person | None = None
    name: str = ""
    asker_name: str = ""
    words: str = ""


@transaction.atomic
def take_in(*, new: NewRequest, by: Viewer, now: datetime) -> SubjectRequest:
    """Take a request in and open the duty to answer it. Raises AskedAhead, WordsMissing; nothing is written then."""
    check_asked(asked_at=new.asked_at, now=now)
    if new.asker is not Asker.SELF and not new.asker_name.strip():
        raise WordsMissing
    if new.person is None and not new.name.strip():
        raise WordsMissing
    request = SubjectRequest.objects.create(
        county=new.community.county,
        community=new.community,
        area=new.person.area if new.person else new.community,
        person=new.person,
        name="" if new.person else new.name.strip(),
        wanted=new.wanted,
        words=new.words.strip(),
        asker=new.asker,
        asker_name="" if new.asker is Asker.SELF else new.asker_name.strip(),
        shown=new.shown,
        way=new.way,
        asked_at=new.asked_at,
        taken_in_at=now,
        taken_in_by=by.user_id,
        due_at=due_at(now=now),
    )
    _open_duty(request, now)
    _note(request, Step.TAKEN_IN, "", by, now, {"wanted": new.wanted, "asker": new.asker, "shown": new.shown})
    return request


@transaction.atomic
def say_shown(*, request: SubjectRequest, shown: Shown, words: str, by: Viewer, now: datetime) -> None:
    """Say how it was shown that it is they, later or in the place of what was said wrongly. Raises AnsweredAlready."""
    held = _held(request)
    before, held.shown = held.shown, shown
    held.save(update_fields=["shown"])
    _note(held, Step.SHOWN, words, by, now, {"from": before, "to": shown})


@transaction.atomic
def say_who(*, request: SubjectRequest, person: Person, by: Viewer, now: datetime) -> None:
    """Say that a name alone is somebody on file in the same community. Raises AnsweredAlready, ValueError of another one."""
    held = _held(request)
    if held.person_id is not None or person.community != held.community:
        raise ValueError(person.pk)
    held.person, held.area = person, person.area
    held.save(update_fields=["person", "area"])
    _note(held, Step.FOUND, "", by, now, {})


@transaction.atomic
def answer(*, request: SubjectRequest, to: State, words: str, by: Viewer, now: datetime) -> None:
    """Answer a request: done (what was given), nothing held, or refused with why.

    Raises AnsweredAlready, NotShown, NotForThem, WordsMissing; nothing is written then.
    """
    held = _held(request)
    check_answer(to=to, shown=Shown(held.shown), is_on_file=held.person_id is not None)
    if to is State.REFUSED and not words.strip():
        raise WordsMissing
    _close(held, to, by, now)
    step = _note(held, Step(to.value), words, by, now, {})
    done = [
        Discharge(held.pk, duty.slot_on, duty.session, Duty.Outcome.DONE, step.pk) for duty in _duties(held)
    ]
    discharge_duties(county=held.county, kind=KIND_REQUEST, discharges=done, now=now)


@transaction.atomic
def withdraw(*, request: SubjectRequest, words: str, by: Viewer, now: datetime) -> None:
    """Note that who asked takes the request back. Raises AnsweredAlready, WordsMissing."""
    if not words.strip():
        raise WordsMissing
    held = _held(request)
    _close(held, State.WITHDRAWN, by, now)
    take_back_duties(county=held.county, kind=KIND_REQUEST, subjects=[held.pk])
    _note(held, Step.WITHDRAWN, words, by, now, {})


@transaction.atomic
def reopen(*, request: SubjectRequest, words: str, by: Viewer, now: datetime) -> None:
    """Open a request that was closed wrongly, with a reason and its whole term anew. Raises StillOpen, WordsMissing."""
    if not words.strip():
        raise WordsMissing
    held = SubjectRequest.objects.select_for_update().get(pk=request.pk)
    if held.state == State.OPEN:
        raise StillOpen(held.pk)
    was = held.state
    held.state, held.answered_at, held.answered_by = State.OPEN, None, None
    held.turn, held.due_at = held.turn + 1, due_at(now=now)
    held.save(update_fields=["state", "answered_at", "answered_by", "turn", "due_at"])
    _open_duty(held, now)
    _note(held, Step.REOPENED, words, by, now, {"from": was})


@transaction.atomic
def note_copied(*, request: SubjectRequest, by: Viewer, now: datetime) -> None:
    """Note that a copy was made for who asked; the answer is said apart. Raises AnsweredAlready, NotShown."""
    held = _held(request)
    check_shown(shown=Shown(held.shown))
    _note(held, Step.COPIED, "", by, now, {})


def forget_requests_of(*, people: Collection[UUID]) -> list[UUID]:
    """Remove what requests of people say in words; return their ids. Call it inside a transaction."""
    return _forget(list(SubjectRequest.objects.filter(person__in=people).values_list("pk", flat=True)))


def forget_requests_before(*, communities: Collection[str], before: datetime) -> int:
    """Remove what requests of names alone say that were closed before a moment; return how many."""
    rows = SubjectRequest.objects.filter(community__in=communities, person=None, answered_at__lt=before)
    return len(_forget(list(rows.exclude(name__isempty=True).values_list("pk", flat=True))))


def _forget(ids: list[UUID]) -> list[UUID]:
    SubjectRequest.objects.filter(pk__in=ids).update(name="", words="", asker_name="")
    SubjectRequestStep.objects.filter(request__in=ids).update(words="")
    return ids


def _held(request: SubjectRequest) -> SubjectRequest:
    held = SubjectRequest.objects.select_for_update().filter(pk=request.pk, state=State.OPEN).first()
    if held is None:
        raise AnsweredAlready(request.pk)
    return held


def _close(held: SubjectRequest, to: State, by: Viewer, now: datetime) -> None:
    held.state, held.answered_at, held.answered_by = to, now, by.user_id
    held.save(update_fields=["state", "answered_at", "answered_by"])


def _open_duty(request: SubjectRequest, now: datetime) -> None:
    slot = Slot(
        slot_on=day_of(request.due_at),
        session=str(request.turn),
        opens_at=now,
        due_at=request.due_at,
        overdue_at=request.due_at,
    )
    subject = Subject(id=request.pk, area=request.community, last_on=slot.slot_on, from_=now)
    open_duties(county=request.county, kind=KIND_REQUEST, subjects=[subject], slots=[slot])


def _duties(request: SubjectRequest) -> list[Duty]:
    return list(
        Duty.objects.filter(
            county=request.county, kind=KIND_REQUEST, subject=request.pk, outcome=Duty.Outcome.OPEN
        )
    )


def _note(
    request: SubjectRequest, what: Step, words: str, by: Viewer, now: datetime, changed: dict[str, Any]
) -> SubjectRequestStep:
    """Keep a step with its words, and write the event without them: words are sealed."""
    step = SubjectRequestStep.objects.create(
        id=new_id(),
        request=request,
        county=request.county,
        community=request.community,
        what=what,
        at=now,
        by=by.user_id,
        words=words.strip(),
    )
    write_event(
        action=f"subject_request.{what.value.lower()}",
        area=request.area,
        by=by.user_id,
        now=now,
        subject=request.person_id or request.pk,
        changed={"request": str(request.pk), **changed},
    )
    return step
