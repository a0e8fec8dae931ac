"""Cards: several people change one at once, and nothing anybody wrote is lost."""

import itertools
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linli.audit.models import AuditEvent
from linli.ids import new_id
from linli.people.commands import CardFieldUnknown, CardInFuture, NewCardChange, change_card, look_at_conflict
from linli.people.models import CardChange, Household, Person
from linli.people.queries.cards import overwritten_for, told_of
from linli.people.rules.cards import Change, merge
from linli.staff.rules import Viewer
from tests.cast import COUNTY, MORNING, MakeObservation

OPS: Final = [UUID(int=n + 1) for n in range(6)]


def at(minutes: int) -> datetime:
    return MORNING + timedelta(minutes=minutes)


def change(op: int, minutes: int, base: str, value: str, shown: str = "") -> Change:
    return Change(at(minutes), OPS[op], base, value, shown or value)


@pytest.mark.parametrize(
    ("changes", "value", "lost"),
    [
        ([change(0, 0, "", "a")], "a", {}),
        ([change(0, 0, "", "a"), change(1, 1, "a", "b")], "b", {}),  # had seen it
        ([change(0, 0, "", "a"), change(1, 1, "", "b")], "b", {0: 1}),  # had not
        ([change(0, 0, "", "a"), change(1, 1, "", "a")], "a", {}),  # wrote the same
        ([change(0, 0, "", "a"), change(1, 0, "", "b")], "b", {0: 1}),  # the same minute: by id
        (
            [change(0, 0, "", "13812345678", "*********78"), change(1, 1, "*********78", "b")],
            "b",
            {},
        ),  # masked
        ([change(0, 0, "", "a"), change(1, 1, "", "b"), change(2, 2, "a", "c")], "c", {0: 1, 1: 2}),
        ([change(0, 5, "", "a"), change(1, 1, "", "b")], "a", {1: 0}),  # arrived later, written earlier
    ],
)
def test_the_latest_stands_and_what_was_overwritten_unseen_is_named(
    changes: list[Change], value: str, lost: dict[int, int]
) -> None:
    for order in itertools.permutations(changes):
        merged = merge(changes=order)
        assert merged.last.value == value
        assert merged.lost == {OPS[one]: OPS[other] for one, other in lost.items()}


WRITTEN = st.lists(
    st.builds(change, st.integers(0, 5), st.integers(0, 3), st.sampled_from("abc"), st.sampled_from("abc")),
    min_size=1,
    unique_by=lambda one: one.op,
)


@given(changes=WRITTEN, chance=st.randoms(use_true_random=False))
def test_any_order_and_doubling_merges_the_same(changes: list[Change], chance: object) -> None:
    doubled = [*changes, *changes[::2]]
    chance.shuffle(doubled)  # type: ignore[attr-defined]  # hypothesis names no type for it
    assert merge(changes=doubled) == merge(changes=changes)


def told(card: Person | Household, minutes: int, base: str, **said: str) -> NewCardChange:
    return NewCardChange(new_id(), card, said, dict.fromkeys(said, base), at(minutes))


@pytest.fixture
def home(make_observation: MakeObservation) -> Household:
    return make_observation(address="3栋2单元501室").person.household


@pytest.mark.django_db
def test_two_notes_written_unseen_keep_the_later_and_show_the_earlier(
    home: Household, worker: Viewer, secretary: Viewer
) -> None:
    first, second = told(home, 1, "", note="有狗"), told(home, 2, "", note="钥匙在隔壁")

    assert change_card(new=second, by=worker, now=at(10)).conflicts == {}
    late = change_card(new=first, by=secretary, now=at(20))

    home.refresh_from_db()
    assert home.note == "钥匙在隔壁"
    (conflict,) = late.conflicts.values()
    assert (conflict.mine, conflict.kept, conflict.other) == ("有狗", "钥匙在隔壁", "钥匙在隔壁")
    (one,) = told_of(changes=list(overwritten_for(viewer=secretary)))
    assert (one.lost_value, one.lost_by, one.kept_value, one.whose) == (
        "有狗",
        secretary.name,
        "钥匙在隔壁",
        "3栋2单元501室",
    )

    look_at_conflict(change=one.lost, by=secretary, now=at(30))
    assert not overwritten_for(viewer=secretary).exists()


@pytest.mark.django_db
def test_different_fields_never_conflict(home: Household, worker: Viewer, secretary: Viewer) -> None:
    change_card(new=told(home, 1, "", note="有狗"), by=worker, now=at(10))
    change_card(new=told(home, 2, home.walk_order, walk_order="0003"), by=secretary, now=at(10))

    home.refresh_from_db()
    assert (home.note, home.walk_order) == ("有狗", "0003")
    assert not overwritten_for(viewer=secretary).exists()


@pytest.mark.django_db
def test_the_same_change_again_alters_nothing(home: Household, worker: Viewer) -> None:
    new = told(home, 1, "", note="有狗")
    change_card(new=new, by=worker, now=at(10))
    change_card(new=new, by=worker, now=at(20))

    assert CardChange.objects.exclude(by=None).count() == 1


@pytest.mark.django_db
def test_a_phone_is_sealed_found_by_digest_and_compared_masked(
    make_observation: MakeObservation, worker: Viewer, secretary: Viewer
) -> None:
    person = make_observation(phone="13812345678").person
    seen = NewCardChange(new_id(), person, {"phone": "139 0000 1111"}, {"phone": "*********78"}, at(1))

    assert change_card(new=seen, by=worker, now=at(2)).conflicts == {}

    assert Person.objects.get(phone_digest__gt="").phone_digest != person.phone_digest
    assert not overwritten_for(viewer=secretary).exists()
    stored = [bytes(row.value) + bytes(row.base) for row in CardChange.objects.all()]
    assert not any(b"1390000" in row or b"1381234" in row for row in stored)
    events = AuditEvent.objects.filter(county=COUNTY, action="person.changed")
    assert [event.changed for event in events] == [{"fields": ["phone"], "conflicts": []}]


@pytest.mark.django_db
def test_a_new_name_is_found_by_search(make_observation: MakeObservation, worker: Viewer) -> None:
    person = make_observation(name="王芳").person
    change_card(new=told(person, 1, "王芳", name="王 方"), by=worker, now=at(2))

    assert Person.objects.get().name == "王方"
    assert "wangfang" in Person.objects.get().search_text


@pytest.mark.django_db
@pytest.mark.parametrize(
    "said",
    [
        {"name": "王", "phone": "13900001111"},
        {"name": "王方", "phone": "12"},
        {"name": "王方", "note": "x"},
        {"name": "王" * 61},
        {"id_number": "1"},
        {},
    ],
)
def test_what_cannot_stand_on_a_card_is_refused_whole(
    make_observation: MakeObservation, worker: Viewer, said: dict[str, str]
) -> None:
    new = NewCardChange(new_id(), make_observation().person, said, {}, at(1))

    with pytest.raises(CardFieldUnknown):
        change_card(new=new, by=worker, now=at(2))
    assert not CardChange.objects.exists()


@pytest.mark.django_db
def test_a_change_of_tomorrow_is_refused(home: Household, worker: Viewer) -> None:
    with pytest.raises(CardInFuture):
        change_card(new=told(home, 60, "", note="有狗"), by=worker, now=at(2))
