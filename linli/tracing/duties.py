"""Finding somebody as a kind of duty: it stands until the lead is closed."""

from collections.abc import Collection
from uuid import UUID

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from linli.duties.kinds import DutyKind, DutySubject, Page
from linli.duties.rules import Ends
from linli.staff.rights import Action
from linli.tracing.models import Lead
from linli.tracing.rules import KIND_LEAD


def subjects(ids: Collection[UUID]) -> dict[UUID, DutySubject]:
    """Return leads as lists show them: by name, with where the person is said to come from. One statement."""
    rows = Lead.objects.filter(pk__in=ids).values_list("pk", "name", "origin", "area")
    unnamed = gettext("姓名不详")
    return {
        pk: DutySubject(name or unnamed, origin, area, None, Page("tracing:lead", pk), at_door=False)
        for pk, name, origin, area in rows
    }


LEAD = DutyKind(
    code=KIND_LEAD,
    words=_("查找线索中的人"),
    ends=Ends.STANDS,
    seen_by=Action.TRACE_LEADS,
    answered_by=Action.TRACE_LEADS,
    subjects=subjects,
)
