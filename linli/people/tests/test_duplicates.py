"""When two entries are one person: the table at its edges."""

from datetime import date
from uuid import UUID, uuid4

import pytest

from linli.people.rules.duplicates import (
    PHONE_SHARED_BY_MOST,
    Certainty,
    Ground,
    Likeness,
    Traits,
    likeness,
    likeness_of_groups,
    pairs_to_judge,
)

BORN = date(1990, 1, 1)
HOME, ELSEWHERE = UUID(int=1), UUID(int=2)


def entry(
    *,
    name: str = "王芳",
    sound: str = "wangfang",
    id_type: str = "",
    id_digest: str = "",
    phone_digest: str = "",
    born_on: date | None = None,
    household: UUID | None = None,
) -> Traits:
    return Traits(name, sound, id_type, id_digest, phone_digest, born_on, household)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        # the name alone, however rare, is nothing
        (entry(), entry(), None),
        (entry(born_on=BORN), entry(), None),
        (entry(household=HOME), entry(household=ELSEWHERE), None),
        # certain
        (entry(id_digest="a"), entry(id_digest="a", name="李强", sound="liqiang"), "CERTAIN SAME_ID"),
        (entry(phone_digest="p"), entry(phone_digest="p"), "CERTAIN PHONE_AND_NAME"),
        (entry(phone_digest="p", born_on=BORN), entry(phone_digest="p"), "CERTAIN PHONE_AND_NAME"),
        # the same phone and name, and another birthday: somebody must look
        (
            entry(phone_digest="p", born_on=BORN),
            entry(phone_digest="p", born_on=date(1990, 1, 2)),
            "DOUBTFUL PHONE_AND_NAME",
        ),
        # doubtful
        (entry(born_on=BORN), entry(born_on=BORN), "DOUBTFUL BIRTH_AND_NAME"),
        (
            entry(phone_digest="p"),
            entry(phone_digest="p", name="李强", sound="li"),
            "DOUBTFUL PHONE_OTHER_NAME",
        ),
        (entry(household=HOME), entry(household=HOME, name="王方"), "DOUBTFUL SOUND_AND_HOUSEHOLD"),
        # one birthday, another name; one household, another name; no phone is no shared phone
        (entry(born_on=BORN), entry(born_on=BORN, name="李强", sound="liqiang"), None),
        (entry(household=HOME), entry(household=HOME, name="王强", sound="wangqiang"), None),
        (entry(household=HOME, sound=""), entry(household=HOME, sound="", name="李强"), None),
        # two ID numbers are two people, whatever they share
        (
            entry(id_digest="a", phone_digest="p", born_on=BORN, household=HOME),
            entry(id_digest="b", phone_digest="p", born_on=BORN, household=HOME),
            None,
        ),
        (
            entry(id_digest="a", id_type="ID_CARD", phone_digest="p"),
            entry(id_digest="b", phone_digest="p"),
            None,
        ),
        # an identity card and a passport are not two people for that
        (
            entry(id_digest="a", id_type="ID_CARD", phone_digest="p"),
            entry(id_digest="b", id_type="PASSPORT", phone_digest="p"),
            "CERTAIN PHONE_AND_NAME",
        ),
    ],
)
def test_likeness_is_judged_by_the_table(one: Traits, other: Traits, expected: str | None) -> None:
    for found in (likeness(one=one, other=other), likeness(one=other, other=one)):
        assert (found and f"{found.certainty} {' '.join(found.grounds)}") == expected


def test_grounds_come_the_strongest_first() -> None:
    both = entry(born_on=BORN, household=HOME)
    assert likeness(one=both, other=both) == Likeness(
        Certainty.DOUBTFUL, (Ground.BIRTH_AND_NAME, Ground.SOUND_AND_HOUSEHOLD)
    )


def test_a_person_of_two_entries_is_parted_by_any_second_id_number() -> None:
    group = [entry(phone_digest="p"), entry(id_digest="a")]
    assert likeness_of_groups(one=group, other=[entry(phone_digest="p", id_digest="b")]) is None
    found = likeness_of_groups(one=group, other=[entry(phone_digest="p")])
    assert found is not None
    assert found.certainty == Certainty.CERTAIN


def test_pairs_meet_on_what_they_share_and_only_for_whom_it_is_asked() -> None:
    a, b, c, d = sorted(uuid4() for _ in range(4))
    entries = [
        (a, entry(phone_digest="p")),
        (b, entry(phone_digest="p", name="李强", sound="liqiang")),
        (c, entry(household=HOME)),
        (d, entry(household=HOME, name="王方")),
    ]
    assert pairs_to_judge(entries=entries, about={a, b, c, d}) == [(a, b), (c, d)]
    assert pairs_to_judge(entries=entries, about={d}) == [(c, d)]
    assert pairs_to_judge(entries=entries, about=set()) == []


@pytest.mark.parametrize(("names", "meet"), [(PHONE_SHARED_BY_MOST, True), (PHONE_SHARED_BY_MOST + 1, False)])
def test_a_phone_of_many_names_pairs_only_equal_names(names: int, meet: bool) -> None:
    entries = [(uuid4(), entry(phone_digest="p", name=f"王{n}", sound=f"w{n}")) for n in range(names)]
    again = (uuid4(), entry(phone_digest="p", name="王0", sound="w0"))
    pairs = pairs_to_judge(entries=[*entries, again], about={again[0]})
    assert (len(pairs) == names) is meet
    assert tuple(sorted((entries[0][0], again[0]))) in pairs
