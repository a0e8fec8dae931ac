"""Answers at doors: written down with one act, and taken back with one."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from linli.audit.commands import write_event
from linli.people.models import Household
from linli.screening.models import DoorAnswer
from linli.screening.queries.doors import answer_standing, phone_of
from linli.screening.rules import ANSWERED, Answer, Way, can_be
from linli.staff.rules import Viewer


class NotAnswerable(Exception):
    """The door is on no list."""


class NotKnownLikeThat(Exception):
    """Nobody can know the answer in this way."""


class AnswerIdReused(Exception):
    """The id already names another answer; nothing was written."""


class AnotherStands(Exception):
    """Another answer of the round says otherwise, and nobody said to replace it. args: that answer."""


class TakenBackAlready(Exception):
    """The answer was taken back."""


@dataclass(frozen=True)
class NewAnswer:
    """An answer as told. id: made with the form; household: of a viewer's query; replaces: the answer that it puts right."""

    id: UUID
    household: Household
    answer: Answer
    way: Way
    replaces: UUID | None = None


@transaction.atomic
def answer_door(*, new: NewAnswer, by: Viewer, now: datetime) -> DoorAnswer:
    """Write down what came of asking at a door; the same answer again is returned as it stands.

    Another answer of the round that says otherwise is taken back where `replaces` names it. Raises NotAnswerable,
    NotKnownLikeThat, AnswerIdReused, AnotherStands; nothing is written then.
    """
    if not can_be(answer=new.answer, way=new.way):
        raise NotKnownLikeThat(new.answer)
    # Held, so that the list is not taken back meanwhile.
    held = Household.objects.select_for_update().filter(pk=new.household.pk).first()
    if held is None or held.listed_at is None:
        raise NotAnswerable(new.household.pk)
    _replace(new, by, now)
    told = {"household_id": held.pk, "answer": new.answer, "way": new.way}
    place = {"county": held.county, "community": held.community, "area": held.area}
    row, is_new = DoorAnswer.objects.get_or_create(
        id=new.id, defaults={**told, **place, "at": now, "by": by.user_id}
    )
    if any(getattr(row, name) != value for name, value in told.items()):
        raise AnswerIdReused(new.id)
    if is_new:
        changed = {"answer": new.answer.value, "way": new.way.value}
        write_event(
            action="screening.answered",
            area=held.area,
            by=by.user_id,
            now=now,
            subject=held.pk,
            changed=changed,
        )
    return row


def _replace(new: NewAnswer, by: Viewer, now: datetime) -> None:
    if new.answer not in ANSWERED or DoorAnswer.objects.filter(pk=new.id).exists():
        return
    stands = answer_standing(household=new.household)
    if stands is None or stands.answer == new.answer:
        return
    if stands.pk != new.replaces:
        raise AnotherStands(stands)
    take_back_answer(answer=stands, by=by, now=now)


@transaction.atomic
def take_back_answer(*, answer: DoorAnswer, by: Viewer, now: datetime) -> None:
    """Let an answer of a viewer's query count nowhere any more; the row stays. Raises TakenBackAlready."""
    standing = DoorAnswer.objects.filter(pk=answer.pk, taken_back_at=None)
    if not standing.update(taken_back_at=now, taken_back_by=by.user_id):
        raise TakenBackAlready(answer.pk)
    write_event(
        action="screening.answer_taken_back",
        area=answer.area,
        by=by.user_id,
        now=now,
        subject=answer.household_id,
    )


@transaction.atomic
def show_phone(*, household: Household, by: Viewer, now: datetime) -> str:
    """Read the telephone that the list tells of a visible door, in clear; each showing is written down."""
    write_event(
        action="screening.phone_shown", area=household.area, by=by.user_id, now=now, subject=household.pk
    )
    return phone_of(household=household)
