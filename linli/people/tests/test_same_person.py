"""Whether two entries tell of one person: the table at its edges, and what always holds."""

from datetime import date
from itertools import permutations
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linli.people.rules.identity import id_number
from linli.people.rules.same_person import (
    PHONE_SHARED_BY_MOST,
    Answer,
    Ground,
    Judgement,
    Traits,
    judge,
    recognise,
    shared_phones,
)

BORN, NEXT_DAY = date(1990, 1, 1), date(1990, 1, 2)
HOME, ELSEWHERE = UUID(int=1), UUID(int=2)
HOTEL = "hotel"


def entry(
    *,
    name: str = "王芳",
    sound: str = "wangfang",
    id_type: str = "",
    id_digest: str = "",
    phone_digest: str = "",
    born_on: date | None = None,
    household: UUID | None = None,
    sex: str = "",
    place: str = "",
) -> Traits:
    return Traits(name, sound, id_type, id_digest, phone_digest, born_on, household, sex, place)


def phoned(
    *, name: str = "王芳", id_digest: str = "", id_type: str = "", born_on: date | None = None, sex: str = ""
) -> Traits:
    return entry(name=name, phone_digest="p", id_digest=id_digest, id_type=id_type, born_on=born_on, sex=sex)


def numbered(text: str) -> str:
    return id_number(text=text).text


CASES = [
    (
        "no number, one door",
        entry(household=HOME),
        entry(household=HOME),
        "DOUBTFUL SOUND_AND_HOUSEHOLD",
    ),
    (
        "no number, one place without a door",
        entry(place="如家酒店"),
        entry(place="如家酒店", id_digest="a"),
        "DOUBTFUL SOUND_AND_PLACE",
    ),
    (
        "numbers of both, one place without a door",
        entry(place="如家酒店", phone_digest="p"),
        entry(place="如家酒店", phone_digest="q"),
        "OTHER",
    ),
    ("no number, two places", entry(place="如家酒店"), entry(place="汉庭酒店"), "OTHER"),
    ("a name alone", entry(), entry(), "OTHER"),
    ("a name alone, one birth told", entry(born_on=BORN), entry(), "OTHER"),
    ("nothing told of either", entry(name=""), entry(name=""), "OTHER"),
    ("one number", entry(id_digest="a"), entry(id_digest="a"), "SAME SAME_ID"),
    ("one number, another name", entry(id_digest="a"), entry(id_digest="a", name="王方"), "SAME SAME_ID"),
    (
        "one number, 15 and 18 digits",
        entry(id_digest=numbered("110105491231002")),
        entry(id_digest=numbered("11010519491231002X")),
        "SAME SAME_ID",
    ),
    (
        "two numbers, all else equal",
        entry(id_digest="a", phone_digest="p", born_on=BORN, household=HOME),
        entry(id_digest="b", phone_digest="p", born_on=BORN, household=HOME),
        "OTHER",
    ),
    (
        "two numbers, one of unknown kind",
        phoned(id_digest="a", id_type="ID_CARD"),
        phoned(id_digest="b"),
        "OTHER",
    ),
    (
        "identity card and passport",
        phoned(id_digest="a", id_type="ID_CARD", born_on=BORN),
        phoned(id_digest="b", id_type="PASSPORT", born_on=BORN),
        "DOUBTFUL PHONE_AND_NAME BIRTH_AND_NAME",
    ),
    (
        "identity card and passport, nothing else",
        entry(id_digest="a", id_type="ID_CARD"),
        entry(id_digest="b", id_type="PASSPORT"),
        "OTHER",
    ),
    ("phone and name", phoned(), phoned(), "SAME PHONE_AND_NAME"),
    ("phone and name, one number told", phoned(id_digest="a"), phoned(), "SAME PHONE_AND_NAME"),
    ("phone and name, one birth told", phoned(born_on=BORN), phoned(), "SAME PHONE_AND_NAME"),
    (
        "phone and name, births differ",
        phoned(born_on=BORN),
        phoned(born_on=NEXT_DAY),
        "DOUBTFUL PHONE_AND_NAME",
    ),
    ("phone and name, sexes differ", phoned(sex="F"), phoned(sex="M"), "DOUBTFUL PHONE_AND_NAME"),
    ("phone and name, one sex told", phoned(sex="F"), phoned(), "SAME PHONE_AND_NAME"),
    (
        "one phone, another name: a child with a parent's phone",
        phoned(name="王建国", born_on=BORN),
        phoned(name="王小明", born_on=date(2015, 6, 1)),
        "DOUBTFUL PHONE_OTHER_NAME",
    ),
    ("one phone, a name told once", phoned(), phoned(name=""), "DOUBTFUL PHONE_NO_NAME"),
    ("two phones", phoned(), entry(phone_digest="q"), "OTHER"),
    (
        "a shared phone and name",
        entry(phone_digest=HOTEL, born_on=BORN),
        entry(phone_digest=HOTEL),
        "DOUBTFUL PHONE_AND_NAME",
    ),
    (
        "a shared phone, name and birth",
        entry(phone_digest=HOTEL, born_on=BORN),
        entry(phone_digest=HOTEL, born_on=BORN),
        "SAME PHONE_AND_NAME BIRTH_AND_NAME",
    ),
    (
        "a shared phone, another name",
        entry(phone_digest=HOTEL),
        entry(phone_digest=HOTEL, name="李强", sound="liqiang"),
        "OTHER",
    ),
    ("birth and name", entry(born_on=BORN), entry(born_on=BORN), "DOUBTFUL BIRTH_AND_NAME"),
    ("birth, another name", entry(born_on=BORN), entry(born_on=BORN, name="李强", sound="liqiang"), "OTHER"),
    (
        "household and sound",
        entry(household=HOME),
        entry(household=HOME, name="王方"),
        "DOUBTFUL SOUND_AND_HOUSEHOLD",
    ),
    ("two households", entry(household=HOME), entry(household=ELSEWHERE), "OTHER"),
    (
        "household, no sound",
        entry(household=HOME, sound=""),
        entry(household=HOME, sound="", name="李强"),
        "OTHER",
    ),
    (
        "household, another sound",
        entry(household=HOME),
        entry(household=HOME, name="王强", sound="wangqiang"),
        "OTHER",
    ),
]


@pytest.mark.parametrize(
    ("one", "other", "expected"), [case[1:] for case in CASES], ids=[c[0] for c in CASES]
)
def test_two_entries_are_judged_by_the_table(one: Traits, other: Traits, expected: str) -> None:
    for found in (
        judge(one=[one], other=[other], shared={HOTEL}),
        judge(one=[other], other=[one], shared={HOTEL}),
    ):
        assert " ".join([found.answer, *found.grounds]) == expected


def test_a_person_of_two_entries_is_parted_by_any_second_number_and_doubted_for_any_second_birth() -> None:
    group = [phoned(), entry(id_digest="a", born_on=BORN)]
    assert judge(one=group, other=[phoned(id_digest="b")]) == Judgement(Answer.OTHER)
    assert judge(one=group, other=[phoned()]).answer == Answer.SAME
    assert judge(one=group, other=[phoned(born_on=NEXT_DAY)]).answer == Answer.DOUBTFUL


def test_one_number_is_one_person_whatever_other_paper_there_is() -> None:
    group = [entry(id_type="ID_CARD", id_digest="a"), entry(id_type="PASSPORT", id_digest="b")]
    assert judge(one=group, other=[entry(id_digest="a")]).answer == Answer.SAME


@pytest.mark.parametrize(
    ("names", "is_shared"), [(PHONE_SHARED_BY_MOST, False), (PHONE_SHARED_BY_MOST + 1, True)]
)
def test_a_phone_is_shared_from_the_seventh_name_on(names: int, is_shared: bool) -> None:
    entries = [phoned(name=f"王{n}") for n in range(names)]
    assert shared_phones(entries=[*entries, phoned(name="王0"), entry()]) == ({"p"} if is_shared else set())


def test_who_is_told_again_further_down_is_recognised_by_everything_told_before() -> None:
    told = [phoned(), phoned(id_digest="a"), phoned(id_digest="b"), entry(id_digest="a", name="王方")]
    assert recognise(known={}, told=list(enumerate(told))) == [0, 0, 2, 0]


def test_who_would_be_the_same_as_two_people_is_neither() -> None:
    known = {"older": [phoned(born_on=BORN)], "younger": [phoned(born_on=NEXT_DAY)]}
    assert recognise(known=known, told=[("new", phoned())]) == ["new"]
    assert recognise(known=known, told=[("new", phoned(born_on=NEXT_DAY))]) == ["younger"]


def test_of_two_entries_of_one_person_the_first_answers() -> None:
    known = {"first": [phoned()], "second": [phoned(id_digest="a")]}
    assert recognise(known=known, told=[("new", phoned())]) == ["first"]
    assert recognise(known=known, told=[("new", phoned(id_digest="a"))]) == ["second"]


def test_a_thousand_guests_of_one_phone_are_compared_in_one_pass() -> None:
    told = [(n, entry(name=f"王{n % 8}", phone_digest=HOTEL)) for n in range(5000)]
    assert recognise(known={}, told=told) == list(range(5000))


TRAITS = st.builds(
    entry,
    name=st.sampled_from(["王芳", "王方", "李强", ""]),
    sound=st.sampled_from(["wangfang", "liqiang", ""]),
    id_type=st.sampled_from(["", "ID_CARD", "PASSPORT"]),
    id_digest=st.sampled_from(["", "", "a", "b", "c"]),
    phone_digest=st.sampled_from(["", "p", "q", HOTEL]),
    born_on=st.sampled_from([None, BORN, NEXT_DAY]),
    household=st.sampled_from([None, HOME, ELSEWHERE]),
    sex=st.sampled_from(["", "M", "F"]),
)
GROUP = st.lists(TRAITS, min_size=1, max_size=3)


@given(one=GROUP, other=GROUP)
def test_the_rule_is_symmetric_and_has_grounds_exactly_where_it_does_not_part(
    one: list[Traits], other: list[Traits]
) -> None:
    found = judge(one=one, other=other, shared={HOTEL})
    assert found == judge(one=other, other=one, shared={HOTEL})
    assert bool(found.grounds) is (found.answer != Answer.OTHER)
    assert list(found.grounds) == [ground for ground in Ground if ground in found.grounds]


@given(entries=st.lists(TRAITS, max_size=5))
def test_in_whatever_order_they_come_nobody_is_taken_for_somebody_else(entries: list[Traits]) -> None:
    shared = shared_phones(entries=entries)
    for told in permutations(enumerate(entries)):
        answers = recognise(known={}, told=told)
        people: dict[int, list[Traits]] = {}
        for (own, traits), answer in zip(told, answers, strict=True):
            if answer == own:
                people[own] = []
            else:  # recognised: the same as all that was told of that person until now
                assert judge(one=[traits], other=people[answer], shared=shared).answer == Answer.SAME
            people[answer].append(traits)
        told_numbers = [{t.id_digest for t in group if t.id_digest} for group in people.values()]
        for number in "abc":  # one number is one person, whatever order
            assert sum(number in numbers for numbers in told_numbers) <= 1
