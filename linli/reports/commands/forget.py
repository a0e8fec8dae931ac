"""Words of emergencies removed that told of people or doors who are removed; kinds, levels and moments stay."""

from collections.abc import Sequence
from uuid import UUID

from django.db.models import Q

from linli.emergencies.models import Emergency, EmergencyStep


def forget_emergencies(*, people: Sequence[UUID], households: Sequence[UUID]) -> None:
    """Remove the words of closed emergencies of people and of doors where nobody is kept; two statements."""
    theirs = Q(person__in=people) | Q(household__in=households)
    rows = Emergency.objects.filter(theirs, closed_at__isnull=False)
    EmergencyStep.objects.filter(emergency__in=rows.values("pk")).update(words="")
    rows.update(words="")
