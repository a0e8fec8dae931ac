"""Writes of referrals: raised by checks, moved on by people."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from linli.audit.commands import write_event
from linli.people.models import Person
from linli.referrals.models import Referral, ReferralStep
from linli.referrals.rules import CLOSED, State, Step, check_guard, step_to
from linli.staff.rules import Viewer


class ReferralMovedOn(Exception):
    """Somebody else took a step meanwhile; look again."""


@dataclass(frozen=True)
class NewReferral:
    """Who must be seen by a clinic, and the check that says so."""

    person: Person
    subject: UUID
    cause: UUID


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
    reason: str = "",
    transport: str = "",
    clinic: str = "",
    result: str = "",
) -> Step:
    """Move a referral on and return the step, whose effect the caller carries out in the same transaction.

    Raises StepNotAllowed, StepNeeds (what must be told), ReferralMovedOn.
    """
    step = step_to(from_=State(referral.state), to=to)
    check_guard(
        step=step, reason=reason, transport=transport, clinic=clinic, result=result or referral.result
    )
    told = {"transport": transport, "clinic": clinic.strip(), "result": result}
    changes = {name: value for name, value in told.items() if value}
    if not Referral.objects.filter(pk=referral.pk, state=step.from_).update(state=to, **changes):
        raise ReferralMovedOn(referral.pk)
    ReferralStep.objects.create(
        referral=referral,
        community=referral.community,
        to=to,
        at=now,
        by=by.user_id,
        note=reason.strip() or clinic.strip(),
        result=result or referral.result,
    )
    write_event(
        action=f"referral.{to.value.lower()}",
        area=referral.area,
        by=by.user_id,
        now=now,
        subject=referral.pk,
        changed={"from": step.from_, "to": to, **changes},
    )
    referral.refresh_from_db()
    return step
