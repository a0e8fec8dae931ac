"""Where somebody is observed, put right; and undone."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from linli.observation.commands.checks import ObservationClosed
from linli.observation.models import Observation
from linli.observation.rules import State
from linli.people.commands import NothingCorrected, UndoneAlready, write_correction
from linli.people.models import Correction
from linli.people.queries.corrections import facts_in
from linli.people.rules.corrections import About
from linli.protocols.rules import Place
from linli.staff.rules import Viewer


@transaction.atomic
def correct_place(
    *, observation: Observation, place: Place, reason: str, by: Viewer, now: datetime
) -> Correction:
    """Say where an open observation really takes place. Raises CorrectionNeedsReason, NothingCorrected, ObservationClosed."""
    return _put(_held(observation.pk), place, reason, by, now, None)


@transaction.atomic
def undo_place(*, correction: Correction, reason: str, by: Viewer, now: datetime) -> Correction:
    """Put back where it took place before. Raises CorrectionNeedsReason, UndoneAlready, ObservationClosed."""
    held = _held(correction.subject)
    put_there = facts_in(sealed=correction.after_sealed)["place"]
    if held.place != put_there or Correction.objects.filter(undoes=correction).exists():
        raise UndoneAlready(correction.pk)
    back = Place(facts_in(sealed=correction.before_sealed)["place"])
    return _put(held, back, reason, by, now, correction)


def _held(pk: UUID) -> Observation:
    rows = Observation.objects.select_for_update(of=("self",)).select_related("person__joined_to")
    held = rows.get(pk=pk)
    if held.state != State.OBSERVING:
        raise ObservationClosed(held.pk)
    return held


def _put(
    held: Observation, place: Place, reason: str, by: Viewer, now: datetime, undoes: Correction | None
) -> Correction:
    if held.place == place:
        raise NothingCorrected(held.pk)
    correction = write_correction(
        about=About.OBSERVATION,
        subject=held.pk,
        of=held.person.joined_to or held.person,
        before={"place": held.place},
        after={"place": place.value},
        reason=reason,
        by=by,
        now=now,
        undoes=undoes,
    )
    held.place = place
    held.save(update_fields=["place"])
    return correction
