"""Duplicates decided: which people of a community are worth judging, and how sure a pair is. Nothing is joined here."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from itertools import combinations
from uuid import UUID

from linli.people.rules.same_person import Answer, Ground, Judgement, Traits, judge

Pair = tuple[UUID, UUID]


class Certainty(StrEnum):
    """How sure it is that two entries tell of one person."""

    CERTAIN = "CERTAIN"
    DOUBTFUL = "DOUBTFUL"


def certainty_of(*, judgement: Judgement) -> Certainty:
    """Return how a pair is noted; of OTHER people there is no pair."""
    return Certainty.CERTAIN if judgement.answer == Answer.SAME else Certainty.DOUBTFUL


def pairs_to_judge(
    *, entries: Iterable[tuple[UUID, Traits]], about: set[UUID], shared: Collection[str]
) -> list[Pair]:
    """Return the pairs of people worth judging, at least one of them in `about`, each once, smaller id first.

    entries: (person, traits), several for a person of joined entries. shared: phones that say nothing by themselves.
    People meet where they share an ID number, a phone, a date of birth with the name, or a household with the sound:
    never all with all.
    """
    meeting: dict[tuple[object, ...], set[UUID]] = defaultdict(set)
    for person, traits in entries:
        for key in _keys(traits, shared):
            meeting[key].add(person)
    pairs: set[Pair] = set()
    for people in meeting.values():
        for person in people & about:
            pairs.update((min(person, x), max(person, x)) for x in people if x != person)
    return sorted(pairs)


def judge_pairs(
    *, pairs: Iterable[Pair], groups: Mapping[UUID, Sequence[Traits]], shared: Collection[str]
) -> dict[Pair, Judgement]:
    """Judge pairs of people by everything told of each; OTHER people are left out.

    Who is the same as two who are not each other is nobody's certain double: those pairs are doubtful, unless an ID
    number says it.
    """
    judged = {
        pair: judge(one=groups.get(pair[0], ()), other=groups.get(pair[1], ()), shared=shared)
        for pair in pairs
    }
    same: dict[UUID, set[UUID]] = defaultdict(set)
    for (one, other), judgement in judged.items():
        if judgement.answer == Answer.SAME:
            same[one].add(other)
            same[other].add(one)
    torn = {
        person
        for person, others in same.items()
        if any(
            judge(one=groups[a], other=groups[b], shared=shared).answer != Answer.SAME
            for a, b in combinations(sorted(others), 2)
        )
    }
    return {
        pair: Judgement(Answer.DOUBTFUL, judgement.grounds)
        if torn & set(pair) and Ground.SAME_ID not in judgement.grounds
        else judgement
        for pair, judgement in judged.items()
        if judgement.answer != Answer.OTHER
    }


def _keys(traits: Traits, shared: Collection[str]) -> Iterator[tuple[object, ...]]:
    if traits.id_digest:
        yield "ID", traits.id_digest
    if traits.phone_digest and traits.phone_digest in shared:
        yield "PHONE", traits.phone_digest, traits.name
    elif traits.phone_digest:
        yield "PHONE", traits.phone_digest
    if traits.born_on:
        yield "BIRTH", traits.born_on, traits.name
    if traits.household and traits.sound:
        yield "HOME", traits.household, traits.sound
    if traits.place and traits.sound:
        yield "PLACE", traits.place, traits.sound
