"""Which people of a community make a pair, and how sure it is."""

from collections.abc import Mapping
from datetime import date
from uuid import UUID, uuid4

import pytest

from linli.people.rules.duplicates import Certainty, certainty_of, judge_pairs, pairs_to_judge
from linli.people.rules.same_person import Answer, Ground, Judgement, Traits

HOME = UUID(int=1)
A, B, C = UUID(int=11), UUID(int=12), UUID(int=13)
BORN, NEXT_DAY = date(1990, 1, 1), date(1990, 1, 2)
PHONED = Traits("王芳", "wangfang", phone_digest="p")


def test_pairs_meet_on_what_they_share_and_only_for_whom_it_is_asked() -> None:
    a, b, c, d = sorted(uuid4() for _ in range(4))
    entries = [
        (a, PHONED),
        (b, Traits("李强", "liqiang", phone_digest="p")),
        (c, Traits("王芳", "wangfang", household=HOME)),
        (d, Traits("王方", "wangfang", household=HOME)),
    ]
    assert pairs_to_judge(entries=entries, about={a, b, c, d}, shared=set()) == [(a, b), (c, d)]
    assert pairs_to_judge(entries=entries, about={d}, shared=set()) == [(c, d)]
    assert pairs_to_judge(entries=entries, about=set(), shared=set()) == []


@pytest.mark.parametrize(("shared", "meets"), [(set(), 8), ({"p"}, 1)])
def test_a_shared_phone_pairs_only_equal_names(shared: set[str], meets: int) -> None:
    entries = [(uuid4(), Traits(f"王{n}", phone_digest="p")) for n in range(8)]
    again = (uuid4(), Traits("王0", phone_digest="p"))
    pairs = pairs_to_judge(entries=[*entries, again], about={again[0]}, shared=shared)
    assert len(pairs) == meets
    assert tuple(sorted((entries[0][0], again[0]))) in pairs


def judged(groups: Mapping[UUID, list[Traits]]) -> dict[tuple[UUID, UUID], Judgement]:
    return judge_pairs(pairs=[(A, B), (A, C), (B, C)], groups=groups, shared=set())


def test_who_is_the_same_as_two_who_are_not_each_other_is_nobodys_certain_double() -> None:
    found = judged(
        {
            A: [PHONED],
            B: [Traits("王芳", phone_digest="p", born_on=BORN)],
            C: [Traits("王芳", phone_digest="p", born_on=NEXT_DAY)],
        }
    )
    assert {pair: judgement.answer for pair, judgement in found.items()} == dict.fromkeys(
        [(A, B), (A, C), (B, C)], Answer.DOUBTFUL
    )


def test_three_entries_of_one_person_are_three_certain_pairs_and_other_people_none() -> None:
    same = judged({A: [PHONED], B: [PHONED], C: [Traits("王芳", id_digest="a", phone_digest="p")]})
    assert {judgement.answer for judgement in same.values()} == {Answer.SAME}
    assert len(same) == 3
    assert judged({A: [PHONED], B: [Traits("李强", phone_digest="q")], C: []}) == {}


def test_an_id_number_is_certain_whoever_else_is_alike() -> None:
    numbered = Traits("王芳", id_digest="a", phone_digest="p")
    found = judged(
        {A: [numbered], B: [Traits("王方", id_digest="a")], C: [Traits("王芳", phone_digest="p", sex="F")]}
    )
    assert found[A, B] == Judgement(Answer.SAME, (Ground.SAME_ID,))
    assert found[A, C].answer == Answer.DOUBTFUL


@pytest.mark.parametrize(
    ("answer", "certainty"), [(Answer.SAME, Certainty.CERTAIN), (Answer.DOUBTFUL, Certainty.DOUBTFUL)]
)
def test_how_a_pair_is_noted(answer: Answer, certainty: Certainty) -> None:
    assert certainty_of(judgement=Judgement(answer, (Ground.PHONE_AND_NAME,))) == certainty
