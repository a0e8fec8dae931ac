"""Requests taken in, shown to be theirs, answered, withdrawn, reopened. Each step is kept and written to the audit."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from linli.areas.rules import AreaCode
from linli.duties.commands import take_back_duties
from linli.people.commands import hold_people
from linli.people.models import Person
from linli.staff.rules import Viewer
from linli.subject_requests.commands.writing import close, held_open, note, open_duty, open_of, write_answer
from linli.subject_requests.models import SubjectRequest
from linli.subject_requests.queries import namesakes
from linli.subject_requests.rules import (
    KIND_REQUEST,
    Asker,
    Contradiction,
    NotForThem,
    Shown,
    State,
    Step,
    Wanted,
    Way,
    check_answer,
    check_asked,
    check_copied,
    check_shown,
    contradictions,
    due_at,
)


class WordsMissing(Exception):
    """A refusal, a withdrawal and a reopening say why; who asks for somebody else has a name."""


class NamesakeStands(Exception):
    """Somebody of that name is on file here, and nobody said why it is not they."""


class PersonGone(Exception):
    """The identity of the person was removed: nothing can be given of it any more."""


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
    """Take a request in and open the duty to answer it.

    Raises AskedAhead, Contradiction, WordsMissing; nothing is written then.
    """
    check_asked(asked_at=new.asked_at, now=now)
    if contradictions(way=new.way, shown=new.shown, asker=new.asker, asker_name=new.asker_name):
        raise Contradiction
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
        asker_name=new.asker_name.strip(),
        shown=new.shown,
        way=new.way,
        asked_at=new.asked_at,
        taken_in_at=now,
        taken_in_by=by.user_id,
        due_at=due_at(asked_at=new.asked_at),
    )
    open_duty(request, now)
    note(request, Step.TAKEN_IN, "", by, now, {"wanted": new.wanted, "asker": new.asker, "shown": new.shown})
    return request


@transaction.atomic
def say_shown(*, request: SubjectRequest, shown: Shown, words: str, by: Viewer, now: datetime) -> None:
    """Say how it was shown that it is they, later or in the place of what was said wrongly. Raises AnsweredAlready."""
    held = held_open(request)
    before, held.shown = held.shown, shown
    held.save(update_fields=["shown"])
    note(held, Step.SHOWN, words, by, now, {"from": before, "to": shown})


@transaction.atomic
def say_who(*, request: SubjectRequest, person: Person, by: Viewer, now: datetime) -> None:
    """Say that a name alone is somebody on file in the same community. Raises AnsweredAlready, ValueError of another one."""
    held = held_open(request)
    if held.person_id is not None or person.community != held.community:
        raise ValueError(person.pk)
    held.person, held.area = person, person.area
    held.save(update_fields=["person", "area"])
    note(held, Step.FOUND, "", by, now, {})


@transaction.atomic
def unsay_who(*, request: SubjectRequest, by: Viewer, now: datetime) -> None:
    """Take back who a name alone was said to be. Raises AnsweredAlready, NotForThem of what was never a name alone."""
    held = held_open(request)
    if held.person is None or not held.name:
        raise NotForThem(held.pk)
    was, held.person, held.area = held.person, None, held.community
    held.save(update_fields=["person", "area"])
    note(held, Step.UNFOUND, "", by, now, {"person": str(was.pk)})


@transaction.atomic
def answer(*, request: SubjectRequest, to: State, words: str, by: Viewer, now: datetime) -> None:
    """Answer a request: done (what was given; of a deletion see `answer_deleted`), nothing held, or refused with why.

    Raises AnsweredAlready, NotShown, NotForThem, WordsMissing, and NamesakeStands where nothing is held of a name that
    stands on file and no words say why it is not they; nothing is written then.
    """
    held = held_open(request)
    is_on_file = held.person_id is not None
    check_answer(wanted=Wanted(held.wanted), to=to, shown=Shown(held.shown), is_on_file=is_on_file)
    if to is State.REFUSED and not words.strip():
        raise WordsMissing
    if to is State.NOTHING_HELD and not words.strip() and namesakes(request=held, viewer=by):
        raise NamesakeStands(held.pk)
    write_answer(held, to, words, by, now)


@transaction.atomic
def answer_deleted(*, request: SubjectRequest, people: Collection[UUID], by: Viewer, now: datetime) -> None:
    """Answer a request to be deleted, and every other one of the person: the same transaction removes the identity.

    people: the entries of the person, held before the request is. Raises AnsweredAlready, NotShown, NotForThem.
    """
    held = held_open(request)
    if held.wanted != Wanted.DELETE or held.person_id not in people:
        raise NotForThem(held.wanted)
    check_shown(shown=Shown(held.shown))
    for one in open_of(people).filter(wanted=Wanted.DELETE):
        write_answer(one, State.DONE, "", by, now)


@transaction.atomic
def withdraw(*, request: SubjectRequest, words: str, by: Viewer, now: datetime) -> None:
    """Note that who asked takes the request back. Raises AnsweredAlready, WordsMissing."""
    if not words.strip():
        raise WordsMissing
    held = held_open(request)
    close(held, State.WITHDRAWN, by, now)
    take_back_duties(county=held.county, kind=KIND_REQUEST, subjects=[held.pk])
    note(held, Step.WITHDRAWN, words, by, now, {})


@transaction.atomic
def reopen(*, request: SubjectRequest, words: str, by: Viewer, now: datetime) -> None:
    """Open a request that was closed wrongly, with a reason and its whole term anew.

    Raises StillOpen, WordsMissing, PersonGone.
    """
    if not words.strip():
        raise WordsMissing
    if request.person_id is not None and not hold_people(people=[request.person_id]):
        raise PersonGone(request.person_id)
    held = SubjectRequest.objects.select_for_update().get(pk=request.pk)
    if held.state == State.OPEN:
        raise StillOpen(held.pk)
    was = held.state
    held.state, held.answered_at, held.answered_by = State.OPEN, None, None
    held.turn, held.due_at = held.turn + 1, due_at(asked_at=now)
    held.save(update_fields=["state", "answered_at", "answered_by", "turn", "due_at"])
    open_duty(held, now)
    note(held, Step.REOPENED, words, by, now, {"from": was})


@transaction.atomic
def note_copied(*, request: SubjectRequest, by: Viewer, now: datetime) -> None:
    """Note that a copy was made for who asked to see or to have one; the answer is said apart.

    Raises AnsweredAlready, NotShown, NotForThem.
    """
    held = held_open(request)
    check_copied(wanted=Wanted(held.wanted))
    check_shown(shown=Shown(held.shown))
    note(held, Step.COPIED, "", by, now, {})
