"""Reads of households with who lives in them."""

from collections.abc import Collection
from uuid import UUID

from django.db.models import QuerySet

from linli.people.models import Household as Household
from linli.people.models import Person
from linli.staff.queries import in_scope
from linli.staff.rights import Action
from linli.staff.rules import Viewer


def households_seen(*, viewer: Viewer | None, action: Action = Action.SEE_PERSON) -> QuerySet[Household]:
    """Households at which the viewer may do the action, in walking order."""
    return Household.objects.filter(in_scope(viewer=viewer, action=action)).order_by("walk_order", "pk")


def members_of(*, household: Household) -> list[Person]:
    """Return who lives in a visible household, the eldest first.

    Joined entries are nobody of their own, and whose identity was removed is nobody any more.
    """
    there = Person.objects.filter(
        household=household, joined_to=None, identity_removed_at=None, taken_back_at=None
    )
    return list(there.order_by("born_on", "name", "pk"))


def households_of(*, ids: Collection[UUID]) -> QuerySet[Household]:
    """Return households, for a list that is made of more than these."""
    return Household.objects.filter(pk__in=ids)


def notes_of(*, ids: Collection[UUID]) -> dict[UUID, str]:
    """Return what whoever stands at the doors of households should know."""
    return dict(Household.objects.filter(pk__in=ids).values_list("pk", "note"))
