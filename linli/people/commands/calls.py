"""Writes of the call log: calls and visits of anybody, who alone rings, and not before when."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from linli.audit.commands import write_event
from linli.clock import is_in_future
from linli.people.commands.care import answer_care
from linli.people.models import Call, CallPlan, Person
from linli.people.queries.calls import Plan, callers_for, plan_of
from linli.people.rules.calls import Objection, Outcome, Purpose, Way, objections
from linli.staff.rules import Viewer


class CallIdReused(Exception):
    """The id already names a different call; nothing was written."""


class CallInFuture(Exception):
    """The call claims a moment that has not come."""


class CallTooEarly(Exception):
    """The family asked not to be rung before `not_before`; who rang all the same says why."""

    def __init__(self, not_before: datetime) -> None:
        super().__init__(not_before)
        self.not_before = not_before


class NotBeforeMissing(Exception):
    """Somebody asked not to be called; until when must be said."""


class CallerUnknown(Exception):
    """The one caller must be one of the staff who serve the person's door."""


@dataclass(frozen=True)
class NewCall:
    """A call as told. not_before: until when the family wants no call, None where nothing was said of it."""

    id: UUID
    way: Way
    purpose: Purpose
    outcome: Outcome
    at: datetime
    office: str = ""
    note: str = ""
    early_reason: str = ""
    not_before: datetime | None = None


@transaction.atomic
def log_call(*, person: Person, new: NewCall, by: Viewer, now: datetime) -> Call:
    """Write down a call with a person of the viewer's scope; one about care answers what is due for the family.

    The same call sent again is returned as it stands. Raises CallInFuture, CallTooEarly (a call or visit before
    the time that the family asked for, without a reason), NotBeforeMissing, CallIdReused; nothing is written then.
    """
    said = {
        "person_id": person.pk,
        "way": new.way,
        "purpose": new.purpose,
        "outcome": new.outcome,
        "at": new.at,
        "office": new.office.strip(),
        "note": new.note.strip(),
    }
    known = Call.objects.filter(pk=new.id).first()
    if known is not None:
        if any(getattr(known, name) != value for name, value in said.items()):
            raise CallIdReused(new.id)
        return known
    plan = plan_of(person=person, now=now)
    is_early = _refuse(plan, new, by, now)
    entry = Call.objects.create(
        id=new.id,
        county=person.county,
        community=person.community,
        area=person.area,
        household_id=person.household_id,
        received_at=now,
        by=by.user_id,
        early_reason=new.early_reason.strip() if is_early else "",
        **said,
    )
    answer_care(call=entry, now=now)
    if new.not_before is not None:
        _plan(person, plan.caller, new.not_before, by, now)
    write_event(
        action="call.logged",
        area=person.area,
        by=by.user_id,
        now=now,
        subject=person.pk,
        changed={"call": str(entry.pk)},
    )
    return entry


def _refuse(plan: Plan, new: NewCall, by: Viewer, now: datetime) -> bool:
    """Raise why a call cannot stand; return whether it came before the time that the family asked for."""
    if is_in_future(at=new.at, now=now):
        raise CallInFuture(new.at)
    if new.outcome == Outcome.ASKED_NOT_TO_CALL and new.not_before is None:
        raise NotBeforeMissing
    against = objections(
        way=new.way, at=new.at, by=by.user_id, caller=plan.caller, not_before=plan.not_before
    )
    is_early = Objection.TOO_EARLY in against
    if is_early and plan.not_before and not new.early_reason.strip():
        raise CallTooEarly(plan.not_before)
    return is_early


@transaction.atomic
def change_call_plan(
    *, person: Person, caller: UUID | None, not_before: datetime | None, by: Viewer, now: datetime
) -> CallPlan:
    """Set who alone rings a person of the viewer's scope, None for anybody, and not before when, None for at any time.

    Raises CallerUnknown.
    """
    if caller is not None and caller not in {
        choice.user_id for choice in callers_for(person=person, now=now)
    }:
        raise CallerUnknown(caller)
    plan = _plan(person, caller, not_before, by, now)
    write_event(
        action="call.plan_changed",
        area=person.area,
        by=by.user_id,
        now=now,
        subject=person.pk,
        changed={
            "caller": str(caller) if caller else None,
            "not_before": not_before.isoformat() if not_before else None,
        },
    )
    return plan


def _plan(
    person: Person, caller: UUID | None, not_before: datetime | None, by: Viewer, now: datetime
) -> CallPlan:
    """Keep who alone rings a person, and not before when."""
    plan, _is_new = CallPlan.objects.update_or_create(
        person=person,
        defaults={
            "caller": caller,
            "not_before": not_before,
            "changed_at": now,
            "changed_by": by.user_id,
        },
    )
    return plan
