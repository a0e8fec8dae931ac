"""Whether two entries tell of one person: the one rule that registering, rosters, leads, joins and the review share.

Names of two or three characters say nothing alone: tens of thousands of people share the commonest ones.
Source: docs/rules/people.md#same-person.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import combinations, product
from typing import Final, TypeVar
from uuid import UUID

# A phone that more names than this give is a foreman's or a hotel's: alone it says nothing about two of them.
PHONE_SHARED_BY_MOST: Final = 6

Key = TypeVar("Key")


class Answer(StrEnum):
    """What is said of two entries."""

    SAME = "SAME"
    DOUBTFUL = "DOUBTFUL"
    OTHER = "OTHER"


class Ground(StrEnum):
    """What two entries have in common, the strongest first."""

    SAME_ID = "SAME_ID"
    PHONE_AND_NAME = "PHONE_AND_NAME"
    BIRTH_AND_NAME = "BIRTH_AND_NAME"
    SOUND_AND_HOUSEHOLD = "SOUND_AND_HOUSEHOLD"
    SOUND_AND_PLACE = "SOUND_AND_PLACE"
    PHONE_OTHER_NAME = "PHONE_OTHER_NAME"
    PHONE_NO_NAME = "PHONE_NO_NAME"


@dataclass(frozen=True)
class Traits:
    """What is compared of an entry; '' and None are unknown: they match nothing and contradict nothing.

    sound: the name in pinyin without tones. place: an address that names no door, as it is compared. id_digest,
    phone_digest: compared for equality only, so both sides have either digests under one key or the cleaned numbers.
    """

    name: str
    sound: str = ""
    id_type: str = ""
    id_digest: str = ""
    phone_digest: str = ""
    born_on: date | None = None
    household: UUID | None = None
    sex: str = ""
    place: str = ""


@dataclass(frozen=True)
class Judgement:
    """The answer and what it rests on, the strongest first; no grounds exactly where they are OTHER people."""

    answer: Answer
    grounds: tuple[Ground, ...] = ()


def are_two_people(*, one: Traits, other: Traits) -> bool:
    """Say whether two entries name two different ID numbers, so two people whatever else they share.

    An identity card and a passport may belong to one person; a number of an unknown kind is taken for the other's kind.
    """
    return _numbers_differ(one, other) and not _are_two_papers(one, other)


def judge(
    *, one: Sequence[Traits], other: Sequence[Traits], shared: Collection[str] = frozenset()
) -> Judgement:
    """Judge two people by everything told of each: one entry, or several that were joined. Symmetric.

    shared: phones of `shared_phones`. SAME: one ID number. Else OTHER: two ID numbers of one kind, or nothing in common
    that counts. Else SAME: phone and name, unless anything told of them contradicts it (dates of birth, sexes, papers of
    two kinds) or the phone is shared and no date of birth agrees. DOUBTFUL: all else that counts.
    """
    pairs = list(product(one, other))
    found = {ground for a, b in pairs for ground in _grounds(a, b, shared)}
    grounds = tuple(ground for ground in Ground if ground in found)
    if Ground.SAME_ID in found:
        return Judgement(Answer.SAME, grounds)
    if not found or any(are_two_people(one=a, other=b) for a, b in pairs):
        return Judgement(Answer.OTHER)
    is_told = any(_phone_and_name_tell(a, b, shared) for a, b in pairs)
    is_contradicted = any(_contradict(a, b) for a, b in pairs)
    return Judgement(Answer.SAME if is_told and not is_contradicted else Answer.DOUBTFUL, grounds)


def shared_phones(*, entries: Iterable[Traits]) -> frozenset[str]:
    """Return the phones that more names give than a family has."""
    names: dict[str, set[str]] = defaultdict(set)
    for traits in entries:
        if traits.phone_digest:
            names[traits.phone_digest].add(traits.name)
    return frozenset(phone for phone, given in names.items() if len(given) > PHONE_SHARED_BY_MOST)


def recognise(*, known: Mapping[Key, Sequence[Traits]], told: Sequence[tuple[Key, Traits]]) -> list[Key]:
    """Say of each entry told, in order, of whom it tells: somebody known, an earlier entry, or (its own key) a new person.

    known: all that is told of each person, the one who answers first where two are the same. told: with keys of their
    own. Only SAME recognises: who is DOUBTFUL is new, and so is who would be the same as two who are not each other.
    Each entry adds to what is known of its person. One pass, for people meet by number or by phone with name.
    """
    entries = [traits for group in known.values() for traits in group]
    shared = shared_phones(entries=[*entries, *(traits for _, traits in told)])
    groups: dict[Key, list[Traits]] = {}
    meeting: dict[tuple[object, ...], list[Key]] = defaultdict(list)

    def keep(person: Key, traits: Traits) -> None:
        group = groups.setdefault(person, [])
        if traits in group:
            return
        group.append(traits)
        for key in _meets_by(traits, shared):
            if person not in meeting[key]:
                meeting[key].append(person)

    for person, group in known.items():
        for traits in group:
            keep(person, traits)
    answers = []
    for own, traits in told:
        met = dict.fromkeys(person for key in _meets_by(traits, shared) for person in meeting[key])
        same = [
            person
            for person in met
            if judge(one=[traits], other=groups[person], shared=shared).answer == Answer.SAME
        ]
        person = same[0] if same and _are_one(traits, [groups[p] for p in same], shared) else own
        keep(person, traits)
        answers.append(person)
    return answers


def _are_one(traits: Traits, same: Sequence[Sequence[Traits]], shared: Collection[str]) -> bool:
    """Say whether people who are each the same as an entry are one; who holds its number comes first and decides."""
    if traits.id_digest and any(traits.id_digest == entry.id_digest for entry in same[0]):
        return True
    pairs = combinations(same, 2)
    return all(judge(one=a, other=b, shared=shared).answer == Answer.SAME for a, b in pairs)


def _meets_by(traits: Traits, shared: Collection[str]) -> Iterator[tuple[object, ...]]:
    """Yield what a person who is the SAME must have in common with an entry, the number first."""
    if traits.id_digest:
        yield "ID", traits.id_digest
    if not (traits.phone_digest and traits.name):
        return
    if traits.phone_digest not in shared:
        yield "PHONE", traits.phone_digest, traits.name
    elif traits.born_on:
        yield "PHONE", traits.phone_digest, traits.name, traits.born_on


def _numbers_differ(one: Traits, other: Traits) -> bool:
    return bool(one.id_digest and other.id_digest) and one.id_digest != other.id_digest


def _are_two_papers(one: Traits, other: Traits) -> bool:
    return bool(one.id_type and other.id_type) and one.id_type != other.id_type


def _contradict(one: Traits, other: Traits) -> bool:
    """Say whether something told of both differs, though a slip or two papers may be why."""
    births_differ = None not in {one.born_on, other.born_on} and one.born_on != other.born_on
    sexes_differ = bool(one.sex and other.sex) and one.sex != other.sex
    return births_differ or sexes_differ or _numbers_differ(one, other)


def _phone_and_name_tell(one: Traits, other: Traits, shared: Collection[str]) -> bool:
    """Say whether phone and name are enough: a shared phone tells only together with the date of birth."""
    if not (_is_same(one.phone_digest, other.phone_digest) and _is_same(one.name, other.name)):
        return False
    return one.phone_digest not in shared or _is_same(one.born_on, other.born_on)


def _grounds(one: Traits, other: Traits, shared: Collection[str]) -> Iterator[Ground]:
    same_name = _is_same(one.name, other.name)
    if _is_same(one.id_digest, other.id_digest):
        yield Ground.SAME_ID
    if _is_same(one.born_on, other.born_on) and same_name:
        yield Ground.BIRTH_AND_NAME
    if _is_same(one.household, other.household) and _is_same(one.sound, other.sound):
        yield Ground.SOUND_AND_HOUSEHOLD
    if _is_at_one_place(one, other):
        yield Ground.SOUND_AND_PLACE
    if not _is_same(one.phone_digest, other.phone_digest):
        return
    if same_name:
        yield Ground.PHONE_AND_NAME
    elif one.phone_digest not in shared:
        yield Ground.PHONE_OTHER_NAME if one.name and other.name else Ground.PHONE_NO_NAME


def _is_at_one_place(one: Traits, other: Traits) -> bool:
    """Say whether both names sound alike at one hotel or village, and no number is known of one of them.

    Many live at a place without a door, so two whose numbers are known are not asked about.
    """
    numbers = [bool(traits.id_digest or traits.phone_digest) for traits in (one, other)]
    return _is_same(one.place, other.place) and _is_same(one.sound, other.sound) and not all(numbers)


def _is_same(one: object, other: object) -> bool:
    """Say whether both are known and equal."""
    return bool(one) and one == other
