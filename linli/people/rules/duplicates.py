"""Duplicates decided: whether two entries tell of one person. Nothing here is joined; a pair is only judged.

Names of two or three characters say nothing alone: tens of thousands of people share the commonest ones.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final
from uuid import UUID

# A phone that more names than this give is a foreman's or a hotel's: alone it says nothing about two of them.
PHONE_SHARED_BY_MOST: Final = 6


class Certainty(StrEnum):
    """How sure it is that two entries tell of one person."""

    CERTAIN = "CERTAIN"
    DOUBTFUL = "DOUBTFUL"


class Ground(StrEnum):
    """What two entries have in common, the strongest first."""

    SAME_ID = "SAME_ID"
    PHONE_AND_NAME = "PHONE_AND_NAME"
    BIRTH_AND_NAME = "BIRTH_AND_NAME"
    SOUND_AND_HOUSEHOLD = "SOUND_AND_HOUSEHOLD"
    PHONE_OTHER_NAME = "PHONE_OTHER_NAME"


@dataclass(frozen=True)
class Traits:
    """What is compared of an entry; '' and None are unknown and match nothing.

    sound: the name in pinyin without tones. ID number and phone are digests.
    """

    name: str
    sound: str = ""
    id_type: str = ""
    id_digest: str = ""
    phone_digest: str = ""
    born_on: date | None = None
    household: UUID | None = None


@dataclass(frozen=True)
class Likeness:
    """How sure it is, and on what grounds, the strongest first."""

    certainty: Certainty
    grounds: tuple[Ground, ...]


def are_two_people(*, one: Traits, other: Traits) -> bool:
    """Say whether two entries name two different ID numbers, so two people whatever else they share.

    An identity card and a passport may belong to one person; a number of an unknown kind is taken for the other's kind.
    """
    if not (one.id_digest and other.id_digest) or one.id_digest == other.id_digest:
        return False
    are_two_papers = bool(one.id_type and other.id_type) and one.id_type != other.id_type
    return not are_two_papers


def likeness(*, one: Traits, other: Traits) -> Likeness | None:
    """Judge a pair of entries; None where they have nothing in common that counts, or are two people.

    Certain: the same ID number; the same phone and name, unless their dates of birth differ (then doubtful).
    Doubtful: date of birth and name; a name that sounds the same in one household; one phone under two names, which a
    family shares. A name alone counts nothing. Source: docs/rules.md#duplicates.
    """
    if are_two_people(one=one, other=other):
        return None
    same_name = one.name == other.name
    same_phone = bool(one.phone_digest) and one.phone_digest == other.phone_digest
    same_birth = one.born_on is not None and one.born_on == other.born_on
    same_home = one.household is not None and one.household == other.household
    found = {
        Ground.SAME_ID: bool(one.id_digest) and one.id_digest == other.id_digest,
        Ground.PHONE_AND_NAME: same_phone and same_name,
        Ground.BIRTH_AND_NAME: same_birth and same_name,
        Ground.SOUND_AND_HOUSEHOLD: same_home and bool(one.sound) and one.sound == other.sound,
        Ground.PHONE_OTHER_NAME: same_phone and not same_name,
    }
    grounds = tuple(ground for ground in Ground if found[ground])
    if not grounds:
        return None
    births_differ = None not in {one.born_on, other.born_on} and one.born_on != other.born_on
    is_certain = found[Ground.SAME_ID] or (found[Ground.PHONE_AND_NAME] and not births_differ)
    return Likeness(Certainty.CERTAIN if is_certain else Certainty.DOUBTFUL, grounds)


def likeness_of_groups(*, one: Sequence[Traits], other: Sequence[Traits]) -> Likeness | None:
    """Judge two people of one or more joined entries each: the strongest pair counts, any two ID numbers part them."""
    pairs = [(a, b) for a in one for b in other]
    if any(are_two_people(one=a, other=b) for a, b in pairs):
        return None
    alike = [found for a, b in pairs if (found := likeness(one=a, other=b))]
    if not alike:
        return None
    grounds = tuple(ground for ground in Ground if any(ground in found.grounds for found in alike))
    is_certain = any(found.certainty == Certainty.CERTAIN for found in alike)
    return Likeness(Certainty.CERTAIN if is_certain else Certainty.DOUBTFUL, grounds)


def pairs_to_judge(*, entries: Iterable[tuple[UUID, Traits]], about: set[UUID]) -> list[tuple[UUID, UUID]]:
    """Return the pairs of people worth judging, at least one of them in `about`, each once, smaller id first.

    entries: (person, traits), several for a person of joined entries. People meet where they share an ID number, a
    phone, a date of birth with the name, or a household with the sound: never all with all.
    """
    meeting: dict[tuple[object, ...], set[UUID]] = defaultdict(set)
    names: dict[str, set[str]] = defaultdict(set)
    for person, traits in entries:
        names[traits.phone_digest].add(traits.name)
        for key in _keys(traits):
            meeting[key].add(person)
    pairs: set[tuple[UUID, UUID]] = set()
    for key, people in meeting.items():
        if key[0] == "PHONE" and len(names[str(key[1])]) > PHONE_SHARED_BY_MOST:
            continue
        for person in people & about:
            pairs.update((min(person, x), max(person, x)) for x in people if x != person)
    return sorted(pairs)


def _keys(traits: Traits) -> Iterator[tuple[object, ...]]:
    if traits.id_digest:
        yield "ID", traits.id_digest
    if traits.phone_digest:
        yield "PHONE", traits.phone_digest
        yield "PHONE_AND_NAME", traits.phone_digest, traits.name
    if traits.born_on:
        yield "BIRTH", traits.born_on, traits.name
    if traits.household and traits.sound:
        yield "HOME", traits.household, traits.sound
