"""What was given of people, and what was noted of telling them."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import CharField, Exists, F, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Cast

from linli.areas.queries import paths_of
from linli.disclosures.kinds import Given, HandedOn
from linli.disclosures.models import DisclosureWord as DisclosureWord  # pages may name the type of a row
from linli.disclosures.rules import Kind
from linli.people.models import Person
from linli.staff.queries import in_scope, names_of
from linli.staff.rights import Action
from linli.staff.rules import Viewer


@dataclass(frozen=True)
class WordTold:
    """A word with the names of who noted and who struck it."""

    word: DisclosureWord
    by: str
    struck_by: str


@dataclass(frozen=True)
class GivenTold:
    """One giving as a page shows it. to: the recipient by name. stands: the word that stands, or None: nobody said anything.

    what: the key of what went, in labels.WHAT.
    before: the other words, the newest first.
    """

    given: Given
    to: str
    what: str
    stands: WordTold | None
    before: tuple[WordTold, ...]


def given_of(*, sources: Sequence[HandedOn], people: Collection[UUID]) -> list[Given]:
    """Return what was given of some entries, the newest first. One statement."""
    first, *others = (_rows(source, people) for source in sources)
    rows = [
        Given(Kind(kind), about, person, recipient, at)
        for kind, about, person, recipient, at in first.union(*others, all=True)
    ]
    return sorted(rows, key=lambda given: (given.at, given.about), reverse=True)


def _rows(source: HandedOn, people: Collection[UUID]) -> QuerySet[Any, Any]:
    found = source.rows().filter(**{f"{source.person}__in": people}).order_by()
    return found.values_list(
        Value(source.kind.value, CharField()),
        F(source.about),
        F(source.person),
        Cast(source.recipient, CharField(max_length=80)),
        F(source.at),
    )


def told_given(*, sources: Sequence[HandedOn], people: Collection[UUID]) -> list[GivenTold]:
    """Return what was given of some entries with what was said of it, the newest first. Six statements at most."""
    given = given_of(sources=sources, people=people)
    words: dict[tuple[UUID, str], list[DisclosureWord]] = {}
    for word in DisclosureWord.objects.filter(person__in=people).order_by("-at", "-pk"):
        words.setdefault((word.about, word.recipient), []).append(word)
    rows = [row for those in words.values() for row in those]
    names = names_of(ids={who for row in rows for who in (row.by, row.struck_by) if who})
    places = paths_of(codes={one.recipient for one in given if one.recipient.isdigit()})
    what = _what(sources, given)
    told = []
    for one in given:
        said = [
            WordTold(row, names.get(row.by, ""), names.get(row.struck_by, "") if row.struck_by else "")
            for row in words.get((one.about, one.recipient), ())
        ]
        stands = next((word for word in said if word.word.struck_at is None), None)
        before = tuple(word for word in said if word is not stands)
        to = places.get(one.recipient, one.recipient)
        told.append(GivenTold(one, to, what.get(one.about, one.kind.value), stands, before))
    return told


def _what(sources: Sequence[HandedOn], given: Sequence[Given]) -> dict[UUID, str]:
    said: dict[UUID, str] = {}
    for source in sources:
        rows = {one.about for one in given if one.kind == source.kind}
        if source.what and rows:
            said |= source.what(rows)
    return said


def untold(*, source: HandedOn, viewer: Viewer | None) -> QuerySet[Any]:
    """Rows by which the viewer's communities gave data, and of which nobody noted anything; to be counted.

    The duty stays with who gave, wherever the person lives since; nobody tells of a giving to themselves.
    Those of an entry that was joined to another stand on the person's page alone.
    """
    said = DisclosureWord.objects.filter(
        about=OuterRef(source.about), recipient=OuterRef(source.recipient), struck_at=None
    )
    gone = ("identity_removed_at", "taken_back_at", "joined_to")
    kept = {f"{source.person}__{field}": None for field in gone}
    to_itself = Q(**{source.recipient: F(source.giver)})
    return source.rows().filter(_given_by(source, viewer), ~to_itself, ~Exists(said), **kept)


def _given_by(source: HandedOn, viewer: Viewer | None) -> Q:
    return in_scope(viewer=viewer, action=Action.ANSWER_REQUESTS, field=source.giver)


def people_in(*, given: Collection[Given]) -> dict[UUID, Person]:
    """Return the people of givings that the viewer's communities made, by entry, wherever they live since."""
    return Person.objects.in_bulk({one.person for one in given})


def person_given(
    *, sources: Sequence[HandedOn], viewer: Viewer | None, person: UUID, about: UUID
) -> Person | None:
    """Return somebody whom a community of the viewer's gave by one row, wherever they live since; else None."""
    first, *others = (
        source.rows()
        .filter(_given_by(source, viewer), **{source.person: person, source.about: about})
        .order_by()
        .values_list(F(source.person))
        for source in sources
    )
    if not first.union(*others):
        return None
    return Person.objects.filter(pk=person, identity_removed_at=None, taken_back_at=None).first()


def words_to_strike(*, people: Collection[UUID]) -> QuerySet[DisclosureWord]:
    """Words on some entries that stand."""
    return DisclosureWord.objects.filter(person__in=people, struck_at=None)
