"""Emergencies: raised at once, acknowledged by each level in turn, followed until they are closed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from linli.areas.rules import AreaCode, Level
from linli.audit.commands import write_event
from linli.clock import is_in_future
from linli.emergencies.models import Emergency, EmergencyStep
from linli.emergencies.rules import EmergencyKind, StepKind, due_of, next_level
from linli.staff.rules import Viewer

# How far a sender's clock may run ahead of ours.


class EmergencyIdReused(Exception):
    """The id already names a different emergency; nothing was written."""


class EmergencyInFuture(Exception):
    """The emergency claims a moment that has not come."""


class NotWaitingForLevel(Exception):
    """Another level acknowledged meanwhile, or it is not this level's turn."""


class StepNeedsWords(Exception):
    """What was done must be said."""


class StillWaiting(Exception):
    """Not every level has acknowledged; an emergency is not closed before."""


class ClosedAlready(Exception):
    """The emergency was closed; what follows is a new one."""


@dataclass(frozen=True)
class NewEmergency:
    """An emergency as told. area: the grid or community where it happened; found_at: by our clock."""

    id: UUID
    area: AreaCode
    kind: EmergencyKind
    found_at: datetime
    words: str = ""
    people: int | None = None
    person: UUID | None = None
    household: UUID | None = None


@transaction.atomic
def raise_emergency(*, new: NewEmergency, by: Viewer, now: datetime) -> Emergency:
    """Raise an emergency; its clock runs from our receipt. The same again is returned as it stands.

    Raises EmergencyIdReused, EmergencyInFuture; nothing is written then.
    """
    said = {
        "area": new.area,
        "kind": new.kind,
        "words": new.words.strip(),
        "people": new.people,
        "person": new.person,
        "household": new.household,
    }
    known = Emergency.objects.filter(pk=new.id).first()
    if known is not None:
        if any(getattr(known, name) != value for name, value in said.items()):
            raise EmergencyIdReused(new.id)
        return known
    if is_in_future(at=new.found_at, now=now):
        raise EmergencyInFuture(new.found_at)
    emergency = Emergency.objects.create(
        id=new.id,
        county=new.area.county,
        community=new.area.community,
        found_at=new.found_at,
        received_at=now,
        by=by.user_id,
        waiting_for=Level.COMMUNITY,
        waiting_until=due_of(level=Level.COMMUNITY, raised_at=now),
        **said,
    )
    _note(emergency, "emergency.raised", by, now, new.kind)
    return emergency


@transaction.atomic
def acknowledge(*, emergency: Emergency, level: Level, words: str, by: Viewer, now: datetime) -> None:
    """Acknowledge for a level and say what it does; the next level is asked. Raises NotWaitingForLevel."""
    held = Emergency.objects.select_for_update().get(pk=emergency.pk)
    if held.waiting_for != level:
        raise NotWaitingForLevel(level)
    _step(held, StepKind.ACKNOWLEDGED, level, words, by, now)
    done = {*EmergencyStep.objects.filter(emergency=held).values_list("level", flat=True)}
    after = next_level(acknowledged=done)
    held.waiting_for = after or ""
    held.waiting_until = due_of(level=after, raised_at=held.received_at) if after else None
    held.save(update_fields=["waiting_for", "waiting_until"])
    _note(held, "emergency.acknowledged", by, now, level)


@transaction.atomic
def follow_up(*, emergency: Emergency, words: str, by: Viewer, now: datetime) -> None:
    """Add what is known or done now. Raises StepNeedsWords, ClosedAlready."""
    held = Emergency.objects.select_for_update().get(pk=emergency.pk)
    _open_with_words(held, words)
    _step(held, StepKind.FOLLOW_UP, "", words, by, now)
    _note(held, "emergency.followed_up", by, now, "")


@transaction.atomic
def close_emergency(*, emergency: Emergency, words: str, by: Viewer, now: datetime) -> None:
    """Close an emergency and say how it ended. Raises StepNeedsWords, StillWaiting, ClosedAlready."""
    held = Emergency.objects.select_for_update().get(pk=emergency.pk)
    _open_with_words(held, words)
    if held.waiting_for:
        raise StillWaiting(held.waiting_for)
    _step(held, StepKind.CLOSED, "", words, by, now)
    Emergency.objects.filter(pk=held.pk).update(closed_at=now)
    _note(held, "emergency.closed", by, now, "")


def _open_with_words(held: Emergency, words: str) -> None:
    if held.closed_at:
        raise ClosedAlready(held.pk)
    if not words.strip():
        raise StepNeedsWords


def _step(held: Emergency, kind: StepKind, level: str, words: str, by: Viewer, now: datetime) -> None:
    EmergencyStep.objects.create(
        emergency=held, kind=kind, level=level, words=words.strip(), at=now, by=by.user_id
    )


def _note(held: Emergency, action: str, by: Viewer, now: datetime, what: str) -> None:
    write_event(
        action=action, area=held.area, by=by.user_id, now=now, subject=held.pk, changed={"what": str(what)}
    )


def forget_emergencies(*, people: Sequence[UUID], households: Sequence[UUID]) -> None:
    """Remove the words of closed emergencies of people and of doors where nobody is kept; two statements."""
    theirs = Q(person__in=people) | Q(household__in=households)
    rows = Emergency.objects.filter(theirs, closed_at__isnull=False)
    EmergencyStep.objects.filter(emergency__in=rows.values("pk")).update(words="")
    rows.update(words="")
