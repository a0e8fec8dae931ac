"""Reads of what was said of children's guardians."""

from collections.abc import Collection
from uuid import UUID

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from linli.people.guardian_models import GuardianWord
from linli.people.models import Person


def guardian_word_of(*, person: Person) -> GuardianWord | None:
    """Return what was said last of a visible person's guardian, by joined entries too; None where nobody said anything."""
    entries = Person.objects.filter(Q(pk=person.pk) | Q(joined_to=person.pk)).values("pk")
    return GuardianWord.objects.filter(person__in=entries).order_by("-at", "-pk").first()


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
