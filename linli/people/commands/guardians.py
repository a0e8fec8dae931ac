"""What is said of a child's guardian: the name, whether they agree, and who said so."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from linli.audit.commands import write_events
from linli.people.guardian_models import GuardianWord
from linli.people.models import Person
from linli.people.rules.guardians import Consent, GuardianSaid
from linli.staff.rules import Viewer


class GuardianNotNamed(Exception):
    """A consent, given or refused, is somebody's, and somebody said it."""


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
