"""Handing somebody who still refuses to the police: told, read, answered, taken back."""

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from django.db import transaction

from linli.audit.commands import write_event
from linli.budgets.commands import count_read
from linli.lost.queries import is_sought
from linli.observation.commands import ObservationClosed
from linli.observation.models import Observation, ObservationDecision
from linli.observation.queries.ladders import refusal_of
from linli.observation.rules import DecisionKind, State
from linli.people.queries.people import numbers_of
from linli.police.models import PoliceHandOver
from linli.police.queries import Told, told_of, waiting_hand_overs
from linli.police.rules import Done, names_id_number
from linli.sealing.seals import seal
from linli.staff.rights import Action
from linli.staff.rules import Viewer, may_at

TOWNSHIP_DIGITS = 9


class StepsMissing(Exception):
    """No refusal stands, or a step of the community was not taken."""


class HandedOverAlready(Exception):
    """The police were asked and have not answered."""


class MayNotTellPhone(Exception):
    """Only who may see whole numbers gives one on."""


class IdNumberInWords(Exception):
    """The words hold what looks like an ID number."""


class HandOverClosed(Exception):
    """It was answered or withdrawn."""


class PhoneNotTold(Exception):
    """No phone was given with the hand-over."""


class With(StrEnum):
    """What is told beside name and address."""

    NO_NUMBER = "NO_NUMBER"
    PHONE = "PHONE"


@dataclass(frozen=True)
class NewHandOver:
    """A hand-over as its secretary words it."""

    observation: Observation
    words: str
    told_with: With


@transaction.atomic
def hand_over_to_police(*, new: NewHandOver, by: Viewer, now: datetime) -> PoliceHandOver:
    """Ask the police station of the township to help with somebody who still refuses, or who is lost and sought.

    Name, address, the steps taken and the words are frozen, the phone where it is asked for; no health, no ID number.
    Raises ObservationClosed, StepsMissing, HandedOverAlready, MayNotTellPhone, IdNumberInWords; nothing is written then.
    """
    held = Observation.objects.select_for_update().get(pk=new.observation.pk)
    if held.state != State.OBSERVING and not is_sought(observation=held):
        raise ObservationClosed(held.pk)
    if names_id_number(text=new.words):
        raise IdNumberInWords(held.pk)
    if new.told_with is With.PHONE and not may_at(viewer=by, action=Action.REVEAL_IDENTITY, area=held.area):
        raise MayNotTellPhone(held.pk)
    if waiting_hand_overs().filter(observation=held).exists():
        raise HandedOverAlready(held.pk)
    row = PoliceHandOver.objects.create(
        county=held.county,
        community=held.community,
        area=held.area,
        observation=held,
        office=held.community[:TOWNSHIP_DIGITS],
        told_sealed=seal(json.dumps(_told(held, new), ensure_ascii=False)),
        at=now,
        by=by.user_id,
    )
    _write(row, "police.asked", by, now, told_with=new.told_with.value)
    return row


def _told(held: Observation, new: NewHandOver) -> dict[str, object]:
    phone = numbers_of(person=held.person)[1] if new.told_with is With.PHONE else ""
    return {
        "name": held.person.name,
        "address": held.person.household.address,
        "phone": phone,
        "steps": []
        if held.state == State.LOST
        else [(row.values["step"], row.at.isoformat()) for row in _steps(held)],
        "words": new.words.strip(),
    }


def _steps(held: Observation) -> Sequence[ObservationDecision]:
    """Return the steps of the refusal that stands. Raises StepsMissing."""
    refusal = refusal_of(observation=held)
    if refusal is None or not refusal.all_taken:
        raise StepsMissing(held.pk)
    rows = ObservationDecision.objects.filter(
        observation=held, kind=DecisionKind.REFUSAL, at__gte=refusal.since
    )
    return list(rows.order_by("at", "pk"))


@transaction.atomic
def read_hand_over(*, row: PoliceHandOver, by: Viewer, now: datetime) -> Told:
    """Read whom a hand-over is about; who and when is written down in the same transaction."""
    _write(row, "police.read", by, now)
    return told_of(row=row)


@transaction.atomic
def read_phone(*, row: PoliceHandOver, by: Viewer, now: datetime) -> str:
    """Read the phone that was given with a hand-over, in clear; it is written down. Raises PhoneNotTold, BudgetSpent."""
    phone = told_of(row=row).phone
    if not phone:
        raise PhoneNotTold(row.pk)
    count_read(subjects=[row.observation.person_id], area=row.area, by=by, now=now)
    _write(row, "police.phone_revealed", by, now)
    return phone


@transaction.atomic
def answer_hand_over(*, row: PoliceHandOver, done: Done, words: str, by: Viewer, now: datetime) -> None:
    """Say what the police did, and close. Raises HandOverClosed where it was answered or withdrawn meanwhile."""
    waiting = waiting_hand_overs().filter(pk=row.pk)
    if not waiting.update(answered_at=now, answered_by=by.user_id, done=done, answer=words.strip()):
        raise HandOverClosed(row.pk)
    _write(row, "police.answered", by, now, done=done.value)


@transaction.atomic
def withdraw_hand_over(*, row: PoliceHandOver, by: Viewer, now: datetime) -> None:
    """Take a hand-over back: the police see it no more. Raises HandOverClosed."""
    waiting = waiting_hand_overs().filter(pk=row.pk)
    if not waiting.update(withdrawn_at=now, withdrawn_by=by.user_id):
        raise HandOverClosed(row.pk)
    _write(row, "police.withdrawn", by, now)


def forget_hand_overs(*, people: Collection[UUID]) -> None:
    """Remove what was told of people and answered. One statement. Call it inside a transaction."""
    PoliceHandOver.objects.filter(observation__person__in=people).update(told_sealed=b"", answer="")


def _write(row: PoliceHandOver, action: str, by: Viewer, now: datetime, **changed: object) -> None:
    """Write down what was done with a hand-over, about the person it concerns."""
    write_event(
        action=action,
        area=row.area,
        by=by.user_id,
        now=now,
        subject=row.observation.person_id,
        changed={"hand_over": str(row.pk), **changed},
    )
