"""Words for slots that nobody answered, said afterwards; the outcome stays what it was."""

from collections.abc import Collection, Sequence
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q

from linli.duties.models import Duty
from linli.duties.queries import unexplained


def explain_duties(
    *,
    counties: Collection[str],
    kind: str,
    subjects: Sequence[UUID],
    slots: Sequence[tuple[date, str]],
    explanation: str,
    by: UUID,
    now: datetime,
) -> int:
    """Say why nobody answered slots whose hour has passed; return how many. The outcome stays as it is.

    A slot that was done, was not needed or is explained already is left as it stands.
    """
    wanted = Q()
    for slot_on, session in slots:
        wanted |= Q(slot_on=slot_on, session=session)
    if not slots:
        return 0
    return (
        unexplained(counties=counties, kind=kind, subjects=subjects, now=now)
        .filter(wanted)
        .update(explained_at=now, explained_by=by, explanation=explanation)
    )


def explain_again(
    *, counties: Collection[str], duties: Collection[UUID], explanation: str, by: UUID, now: datetime
) -> int:
    """Replace the words of slots, by id, that are explained; '' takes them back, and the slots wait again. Return how many.

    The caller keeps the words that stood.
    """
    explained = Duty.objects.filter(county__in=counties, id__in=duties, explained_at__isnull=False)
    if explanation:
        return explained.update(explained_at=now, explained_by=by, explanation=explanation)
    return explained.update(explained_at=None, explained_by=None, explanation="")


def forget_explanations(*, county: str, subjects: Sequence[UUID]) -> None:
    """Remove the words of why slots were not answered; that and by whom they were explained stays."""
    Duty.objects.filter(county=county, subject__in=subjects).update(explanation="")
