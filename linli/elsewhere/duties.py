"""What is due of people registered elsewhere: the daily look where they stand, the answer where they are registered."""

from collections.abc import Collection
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from linli.duties.kinds import DutyKind, DutySubject, Page
from linli.duties.rules import Ends
from linli.elsewhere.models import FoundHere
from linli.elsewhere.rules import KIND_AWAY, KIND_HERE
from linli.staff.rights import Action


def found(ids: Collection[UUID]) -> dict[UUID, DutySubject]:
    """Return people of other communities as the lists of where they stand show them: as they were told there."""
    rows = FoundHere.objects.filter(pk__in=ids).values_list("pk", "name", "address", "area")
    return {
        pk: DutySubject(name, address, area, None, Page("elsewhere:found", pk))
        for pk, name, address, area in rows
    }


def asked_for(ids: Collection[UUID]) -> dict[UUID, DutySubject]:
    """Return people who stand elsewhere as the lists of their own community show them. One statement."""
    rows = FoundHere.objects.filter(pk__in=ids).values_list("pk", "person__name", "address", "person__area")
    return {
        pk: DutySubject(name, address, area, None, Page("elsewhere:found", pk), at_door=False)
        for pk, name, address, area in rows
    }


FOUND_HERE = DutyKind(
    code=KIND_HERE,
    words=_("照看别的社区登记的人"),
    ends=Ends.LAPSES,
    seen_by=Action.SEE_PERSON,
    answered_by=Action.RECORD_CHECK,
    subjects=found,
)
FOUND_AWAY = DutyKind(
    code=KIND_AWAY,
    words=_("本社区的人在别处，请答复"),
    ends=Ends.STANDS,
    seen_by=Action.CLOSE_OBSERVATION,
    answered_by=Action.CLOSE_OBSERVATION,
    subjects=asked_for,
)
