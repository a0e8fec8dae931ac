"""The answer to a request as a kind of duty: it stands until somebody answers, or who asked takes it back."""

from collections.abc import Collection
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from linli.duties.kinds import DutyKind, DutySubject, Page
from linli.duties.rules import Ends
from linli.staff.rights import Action
from linli.subject_requests.models import SubjectRequest
from linli.subject_requests.rules import KIND_REQUEST


def subjects(ids: Collection[UUID]) -> dict[UUID, DutySubject]:
    """Return requests as lists show them: by the name of whom they are about. One statement."""
    rows = SubjectRequest.objects.filter(pk__in=ids).select_related("person__household")
    return {
        row.pk: DutySubject(
            row.person.name if row.person else row.name,
            row.person.household.address if row.person else "",
            row.community,
            None,
            Page("subject_requests:request", row.pk),
            at_door=False,
        )
        for row in rows
    }


SUBJECT_REQUEST = DutyKind(
    code=KIND_REQUEST,
    words=_("答复本人对自己数据的要求"),
    ends=Ends.STANDS,
    seen_by=Action.ANSWER_REQUESTS,
    answered_by=Action.ANSWER_REQUESTS,
    subjects=subjects,
)
