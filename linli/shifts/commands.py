"""A shift given with a note, taken by the next one, its note put right or struck by its author."""

from collections.abc import Mapping
from datetime import datetime

from django.db import IntegrityError, transaction

from linli.areas.rules import AreaCode
from linli.audit.commands import write_event
from linli.shifts.models import ShiftHandOver, ShiftNote
from linli.staff.models import User
from linli.staff.rules import Viewer


class SamePerson(Exception):
    """Nobody hands a shift over to themselves."""


class NoteMissing(Exception):
    """A hand-over says something, and so does a correction."""


class GivenAlready(Exception):
    """One to the same person waits to be taken."""


class NothingChanged(Exception):
    """The note says so already."""


class NotTheGiver(Exception):
    """Only its author puts a note right or strikes it."""


class NotTheTaker(Exception):
    """Only who was handed the shift takes it."""


class OverAlready(Exception):
    """It was taken, or struck."""


@transaction.atomic
def give_shift(
    *, community: AreaCode, taker: User, note: str, open_: Mapping[str, int], by: Viewer, now: datetime
) -> ShiftHandOver:
    """Hand a shift of a community over to a colleague, who sees it until they take it. No duty and no post moves by it.

    open_: kind -> count, as `worklist.queries.open_things` tells it. Raises SamePerson, NoteMissing, GivenAlready.
    """
    if taker.pk == by.user_id:
        raise SamePerson(taker)
    if not note.strip():
        raise NoteMissing
    try:
        with transaction.atomic():
            row = ShiftHandOver.objects.create(
                county=community.county,
                community=community,
                giver_id=by.user_id,
                taker=taker,
                at=now,
                open=dict(open_),
            )
    except IntegrityError as waits:
        raise GivenAlready(taker) from waits
    ShiftNote.objects.create(shift=row, note=note.strip(), at=now)
    _write("shift.given", row, by, now)
    return row


@transaction.atomic
def take_shift(*, shift: ShiftHandOver, by: Viewer, now: datetime) -> None:
    """Take a shift. Raises NotTheTaker, OverAlready."""
    if shift.taker_id != by.user_id:
        raise NotTheTaker(shift)
    waits = ShiftHandOver.objects.filter(pk=shift.pk, taken_at=None, struck_at=None)
    if not waits.update(taken_at=now):
        raise OverAlready(shift)
    _write("shift.taken", shift, by, now)


@transaction.atomic
def correct_note(*, shift: ShiftHandOver, note: str, by: Viewer, now: datetime) -> None:
    """Write a note anew, before or after the shift was taken; what it said before stays beneath.

    Raises NotTheGiver, NoteMissing, NothingChanged, OverAlready for one that was struck.
    """
    kept = _of_giver(shift, by)
    if not note.strip():
        raise NoteMissing
    if kept.struck_at is not None:
        raise OverAlready(shift)
    newest = kept.notes.latest("at", "pk")
    if newest.note == note.strip():
        raise NothingChanged(shift)
    ShiftNote.objects.create(shift=kept, note=note.strip(), at=now)
    _write("shift.note_corrected", kept, by, now)


@transaction.atomic
def strike_shift(*, shift: ShiftHandOver, reason: str, by: Viewer, now: datetime) -> None:
    """Strike a hand-over with its note, for a reason; it stays as struck and waits for nobody.

    Raises NotTheGiver, NoteMissing, OverAlready.
    """
    kept = _of_giver(shift, by)
    if not reason.strip():
        raise NoteMissing
    if kept.struck_at is not None:
        raise OverAlready(shift)
    kept.struck_at, kept.struck_reason = now, reason.strip()
    kept.save(update_fields=["struck_at", "struck_reason"])
    _write("shift.struck", kept, by, now)


def _of_giver(shift: ShiftHandOver, by: Viewer) -> ShiftHandOver:
    if shift.giver_id != by.user_id:
        raise NotTheGiver(shift)
    return ShiftHandOver.objects.select_for_update().get(pk=shift.pk)


def _write(action: str, row: ShiftHandOver, by: Viewer, now: datetime) -> None:
    write_event(action=action, area=row.community, by=by.user_id, now=now, subject=row.pk)
