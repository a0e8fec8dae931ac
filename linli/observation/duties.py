"""The check as a kind of duty."""

from collections.abc import Collection
from uuid import UUID

from django.db.models import BooleanField, ExpressionWrapper, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from linli.duties.kinds import DutyKind, DutySubject, Page, Watch
from linli.duties.rules import Ends
from linli.observation.models import Observation
from linli.observation.rules import KIND_CHECK, State
from linli.referrals.models import Referral
from linli.referrals.queries import AWAY
from linli.staff.rights import Action


def subjects(ids: Collection[UUID]) -> dict[UUID, DutySubject]:
    """Return observations as lists show them: by the person, behind the household's door. One statement."""
    rows = (
        Observation.objects.filter(pk__in=ids).select_related("person__household").annotate(away=at_clinic())
    )
    return {row.pk: shown(observation=row, away=row.away) for row in rows}


def shown(*, observation: Observation, away: bool) -> DutySubject:
    """Return an observation, read with person and household, as lists show it. away: at a clinic now."""
    person = observation.person
    page = Page("desk:person", person.pk)
    return DutySubject(
        person.name, person.household.address, observation.area, person.household_id, page, away=away
    )


def at_clinic() -> ExpressionWrapper[Q]:
    """Return whether the person of an observation is at a clinic now, to be asked with the observation."""
    there = Referral.objects.filter(state__in=AWAY).values("subject")
    # Not asked of each row: referrals have no index by subject.
    return ExpressionWrapper(Q(pk__in=there), output_field=BooleanField())


def watched(areas: Q) -> QuerySet[Observation]:
    """Return the open observations of some areas: with the end of one nobody checks any more."""
    return Observation.objects.filter(areas, state=State.OBSERVING)


def away(areas: Q) -> QuerySet[Referral, UUID]:
    """Return the observations of some areas whose person is at a clinic now: a query of their ids."""
    return Referral.objects.filter(areas, state__in=AWAY).values_list("subject", flat=True)


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
