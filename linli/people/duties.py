"""The first contact with a family named to care as a kind of duty: it stands until somebody has spoken with them."""

from collections import defaultdict
from collections.abc import Collection
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from linli.duties.kinds import DutyKind, DutySubject, Page
from linli.duties.rules import Ends
from linli.people.models import Household, Person
from linli.people.rules.care import KIND_CARE
from linli.staff.rights import Action


def subjects(ids: Collection[UUID]) -> dict[UUID, DutySubject]:
    """Return households as lists show them: by the names of the members who are named to care. Two statements."""
    names: dict[UUID, list[str]] = defaultdict(list)
    members = Person.objects.filter(household__in=ids, joined_to=None, identity_removed_at=None)
    for household, name, tags in members.order_by("name", "pk").values_list("household_id", "name", "tags"):
        if tags:
            names[household].append(name)
    rows = Household.objects.filter(pk__in=ids).values_list("pk", "address", "area")
    return {
        pk: DutySubject("、".join(names[pk]), address, area, pk, Page("desk:household", pk))
        for pk, address, area in rows
    }


CARE = DutyKind(
    code=KIND_CARE,
    words=_("关爱：首次走访"),
    ends=Ends.STANDS,
    seen_by=Action.SEE_PERSON,
    answered_by=Action.RECORD_CHECK,
    subjects=subjects,
)
