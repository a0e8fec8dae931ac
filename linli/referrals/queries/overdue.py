"""Referrals that wait too long: by name for the community, by number above it."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Case, Count, F, Q, QuerySet, When

from linli.areas.queries import names_of as area_names
from linli.duties.queries import escalation_of
from linli.referrals.models import Referral
from linli.referrals.rules import KIND_REFERRAL
from linli.staff.queries import in_scope
from linli.staff.rights import Action
from linli.staff.rules import Viewer


def steps_overdue(*, viewer: Viewer | None, now: datetime) -> QuerySet[Referral]:
    """Referrals that the viewer may see by name whose next step or disinfection is overdue, the longest waiting first."""
    seen = Referral.objects.filter(in_scope(viewer=viewer, action=Action.SEE_REFERRAL))
    return _overdue(seen, now).select_related("person", "person__household")


@dataclass(frozen=True)
class OverdueSteps:
    """How many referrals of a community wait too long, and how many of them have reached the township."""

    area: str
    name: str
    overdue: int
    township: int


def steps_overdue_counts(*, viewer: Viewer | None, now: datetime) -> list[OverdueSteps]:
    """Count the overdue steps and disinfections by community, the most first. Three statements."""
    township_after = escalation_of(kind=KIND_REFERRAL).township_after
    seen = Referral.objects.filter(in_scope(viewer=viewer, action=Action.SEE_OVERDUE))
    rows = list(
        _overdue(seen, now)
        .order_by()
        .values("community")
        .annotate(overdue=Count("pk"), township=Count("pk", filter=Q(waits_since__lte=now - township_after)))
        .order_by("-township", "-overdue", "community")
    )
    names = area_names(codes={row["community"] for row in rows})
    return [
        OverdueSteps(row["community"], names.get(row["community"], ""), row["overdue"], row["township"])
        for row in rows
    ]


def _overdue(referrals: QuerySet[Referral], now: datetime) -> QuerySet[Referral]:
    """Narrow to what waits too long, the longest first, with the moment since which it does as `waits_since`."""
    late = Q(due_at__lte=now) | Q(disinfection_due_at__lte=now)
    return (
        referrals.filter(late)
        .annotate(
            waits_since=Case(
                When(due_at__lte=F("disinfection_due_at"), then=F("due_at")),
                When(disinfection_due_at=None, then=F("due_at")),
                default=F("disinfection_due_at"),
            )
        )
        .order_by("waits_since", "pk")
    )
