"""What was done about an emergency in error: an acknowledgement, the report itself, its end. Both stay, with the reason."""

from datetime import datetime

from django.db import transaction

from linli.areas.rules import Level
from linli.emergencies.commands.answering import NotOver, StepNeedsWords, ensure_open_with_words
from linli.emergencies.commands.climbing import tell_change
from linli.emergencies.commands.steps import held_now, take_step
from linli.emergencies.models import Emergency, EmergencyLevel
from linli.emergencies.rules import StepKind
from linli.staff.rules import Viewer


class NotAcknowledged(Exception):
    """The level has acknowledged nothing that could be taken back, or the emergency is over."""


@transaction.atomic
def take_back_acknowledgement(
    *, emergency: Emergency, level: Level, words: str, by: Viewer, now: datetime
) -> None:
    """Take a level's acknowledgement back: it is asked again, by the hour it had. Raises NotAcknowledged, StepNeedsWords."""
    held = held_now(emergency=emergency)
    if not words.strip():
        raise StepNeedsWords
    known = EmergencyLevel.objects.filter(emergency=held, level=level, acknowledged_at__isnull=False)
    if held.closed_at or not known.update(waiting=True, acknowledged_at=None, acknowledged_by=None):
        raise NotAcknowledged(level)
    take_step(held=held, kind=StepKind.TAKEN_BACK, words=words, by=by, now=now, level=level)
    _run_clock(held, now)


@transaction.atomic
def withdraw_emergency(*, emergency: Emergency, words: str, by: Viewer, now: datetime) -> None:
    """Take back what was raised in error: no level is asked any more, and each that was told is told so.

    Raises StepNeedsWords, AlreadyOver.
    """
    held = held_now(emergency=emergency)
    ensure_open_with_words(held=held, words=words)
    take_step(held=held, kind=StepKind.WITHDRAWN, words=words, by=by, now=now)
    EmergencyLevel.objects.filter(emergency=held, waiting=True).update(waiting=False)
    Emergency.objects.filter(pk=held.pk).update(closed_at=now, withdrawn=True, clock_at=None)
    tell_change(emergency=held, kind=StepKind.WITHDRAWN, now=now)


@transaction.atomic
def correct_words(*, emergency: Emergency, words_now: str, words: str, by: Viewer, now: datetime) -> None:
    """Put right what was said of an emergency, also when it is over; what was told first stays, for nobody above to read.

    words: why. Raises StepNeedsWords.
    """
    held = held_now(emergency=emergency)
    if not words.strip() or not words_now.strip():
        raise StepNeedsWords
    take_step(held=held, kind=StepKind.CORRECTED, words=words, by=by, now=now)
    Emergency.objects.filter(pk=held.pk).update(words_now=words_now.strip())


@transaction.atomic
def reopen_emergency(*, emergency: Emergency, words: str, by: Viewer, now: datetime) -> None:
    """Open again what was closed, or taken back: each level that does not know is asked, and each that was told is told so.

    Raises StepNeedsWords, NotOver.
    """
    held = held_now(emergency=emergency)
    if not held.closed_at:
        raise NotOver(held.pk)
    if not words.strip():
        raise StepNeedsWords
    take_step(held=held, kind=StepKind.REOPENED, words=words, by=by, now=now)
    EmergencyLevel.objects.filter(emergency=held, acknowledged_at=None).update(waiting=True)
    held.closed_at, held.withdrawn = None, False
    held.save(update_fields=["closed_at", "withdrawn"])
    tell_change(emergency=held, kind=StepKind.REOPENED, now=now)
    _run_clock(held, now)


def _run_clock(held: Emergency, now: datetime) -> None:
    """Let the clock look at an emergency again at once."""
    Emergency.objects.filter(pk=held.pk).update(clock_at=now)
