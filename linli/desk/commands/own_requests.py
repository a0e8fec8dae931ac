"""What a request about somebody's own data needs of several apps at once: a copy with numbers, and being deleted."""

from datetime import datetime

from django.db import transaction

from linli.desk.own_copy import Numbers
from linli.people.commands import RevealReason, hold_people, reveal_identity
from linli.people.queries import PersonFile, masked_of
from linli.retention.commands import remove_asked
from linli.retention.queries.files import kept_of_asked
from linli.sealing.rotation import is_turning
from linli.staff.rules import Viewer
from linli.subject_requests.commands import answer_deleted, note_copied
from linli.subject_requests.models import SubjectRequest
from linli.subject_requests.rules import Asker, has_whole_numbers


class StillKept(Exception):
    """Something keeps the identity. args: codes of why, in order."""


class KeysTurning(Exception):
    """Keys are being turned, and who waits elsewhere is recognised by digests of one key: nothing goes until that is done."""


@transaction.atomic
def numbers_for_copy(*, request: SubjectRequest, file: PersonFile, by: Viewer, now: datetime) -> Numbers:
    """Return the numbers that a copy shows, and note the copy with the request.

    Whole only in the person's own copy, counted in the budget of who makes it; masked for who speaks for them. Raises
    BudgetSpent, AnsweredAlready, NotShown, NotForThem; nothing is written then.
    """
    note_copied(request=request, by=by, now=now)
    if not has_whole_numbers(asker=Asker(request.asker)):
        masked = masked_of(entries=file.entries)
        return Numbers(masked.id_number, masked.phone, are_whole=False)
    whole = reveal_identity(person=file.person, reason=RevealReason.PAPER, by=by, now=now)
    return Numbers(whole.id_number, whole.phone, are_whole=True)


@transaction.atomic
def delete_asked(*, request: SubjectRequest, file: PersonFile, by: Viewer, now: datetime) -> None:
    """Remove the identity of who asked for it and answer the request, where nothing keeps it.

    Raises StillKept, KeysTurning, AnsweredAlready, NotShown, NotForThem; nothing is written then.
    """
    if is_turning():
        raise KeysTurning
    # People before requests, as the nightly run holds them.
    hold_people(people=file.ids)
    answer_deleted(request=request, people=file.ids, by=by, now=now)
    standing = remove_asked(person=file.person.pk, now=now)
    if standing is not None:
        raise StillKept(*kept_of_asked(standing=standing))
