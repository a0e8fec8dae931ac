"""What was given of people, and what was noted of telling them."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import CharField, Exists, F, OuterRef, QuerySet, Value
from django.db.models.functions import Cast

from linli.areas.queries import paths_of
from linli.disclosures.kinds import Given, HandedOn
from linli.disclosures.models import DisclosureWord as DisclosureWord  # pages may name the type of a row
from linli.disclosures.rules import Kind
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

    before: the other words, the newest first.
    """

    given: Given
    to: str
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
    """Return what was given of some entries with what was said of it, the newest first. Four statements at most."""
    given = given_of(sources=sources, people=people)
    words: dict[tuple[UUID, str], list[DisclosureWord]] = {}
    for word in DisclosureWord.objects.filter(person__in=people).order_by("-at", "-pk"):
        words.setdefault((word.about, word.recipient), []).append(word)
    rows = [row for those in words.values() for row in those]
    names = names_of(ids={who for row in rows for who in (row.by, row.struck_by) if who})
    places = paths_of(codes={one.recipient for one in given if one.recipient.isdigit()})
    told = []
    for one in given:
        said = [
            WordTold(row, names.get(row.by, ""), names.get(row.struck_by, "") if row.struck_by else "")
            for row in words.get((one.about, one.recipient), ())
        ]
        stands = next((word for word in said if word.word.struck_at is None), None)
        before = tuple(word for word in said if word is not stands)
        told.append(GivenTold(one, places.get(one.recipient, one.recipient), stands, before))
    return told


def untold(*, source: HandedOn, viewer: Viewer | None) -> QuerySet[Any]:
    """Rows by which data of people in the viewer's communities went, and of which nobody noted anything; to be counted.

    Those of an entry that was joined to another stand on the person's page alone.
    """
    said = DisclosureWord.objects.filter(
        about=OuterRef(source.about), recipient=OuterRef(source.recipient), struck_at=None
    )
    gone = ("identity_removed_at", "taken_back_at", "joined_to")
    kept = {f"{source.person}__{field}": None for field in gone}
    mine = in_scope(viewer=viewer, action=Action.ANSWER_REQUESTS, field=f"{source.person}__area")
    return source.rows().filter(mine, ~Exists(said), **kept)


def words_to_strike(*, people: Collection[UUID]) -> QuerySet[DisclosureWord]:
    """Words on some entries that stand."""
    return DisclosureWord.objects.filter(person__in=people, struck_at=None)
