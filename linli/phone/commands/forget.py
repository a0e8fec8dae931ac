"""What was held for somebody to look at, removed once it is decided: of people who are removed, and after its time."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from linli.phone.models import HeldOperation
from linli.phone.queries.phones import subjects_told


def forget_held_of(*, subjects: Collection[UUID]) -> None:
    """Remove what decided operations said of people, observations or households."""
    rows = HeldOperation.objects.filter(decided_at__isnull=False).exclude(sealed__isempty=True)
    theirs = [row.pk for row in rows if subjects_told(held=row) & set(subjects)]
    HeldOperation.objects.filter(pk__in=theirs).update(sealed=b"", reason="")


def forget_held_before(*, before: datetime) -> int:
    """Remove what operations said that were decided before a moment; return how many."""
    return (
        HeldOperation.objects.filter(decided_at__lt=before)
        .exclude(sealed__isempty=True)
        .update(sealed=b"", reason="")
    )
