"""Reads of people, always within the viewer's scope."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from linli.people.models import Household

# Pages may name the type of a row, though never reach for its table.
from linli.people.models import Person as Person
from linli.people.rules import mask_id_number, mask_phone
from linli.people.sealing import unseal
from linli.staff.queries import in_scope
from linli.staff.rights import Action
from linli.staff.rules import Viewer


def people_visible(*, viewer: Viewer | None) -> QuerySet[Person]:
    """People whom the viewer may see, in walking order of their doors."""
    return (
        Person.objects.filter(in_scope(viewer=viewer, action=Action.SEE_PERSON))
        .select_related("household")
        .order_by("area", "household__walk_order", "name", "pk")
    )


def people_found(*, viewer: Viewer | None, words: str) -> QuerySet[Person]:
    """People whom the viewer may see and whose name, pinyin, initials or address holds every word."""
    people = people_visible(viewer=viewer)
    for word in words.lower().split():
        people = people.filter(search_text__contains=word)
    return people


def households_visible(*, viewer: Viewer | None) -> QuerySet[Household]:
    """Households whom the viewer may assign, in walking order."""
    return Household.objects.filter(in_scope(viewer=viewer, action=Action.ASSIGN_GRID)).order_by(
        "walk_order", "pk"
    )


def households_without_grid(*, viewer: Viewer | None, communities: Sequence[str]) -> QuerySet[Household]:
    """Households of the communities that no grid walks to yet, in walking order."""
    return households_visible(viewer=viewer).filter(area__in=communities)


@dataclass(frozen=True)
class MaskedIdentity:
    """ID number and phone as a screen may show them."""

    id_number: str
    phone: str


def masked_identity(*, person: Person) -> MaskedIdentity:
    """Return a visible person's identity with its middle hidden."""
    return MaskedIdentity(
        id_number=mask_id_number(id_number=unseal(person.id_sealed)),
        phone=mask_phone(phone=unseal(person.phone_sealed)),
    )


def person_of(*, viewer: Viewer | None, id: UUID) -> Person | None:
    """Return a person whom the viewer may see, or None."""
    return people_visible(viewer=viewer).filter(pk=id).first()
