"""Writes of referrals: raised by checks, moved on by people."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypedDict, Unpack
from uuid import UUID

from django.db import transaction

from linli.audit.commands import write_event
from linli.people.models import Person
from linli.referrals.commands.disinfection import ordered
from linli.referrals.commands.results import first_result
from linli.referrals.commands.undo import led_to
from linli.referrals.models import Clinic, Referral, ReferralStep
from linli.referrals.rules import (
    CLOSED,
    CONTAGIOUS,
    State,
    Step,
    check_guard,
    check_journey,
    due_at,
    step_to,
)
from linli.staff.rules import Viewer


class ReferralMovedOn(Exception):
    """Somebody else took a step meanwhile; look again."""


@dataclass(frozen=True)
class NewReferral:
    """Who must be seen by a clinic, and the check that says so."""

    person: Person
    subject: UUID
    cause: UUID
    limits: Mapping[str, int]  # minutes by state, from the protocol


class Told(TypedDict, total=False):
    """What a step is told; the table says which of it a step needs."""

    reason: str
    transport: str
    escort: str
    vehicle: str
    protection: Sequence[str]
    sent_to: Clinic | None
    clinic: str
    departed_at: datetime | None
    arrived_at: datetime | None
    result: str
    test_note: str


def open_referrals(*, wanted: Sequence[NewReferral], by: Viewer, now: datetime) -> list[Referral]:
    """Open a referral for each person who has none open; return the new ones.

    Call it inside the transaction of the checks that ask for them.
    """
    persons = {new.person.pk: new for new in wanted}
    known = set(
        Referral.objects.filter(person__in=list(persons))
        .exclude(state__in=CLOSED)
        .values_list("person_id", flat=True)
    )
    referrals = [
        Referral(
            county=new.person.county,
            community=new.person.community,
            area=new.person.area,
            person=new.person,
            subject=new.subject,
            cause=new.cause,
            raised_at=now,
            limits=dict(new.limits),
            due_at=due_at(state=State.RAISED, entered_at=now, limits=new.limits),
        )
        for pk, new in persons.items()
        if pk not in known
    ]
    Referral.objects.bulk_create(referrals)
    ReferralStep.objects.bulk_create(
        ReferralStep(referral=r, community=r.community, to=State.RAISED, at=now, by=by.user_id)
        for r in referrals
    )
    return referrals


def reassign_referrals(*, persons: Sequence[UUID], area: str) -> None:
    """Hand the open referrals of persons to another grid of their community. Call it inside a transaction."""
    Referral.objects.filter(person__in=persons).exclude(state__in=CLOSED).update(area=area)


@transaction.atomic
def take_step(
    *,
    referral: Referral,
    to: State,
    by: Viewer,
    now: datetime,
    found_at: datetime | None = None,
    **told: Unpack[Told],
) -> Step:
    """Move a referral on and return the step, whose effect the caller carries out in the same transaction.

    found_at: before it nobody left for the clinic; None where that is not known.

    Raises StepNotAllowed, StepNeeds (what must be told), TimesWrong, ReferralMovedOn.
    """
    step = step_to(from_=State(referral.state), to=to)
    reason, result = told.get("reason", "").strip(), told.get("result", "")
    sent_to = told.get("sent_to")
    clinic = sent_to.name if sent_to else told.get("clinic", "").strip()
    check_guard(
        step=step,
        reason=reason,
        transport=told.get("transport", ""),
        escort=told.get("escort", ""),
        clinic=clinic or referral.clinic,
        result=result or referral.result,
        other_clinic="" if clinic == referral.clinic else clinic,
    )
    changes = _changes(referral, to, told, clinic, found_at, now)
    due = due_at(state=to, entered_at=now, limits=referral.limits)
    before = led_to(referral=referral)
    if not Referral.objects.filter(pk=referral.pk, state=step.from_).update(state=to, due_at=due, **changes):
        raise ReferralMovedOn(referral.pk)
    ReferralStep.objects.create(
        referral=referral,
        community=referral.community,
        to=to,
        at=now,
        by=by.user_id,
        note=" · ".join(word for word in (clinic, reason) if word),
        result=result or referral.result,
        from_state=step.from_,
        before=before,
    )
    if to == State.RESULT:
        first_result(referral=referral, result=result, note=told.get("test_note", ""), by=by, now=now)
    _note(referral, step, changes, by, now)
    referral.refresh_from_db()
    return step


def _note(referral: Referral, step: Step, changes: Mapping[str, object], by: Viewer, now: datetime) -> None:
    """Write a step's event. Who came along, the vehicle and the note of a test go with identity; events lie open and stay."""
    told: dict[str, object] = {
        name: str(value) for name, value in changes.items() if name not in {"escort", "vehicle", "test_note"}
    }
    write_event(
        action=f"referral.{step.to.value.lower()}",
        area=referral.area,
        by=by.user_id,
        now=now,
        subject=referral.pk,
        changed={"from": step.from_, "to": step.to, **told},
    )


@transaction.atomic
def strike_referral(*, referral: Referral, words: str, by: Viewer, now: datetime) -> None:
    """Close a referral whose reading was struck before a doctor took it over; `words` say so. Raises ReferralMovedOn.

    Nobody judged anything: it is no NOT_NEEDED.
    """
    changed = Referral.objects.filter(pk=referral.pk, state=State.RAISED).update(
        state=State.STRUCK, due_at=None
    )
    if not changed:
        raise ReferralMovedOn(referral.pk)
    ReferralStep.objects.create(
        referral=referral, community=referral.community, to=State.STRUCK, at=now, by=by.user_id, note=words
    )
    _write(referral, "referral.struck", by, now)


@transaction.atomic
def hold_referral(*, referral: Referral, cause: UUID, by: Viewer, now: datetime) -> None:
    """Let another check stand behind a referral, because the one that raised it was struck."""
    Referral.objects.filter(pk=referral.pk).update(cause=cause)
    write_event(
        action="referral.held",
        area=referral.area,
        by=by.user_id,
        now=now,
        subject=referral.pk,
        changed={"from": str(referral.cause), "to": str(cause)},
    )


def _changes(
    referral: Referral, to: State, told: Told, clinic: str, found_at: datetime | None, now: datetime
) -> dict[str, Any]:
    """Return the columns that a step fills from what it is told. Raises TimesWrong."""
    changes: dict[str, Any] = {}
    for name in ("transport", "escort", "vehicle", "result", "test_note"):
        if text := str(told.get(name, "")).strip():
            changes[name] = text
    if protection := told.get("protection"):
        changes["protection"] = list(protection)
    if clinic:
        changes |= {"clinic": clinic, "sent_to": told.get("sent_to")}
    changes |= _moments(referral, to, told, found_at, now)
    if told.get("result") in CONTAGIOUS and referral.disinfection_ordered_at is None:
        changes |= ordered(now)
    return changes


def _moments(
    referral: Referral, to: State, told: Told, found_at: datetime | None, now: datetime
) -> dict[str, Any]:
    """Return the moments that a step sets or empties, and where it no longer leads. Raises TimesWrong."""
    if to == State.ARRIVED:
        departed, arrived = told.get("departed_at") or referral.departed_at, told.get("arrived_at") or now
        check_journey(departed_at=departed, arrived_at=arrived, found_at=found_at, now=now)
        return {"departed_at": departed, "arrived_at": arrived}
    if to == State.RESULT:
        return {"result_at": now}
    if to in {State.SENT_ON, State.REFUSED}:
        return {"received_at": None}  # by that clinic
    if to == State.ACCEPTED:
        return {"clinic": "", "sent_to": None, "departed_at": None, "arrived_at": None}
    return {}


@transaction.atomic
def confirm_receipt(*, referral: Referral, by: Viewer, now: datetime) -> None:
    """Write down that the clinic itself has the person. A second time changes nothing."""
    if Referral.objects.filter(pk=referral.pk, received_at=None).update(received_at=now):
        _write(referral, "referral.received", by, now)
    referral.refresh_from_db()


@transaction.atomic
def take_back_receipt(*, referral: Referral, by: Viewer, now: datetime) -> None:
    """Say that the clinic does not have the person after all; where the referral stands is whoever's who said so."""
    if Referral.objects.filter(pk=referral.pk, received_at__isnull=False).update(received_at=None):
        _write(referral, "referral.receipt_undone", by, now)
    referral.refresh_from_db()


def _write(referral: Referral, action: str, by: Viewer, now: datetime) -> None:
    write_event(action=action, area=referral.area, by=by.user_id, now=now, subject=referral.pk)
