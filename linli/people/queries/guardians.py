"""Reads of what was said of children's guardians."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from linli.clock import day_of
from linli.people.guardian_models import GuardianWord
from linli.people.models import Person
from linli.people.queries.people import PersonFile
from linli.people.rules.guardians import Consent, is_child
from linli.staff.queries import in_scope, names_of
from linli.staff.rights import Action
from linli.staff.rules import Viewer


@dataclass(frozen=True)
class GuardianTold:
    """A word with the names of who wrote it down and who noted what was done. is_open: refused, and nothing was done yet."""

    word: GuardianWord
    by: str
    done_by: str
    is_open: bool


def guardians_told(*, file: PersonFile) -> list[GuardianTold]:
    """Return every word on a visible person's guardian, the newest first. Three statements."""
    rows = list(GuardianWord.objects.filter(person__in=file.ids).order_by("-at", "-pk"))
    names = names_of(ids={who for row in rows for who in (row.by, row.done_by) if who})
    standing = set(refusals().filter(person__in=file.ids).values_list("pk", flat=True)) if rows else set()
    return [
        GuardianTold(
            row, names.get(row.by, ""), names.get(row.done_by, "") if row.done_by else "", row.pk in standing
        )
        for row in rows
    ]


def asks_guardian(*, file: PersonFile) -> bool:
    """Say whether a guardian's word belongs on a person's page: a child at a registration, or somebody said one.

    Of whom an age alone was told, the word written at the registration is what tells that this was a child.
    """
    was_child = any(
        is_child(born_on=one.born_on, age=None, on=day_of(one.registered_at)) for one in file.entries
    )
    return was_child or any(one.has_guardians_word for one in file.entries)  # type: ignore[attr-defined]  # annotated


def refusals() -> QuerySet[GuardianWord]:
    """Refusals that stand, of which nobody noted what was done. UNKNOWN after one undoes it as little as elsewhere."""
    whose = Coalesce("person__joined_to_id", "person_id")
    after = Q(at__gt=OuterRef("at")) | Q(at=OuterRef("at"), pk__gt=OuterRef("pk"))
    newer = (
        GuardianWord.objects.exclude(consent=Consent.UNKNOWN)
        .annotate(whose=whose)
        .filter(after, whose=OuterRef("whose"))
    )
    rows = GuardianWord.objects.filter(consent=Consent.NO, done_at=None).annotate(whose=whose)
    return rows.filter(~Exists(newer))


def refused_guardians(*, viewer: Viewer | None) -> QuerySet[GuardianWord]:
    """Refusals that stand of children whom the viewer registers, the oldest first, read with the person."""
    mine = in_scope(viewer=viewer, action=Action.REGISTER_PERSON, field="person__area")
    rows = refusals().filter(mine, person__identity_removed_at=None, person__taken_back_at=None)
    return rows.select_related("person").order_by("at", "pk")


def newest_words(*, people: Collection[UUID]) -> dict[UUID, GuardianWord]:
    """Return what was said last of each person's guardian, by joined entries too; nobody of whom nothing was said."""
    entries = Person.objects.filter(Q(pk__in=people) | Q(joined_to__in=people)).values("pk")
    words = GuardianWord.objects.filter(person__in=entries)
    told = words.annotate(whose=Coalesce("person__joined_to_id", "person_id")).order_by("at", "pk")
    return {word.whose: word for word in told}


def newest_consent(*, person: str) -> Subquery:
    """Return, for a statement over rows with a person, what was said last of the guardian. person: the way to the person's id."""
    words = GuardianWord.objects.filter(person=OuterRef(person)).order_by("-at", "-pk")
    return Subquery(words.values("consent")[:1])


def words_of_joined(*, person: str) -> QuerySet[GuardianWord]:
    """Return, for a statement over rows with a person, what was said at entries joined to them."""
    return GuardianWord.objects.filter(person__joined_to=OuterRef(person))
