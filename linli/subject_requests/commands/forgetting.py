"""What requests say goes with the identity; what was still waited for is closed by it."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from linli.duties.commands import take_back_duties
from linli.subject_requests.commands.writing import close, note, open_of, write_answer
from linli.subject_requests.models import SubjectRequest, SubjectRequestStep
from linli.subject_requests.rules import KIND_REQUEST, State, Step, Wanted


def forget_requests_of(*, people: Collection[UUID], now: datetime) -> list[UUID]:
    """Close what people whose identity goes still waited for, remove what their requests say in words; return their ids.

    Call it inside the transaction that removes the identity, after `hold_people`.
    """
    for one in open_of(people):
        _expire(one, now)
    return _forget(list(SubjectRequest.objects.filter(person__in=people).values_list("pk", flat=True)))


def forget_requests_before(*, communities: Collection[str], before: datetime) -> int:
    """Remove what requests of names alone say that were closed before a moment; return how many."""
    rows = SubjectRequest.objects.filter(community__in=communities, person=None, answered_at__lt=before)
    return len(_forget(list(rows.exclude(name__isempty=True).values_list("pk", flat=True))))


def _forget(ids: list[UUID]) -> list[UUID]:
    SubjectRequest.objects.filter(pk__in=ids).update(name="", words="", asker_name="")
    SubjectRequestStep.objects.filter(request__in=ids).update(words="")
    return ids


def _expire(held: SubjectRequest, now: datetime) -> None:
    """Close a request of somebody whose identity goes by itself: deleting is done so, the rest cannot be given any more."""
    if held.wanted == Wanted.DELETE:
        write_answer(held, State.EXPIRED, "", None, now)
        return
    close(held, State.EXPIRED, None, now)
    take_back_duties(county=held.county, kind=KIND_REQUEST, subjects=[held.pk])
    note(held, Step.EXPIRED, "", None, now, {})
