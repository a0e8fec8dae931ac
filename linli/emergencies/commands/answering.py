"""Emergencies acknowledged, followed up, closed; words forgotten."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from linli.areas.rules import Level
from linli.emergencies.commands.steps import held_now, take_step
from linli.emergencies.models import Emergency, EmergencyLevel, EmergencyStep
from linli.emergencies.rules import DEALING, HEARING, StepKind
from linli.staff.rules import Viewer


class NotWaitingForLevel(Exception):
    """The level acknowledged already, or is not asked any more."""


class StepNeedsWords(Exception):
    """What was done must be said."""


class StillWaiting(Exception):
    """A level that deals with it has not acknowledged; an emergency is not closed before."""


class AlreadyOver(Exception):
    """The emergency was closed or taken back; it can be reopened."""


class NotOver(Exception):
    """The emergency is not over, so there is nothing to reopen."""


@transaction.atomic
def acknowledge(*, emergency: Emergency, level: Level, words: str, by: Viewer, now: datetime) -> None:
    """Acknowledge for a level and say what it does; no level waits for another. Raises NotWaitingForLevel."""
    held = held_now(emergency=emergency)
    taken = EmergencyLevel.objects.filter(emergency=held, level=level, waiting=True).update(
        waiting=False, acknowledged_at=now, acknowledged_by=by.user_id
    )
    if not taken:
        raise NotWaitingForLevel(level)
    take_step(held=held, kind=StepKind.ACKNOWLEDGED, words=words, by=by, now=now, level=level)


@transaction.atomic
def follow_up(*, emergency: Emergency, words: str, by: Viewer, now: datetime) -> None:
    """Add what is known or done now. Raises StepNeedsWords, AlreadyOver."""
    held = held_now(emergency=emergency)
    ensure_open_with_words(held=held, words=words)
    take_step(held=held, kind=StepKind.FOLLOW_UP, words=words, by=by, now=now)


@transaction.atomic
def close_emergency(*, emergency: Emergency, words: str, by: Viewer, now: datetime) -> None:
    """Close an emergency and say how it ended; city and province are asked no more, the county still is.

    Raises StepNeedsWords, StillWaiting, AlreadyOver.
    """
    held = held_now(emergency=emergency)
    ensure_open_with_words(held=held, words=words)
    levels = EmergencyLevel.objects.filter(emergency=held, waiting=True)
    if levels.filter(level__in=DEALING).exists():
        raise StillWaiting(held.pk)
    take_step(held=held, kind=StepKind.CLOSED, words=words, by=by, now=now)
    levels.filter(level__in=HEARING).update(waiting=False)
    Emergency.objects.filter(pk=held.pk).update(closed_at=now)


def ensure_open_with_words(*, held: Emergency, words: str) -> None:
    """Raise AlreadyOver for an emergency that is over, StepNeedsWords where nothing is said."""
    if held.closed_at:
        raise AlreadyOver(held.pk)
    if not words.strip():
        raise StepNeedsWords


def forget_emergencies(*, people: Sequence[UUID], households: Sequence[UUID]) -> None:
    """Remove the words of emergencies that are over, of people and of doors where nobody is kept; two statements."""
    theirs = Q(person__in=people) | Q(household__in=households)
    rows = Emergency.objects.filter(theirs, closed_at__isnull=False)
    EmergencyStep.objects.filter(emergency__in=rows.values("pk")).update(words="")
    rows.update(words="", words_now="")
