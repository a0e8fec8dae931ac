"""The first contact with a family named to care as a kind of duty: it stands until somebody has spoken with them."""

from collections.abc import Collection
from uuid import UUID

from django.db.models import FilteredRelation, Q
from django.utils.translation import gettext_lazy as _

from linli.duties.kinds import DutyKind, DutySubject, Page
from linli.duties.rules import Ends
from linli.people.models import Household
from linli.people.rules.care import KIND_CARE
from linli.staff.rights import Action


def subjects(ids: Collection[UUID]) -> dict[UUID, DutySubject]:
    """Return households as lists show them: by the names of the members who are named to care. One statement."""
    there = Q(members__joined_to=None, members__identity_removed_at=None, members__taken_back_at=None)
    rows = (
        Household.objects.filter(pk__in=ids)
        .annotate(member=FilteredRelation("members", condition=there))
        .order_by("member__name", "member__pk")
        .values_list("pk", "address", "area", "member__name", "member__tags")
    )
    doors: dict[UUID, tuple[str, str]] = {}
    names: dict[UUID, list[str]] = {}
    for pk, address, area, name, tags in rows:
        doors[pk] = (address, area)
        names.setdefault(pk, []).extend([name] if tags else [])
    return {
        pk: DutySubject("、".join(names[pk]), address, area, pk, Page("desk:household", pk))
        for pk, (address, area) in doors.items()
    }


CARE = DutyKind(
    code=KIND_CARE,
    words=_("关爱：首次走访"),
    ends=Ends.STANDS,
    seen_by=Action.SEE_PERSON,
    answered_by=Action.RECORD_CHECK,
    subjects=subjects,
)
