"""The check as a kind of duty."""

from collections.abc import Collection
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from linli.duties.kinds import DutyKind, DutySubject, Page, Watch
from linli.duties.rules import Ends
from linli.observation.models import Observation
from linli.observation.rules import KIND_CHECK, State
from linli.referrals.models import Referral
from linli.referrals.queries import AWAY
from linli.staff.rights import Action


def subjects(ids: Collection[UUID]) -> dict[UUID, DutySubject]:
    """Return observations as lists show them: by the person, behind the household's door. Two statements."""
    at_clinic = Referral.objects.filter(subject__in=ids, state__in=AWAY)
    gone = set(at_clinic.values_list("subject", flat=True))
    rows = Observation.objects.filter(pk__in=ids).values_list(
        "pk", "person__name", "person__household__address", "area", "person__household_id", "person_id"
    )
    return {
        pk: DutySubject(name, address, area, household, Page("desk:person", person), away=pk in gone)
        for pk, name, address, area, household, person in rows
    }


def watched(areas: Q) -> QuerySet[Observation]:
    """Return the open observations of some areas: with the end of one nobody checks any more."""
    return Observation.objects.filter(areas, state=State.OBSERVING)


def away(areas: Q) -> set[UUID]:
    """Return the observations of some areas whose person is at a clinic now."""
    return set(Referral.objects.filter(areas, state__in=AWAY).values_list("subject", flat=True))


CHECK = DutyKind(
    code=KIND_CHECK,
    words=_("体温登记"),
    ends=Ends.LAPSES,
    seen_by=Action.SEE_PERSON,
    answered_by=Action.RECORD_CHECK,
    subjects=subjects,
    answer_page="observation:record_check",
    watch=Watch(rows=watched, household="person__household", away=away),
)
