"""Who was registered with something not known yet: a certificate, a telephone, whether from the epidemic area."""

from datetime import date
from typing import Final, NamedTuple
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from linli.observation.models import Observation
from linli.observation.queries.cases import observations_visible
from linli.observation.rules import Category, State
from linli.people.models import Person
from linli.people.queries.guardians import newest_consent, words_of_joined
from linli.people.rules.guardians import Consent, children_born_after
from linli.staff.rules import Viewer

SHOWN: Final = 200


class Incomplete(NamedTuple):
    """An open observation, read with person and household, and what is not known of the person yet."""

    observation: Observation
    lacks_paper: bool
    lacks_phone: bool
    lacks_category: bool
    lacks_guardian: bool


def incomplete(*, viewer: Viewer | None, on: date) -> tuple[list[Incomplete], int]:
    """Return the first 200 people under observation of whom something is not known, the longest waiting first; and how many.

    No telephone is lacking where anybody of the household has one: an infant is reached by its parents'. What a joined
    entry tells is known. Of a child, by the birthday or as somebody said, a
    guardian is lacking until they agreed or refused. Five statements.
    """
    joined = Person.objects.filter(joined_to=OuterRef("person"))
    housemates = Person.objects.filter(
        household=OuterRef("person__household"), identity_removed_at=None, taken_back_at=None
    )
    papers = set(
        _open(viewer)
        .filter(~Exists(joined.filter(id_digest__gt="")), person__id_digest="")
        .values_list("pk", flat=True)
    )
    phones = set(
        _open(viewer)
        .filter(
            ~Exists(joined.filter(phone_digest__gt="")),
            ~Exists(housemates.filter(phone_digest__gt="")),
            person__phone_digest="",
        )
        .values_list("pk", flat=True)
    )
    undecided = set(_open(viewer).filter(category=Category.UNKNOWN).values_list("pk", flat=True))
    guardians = _without_guardian(viewer, on)
    ids = papers | phones | undecided | guardians
    rows = _open(viewer).filter(pk__in=ids).order_by("opened_at", "pk")[:SHOWN]
    told = [
        Incomplete(row, row.pk in papers, row.pk in phones, row.pk in undecided, row.pk in guardians)
        for row in rows
    ]
    return told, len(ids)


def _without_guardian(viewer: Viewer | None, on: date) -> set[UUID]:
    answered = (Consent.YES, Consent.NO)
    rows = _open(viewer).annotate(said=newest_consent(person="person"))
    young = Q(person__born_on__gt=children_born_after(on=on)) & (Q(said=None) | Q(said=Consent.UNKNOWN))
    told = Q(person__born_on=None, said=Consent.UNKNOWN)
    joined = words_of_joined(person="person").filter(consent__in=answered)
    return set(rows.filter(young | told, ~Exists(joined)).values_list("pk", flat=True))


def _open(viewer: Viewer | None) -> QuerySet[Observation]:
    return observations_visible(viewer=viewer).filter(state=State.OBSERVING)
