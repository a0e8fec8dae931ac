"""What every write of a request shares: held while it is open, closed, its duty, its step with the event."""

from collections.abc import Collection
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from linli.audit.commands import write_event
from linli.clock import day_of
from linli.duties.commands import Discharge, Slot, Subject, discharge_duties, open_duties
from linli.duties.models import Duty
from linli.ids import new_id
from linli.staff.rules import Viewer
from linli.subject_requests.models import SubjectRequest, SubjectRequestStep
from linli.subject_requests.rules import KIND_REQUEST, State, Step


class AnsweredAlready(Exception):
    """The request is not open any more."""


def held_open(request: SubjectRequest) -> SubjectRequest:
    """Hold a request that waits for an answer. Raises AnsweredAlready."""
    held = SubjectRequest.objects.select_for_update().filter(pk=request.pk, state=State.OPEN).first()
    if held is None:
        raise AnsweredAlready(request.pk)
    return held


def open_of(people: Collection[UUID]) -> QuerySet[SubjectRequest]:
    """Return what people wait for, to be held in one order."""
    rows = SubjectRequest.objects.select_for_update().filter(person__in=people, state=State.OPEN)
    return rows.order_by("pk")


def write_answer(held: SubjectRequest, to: State, words: str, by: Viewer | None, now: datetime) -> None:
    """Close a held request with an answer, and discharge its duty. by: None where it came about by itself."""
    close(held, to, by, now)
    step = note(held, Step(to.value), words, by, now, {})
    done = [
        Discharge(held.pk, duty.slot_on, duty.session, Duty.Outcome.DONE, step.pk) for duty in _duties(held)
    ]
    discharge_duties(county=held.county, kind=KIND_REQUEST, discharges=done, now=now)


def close(held: SubjectRequest, to: State, by: Viewer | None, now: datetime) -> None:
    """Put a held request into a state that ends it."""
    held.state, held.answered_at, held.answered_by = to, now, by.user_id if by else None
    held.save(update_fields=["state", "answered_at", "answered_by"])


def open_duty(request: SubjectRequest, now: datetime) -> None:
    """Open the duty to answer, also where its time is over already: it was asked long ago and written down late."""
    slot = Slot(
        slot_on=day_of(request.due_at),
        session=str(request.turn),
        opens_at=min(now, request.due_at),
        due_at=request.due_at,
        overdue_at=request.due_at,
    )
    subject = Subject(id=request.pk, area=request.community, last_on=slot.slot_on, from_=request.asked_at)
    open_duties(county=request.county, kind=KIND_REQUEST, subjects=[subject], slots=[slot])


def _duties(request: SubjectRequest) -> list[Duty]:
    return list(
        Duty.objects.filter(
            county=request.county, kind=KIND_REQUEST, subject=request.pk, outcome=Duty.Outcome.OPEN
        )
    )


def note(
    request: SubjectRequest,
    what: Step,
    words: str,
    by: Viewer | None,
    now: datetime,
    changed: dict[str, Any],
) -> SubjectRequestStep:
    """Keep a step with its words, and write the event without them: words are sealed."""
    step = SubjectRequestStep.objects.create(
        id=new_id(),
        request=request,
        county=request.county,
        community=request.community,
        what=what,
        at=now,
        by=by.user_id if by else None,
        words=words.strip(),
    )
    write_event(
        action=f"subject_request.{what.value.lower()}",
        area=request.area,
        by=by.user_id if by else None,
        now=now,
        subject=request.person_id or request.pk,
        changed={"request": str(request.pk), **changed},
    )
    return step
