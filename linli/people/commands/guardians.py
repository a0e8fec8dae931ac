"""What is said of a child's guardian: the name, whether they agree, and who said so."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from linli.audit.commands import write_event, write_events
from linli.people.guardian_models import GuardianWord
from linli.people.models import Person
from linli.people.queries.guardians import refusals
from linli.people.rules.guardians import Consent, GuardianSaid
from linli.staff.rules import Viewer


class GuardianNotNamed(Exception):
    """A consent, given or refused, is somebody's, and somebody said it."""


class DoneMissing(Exception):
    """Whoever says that something was done about a refusal says what."""


class NotRefused(Exception):
    """It is no refusal that stands, or somebody noted meanwhile what was done."""


@transaction.atomic
def record_guardians(*, told: Sequence[tuple[Person, GuardianSaid]], by: Viewer, now: datetime) -> None:
    """Keep what was said of children's guardians, beside what was said before.

    Raises GuardianNotNamed; nothing is written then.
    """
    for _person, said in told:
        if said.consent != Consent.UNKNOWN and not (said.guardian and said.told_by):
            raise GuardianNotNamed
    GuardianWord.objects.bulk_create(
        GuardianWord(
            county=person.county,
            community=person.community,
            person=person,
            consent=said.consent,
            guardian=said.guardian,
            told_by=said.told_by,
            at=now,
            by=by.user_id,
        )
        for person, said in told
    )
    for area in sorted({person.area for person, _said in told}):
        write_events(
            action="guardian.recorded",
            area=area,
            by=by.user_id,
            now=now,
            subjects=[person.pk for person, _said in told if person.area == area],
        )


@transaction.atomic
def note_done(*, word: GuardianWord, done: str, by: Viewer, now: datetime) -> None:
    """Note what was done about a refusal. Raises DoneMissing, NotRefused; nothing is written then."""
    if not done.strip():
        raise DoneMissing
    standing = GuardianWord.objects.filter(pk__in=refusals().filter(pk=word.pk).values("pk"))
    if not standing.update(done=done.strip(), done_at=now, done_by=by.user_id):
        raise NotRefused(word.pk)
    write_event(action="guardian.done", area=word.person.area, by=by.user_id, now=now, subject=word.person_id)
