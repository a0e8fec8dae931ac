"""Reads of people, always within the viewer's scope."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from linli.people.models import GuardianWord, Household, PersonSource

# Pages may name the type of a row, though never reach for its table.
from linli.people.models import Person as Person
from linli.people.rules import mask_number
from linli.sealing.seals import unseal
from linli.staff.queries import in_scope, names_of
from linli.staff.rights import Action
from linli.staff.rules import Viewer


def people_visible(*, viewer: Viewer | None) -> QuerySet[Person]:
    """People whom the viewer may see, in walking order of their doors; a joined entry is not a person of its own.

    Whose identity was removed is nobody any more, and who came with a list that was taken back is not on the register:
    no list shows them, nothing is written of them.
    """
    return people_on_file(viewer=viewer).filter(identity_removed_at=None, taken_back_at=None)


def people_on_file(*, viewer: Viewer | None) -> QuerySet[Person]:
    """People whom the viewer may see and those whose identity was removed, for the page of what is kept of them."""
    return (
        Person.objects.filter(in_scope(viewer=viewer, action=Action.SEE_PERSON), joined_to=None)
        .select_related("household")
        .order_by("area", "household__walk_order", "name", "pk")
    )


def households_visible(*, viewer: Viewer | None) -> QuerySet[Household]:
    """Households whom the viewer may assign, in walking order."""
    return Household.objects.filter(in_scope(viewer=viewer, action=Action.ASSIGN_GRID)).order_by(
        "walk_order", "pk"
    )


def households_without_grid(*, viewer: Viewer | None, communities: Sequence[str]) -> QuerySet[Household]:
    """Households of the communities that no grid walks to yet, in walking order; not where a list taken back left nobody."""
    here = Person.objects.filter(household=OuterRef("pk"))
    left = Exists(here.filter(taken_back_at__isnull=False)) & ~Exists(here.filter(taken_back_at=None))
    return households_visible(viewer=viewer).filter(~left, area__in=communities)


@dataclass(frozen=True)
class MaskedIdentity:
    """ID number and phone as a screen may show them."""

    id_number: str
    phone: str


def one_person(*, person: Person, field: str = "") -> Q:
    """Return the condition that a row belongs to a person or to an entry joined to them.

    field: the way from the row to the person, e.g. "person"; '' where the row is the person.
    """
    own = Q(pk=person.pk) | Q(joined_to=person.pk)
    # An OR across the join to people would look at every row of the table; so the entries come from a subquery.
    return Q(**{f"{field}__in": Person.objects.filter(own).values("pk")}) if field else own


def entries_among(*, people: Collection[UUID]) -> QuerySet[Person]:
    """Entries of some people: their own and those joined to them. As a subquery it finds rows by index."""
    return Person.objects.filter(Q(pk__in=people) | Q(joined_to__in=people))


def entries_of(*, person: Person) -> list[Person]:
    """Return a visible person's own entry and those joined to it, in order of joining."""
    return [person, *Person.objects.filter(joined_to=person).order_by("joined_at", "pk")]


@dataclass(frozen=True)
class PersonFile:
    """A person with every entry that is theirs: their own first, then those joined to it in order of joining."""

    person: Person
    entries: tuple[Person, ...]

    @property
    def ids(self) -> list[UUID]:
        """The ids of the entries, by which everything of the person is found by index."""
        return [entry.pk for entry in self.entries]


def file_of(*, viewer: Viewer | None, id: UUID) -> PersonFile | None:
    """Return the file of somebody whom the viewer may see, without identity too; None where there is none.

    One statement. The id of an entry that was joined to another has no file: person_kept names whose it is.
    """
    return _file(own=Q(in_scope(viewer=viewer, action=Action.SEE_PERSON), joined_to=None), id=id)


def file_in_audit(*, viewer: Viewer | None, id: UUID) -> PersonFile | None:
    """Return the file of somebody in whose area the viewer sees the audit, or None; nothing of it is for the viewer's eyes."""
    return _file(own=in_scope(viewer=viewer, action=Action.SEE_AUDIT), id=id)


def _file(*, own: Q, id: UUID) -> PersonFile | None:
    """Return the file of an id whose own entry meets a condition, or None. One statement, each half of it by index."""
    own &= Q(pk=id)
    told = Exists(GuardianWord.objects.filter(person=OuterRef("pk")))
    rows = Person.objects.filter(own | Q(joined_to=id)).select_related("household", "call_plan")
    rows = rows.annotate(has_guardians_word=told)
    entries = {row.pk: row for row in rows.order_by("joined_at", "pk")}
    person = entries.pop(id, None)
    return None if person is None else PersonFile(person, (person, *entries.values()))


def masked_identity(*, person: Person) -> MaskedIdentity:
    """Return a visible person's identity with its middle hidden; what is not told here comes from a joined entry."""
    return masked_of(entries=entries_of(person=person))


def masked_of(*, entries: Sequence[Person]) -> MaskedIdentity:
    """Return what the entries of one person tell of the identity, with its middle hidden; the first that tells counts."""
    id_number, phone = _numbers(entries)
    return MaskedIdentity(id_number=mask_number(number=id_number), phone=mask_number(number=phone))


def numbers_of(*, person: Person) -> tuple[str, str]:
    """Return ID number and phone in clear, '' where no entry of the person tells one. Never for a page."""
    return _numbers(entries_of(person=person))


def _numbers(entries: Sequence[Person]) -> tuple[str, str]:
    id_sealed = next((entry.id_sealed for entry in entries if entry.id_digest), b"")
    phone_sealed = next((entry.phone_sealed for entry in entries if entry.phone_digest), b"")
    return unseal(id_sealed), unseal(phone_sealed)


def person_of(*, viewer: Viewer | None, id: UUID) -> Person | None:
    """Return a person whom the viewer may see, or None."""
    return people_visible(viewer=viewer).filter(pk=id).first()


def person_kept(*, viewer: Viewer | None, id: UUID) -> Person | None:
    """Return the visible person whom a joined entry belongs to, or None."""
    return people_on_file(viewer=viewer).filter(joined=id).first()


@dataclass(frozen=True)
class SourceTold:
    """A source with the name of who wrote it down."""

    source: PersonSource
    by: str


def sources_of(*, entries: Sequence[UUID]) -> list[SourceTold]:
    """Return from whose mouths the entries of a visible person are known, the newest first. Two statements."""
    rows = list(PersonSource.objects.filter(person__in=entries).order_by("-told_at", "-pk"))
    names = names_of(ids={row.by for row in rows})
    return [SourceTold(row, names.get(row.by, "")) for row in rows]
