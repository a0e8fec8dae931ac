"""Reads of referrals, within the viewer's scope."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from linli.referrals.models import Referral as Referral  # pages may name the type of a row
from linli.referrals.models import ReferralStep
from linli.referrals.rules import CLOSED, Result, State, Step, Who, next_steps, result_allows
from linli.staff.queries import in_scope, names_of
from linli.staff.rights import Action
from linli.staff.rules import Viewer, may_at

AWAY = frozenset({State.ARRIVED, State.RESULT})
_RIGHT_OF = {Who.JUDGE: Action.JUDGE_REFERRAL, Who.MOVE: Action.MOVE_REFERRAL}


def referrals_visible(*, viewer: Viewer | None) -> QuerySet[Referral]:
    """Referrals that the viewer may see, open ones first, the oldest first among them."""
    return (
        Referral.objects.filter(in_scope(viewer=viewer, action=Action.SEE_REFERRAL))
        .select_related("person", "person__household")
        .annotate(over=Count("pk", filter=Q(state__in=CLOSED)))
        .order_by("over", "raised_at", "pk")
    )


@dataclass(frozen=True)
class StepTaken:
    """A step with the name of who took it."""

    to: State
    at: datetime
    by: str
    note: str
    result: str


def steps_taken(*, referral: Referral) -> list[StepTaken]:
    """Return the steps of a visible referral in order of time."""
    rows = list(ReferralStep.objects.filter(referral=referral).order_by("at", "pk"))
    names = names_of(ids={row.by for row in rows if row.by})
    return [
        StepTaken(State(row.to), row.at, names.get(row.by, "") if row.by else "", row.note, row.result)
        for row in rows
    ]


def steps_allowed(*, viewer: Viewer, referral: Referral) -> list[Step]:
    """Return the next steps that this viewer may take; none when it is over or the right is missing."""
    return [
        step
        for step in next_steps(State(referral.state))
        if may_at(viewer=viewer, action=_RIGHT_OF[step.who], area=referral.area)
        and result_allows(step=step, result=referral.result)
    ]


def has_open_referral(*, person: UUID) -> bool:
    """Say whether somebody is on the way to a clinic."""
    return Referral.objects.filter(person=person).exclude(state__in=CLOSED).exists()


def open_referrals_of(*, subjects: Iterable[UUID]) -> set[UUID]:
    """Return those of the subjects that have an open referral."""
    rows = Referral.objects.filter(subject__in=list(subjects)).exclude(state__in=CLOSED)
    return set(rows.values_list("subject", flat=True))


@dataclass(frozen=True)
class ReferralCounts:
    """What happened in a window, from the steps themselves."""

    raised: int
    sent: int
    suspected: int
    confirmed: int


def referral_counts(*, community: str, from_: datetime, until: datetime) -> ReferralCounts:
    """Count a community's steps in [from_, until): raised, arrived at a clinic, found suspected or confirmed."""
    rows = steps_behind(community=community, from_=from_, until=until).aggregate(
        raised=Count("pk", filter=Q(to=State.RAISED)),
        sent=Count("pk", filter=Q(to=State.ARRIVED)),
        suspected=Count("pk", filter=Q(to=State.RESULT, result=Result.SUSPECTED)),
        confirmed=Count("pk", filter=Q(to=State.RESULT, result=Result.CONFIRMED)),
    )
    return ReferralCounts(**rows)


def steps_behind(*, community: str, from_: datetime, until: datetime) -> QuerySet[ReferralStep]:
    """Return the steps that a community's window counts."""
    return ReferralStep.objects.filter(community=community, at__gte=from_, at__lt=until)
