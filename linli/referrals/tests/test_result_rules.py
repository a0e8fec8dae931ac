"""Which word may follow which, and which of words that correct each other is counted."""

from uuid import UUID

import pytest

from linli.referrals.rules import Result
from linli.referrals.rules.results import (
    MOVES,
    OPEN_RESULTS,
    ResultNotNext,
    brings_illness_home,
    check_correction,
    check_move,
    counted_of,
)

ONE, TWO, THREE = (UUID(int=n) for n in (1, 2, 3))


@pytest.mark.parametrize(
    ("from_", "to", "follows"),
    [
        ("UNDER_WATCH", "SUSPECTED", True),
        ("UNDER_WATCH", "CONFIRMED", True),
        ("UNDER_WATCH", "UNDER_WATCH", False),
        ("SUSPECTED", "CONFIRMED", True),
        ("SUSPECTED", "EXCLUDED", True),
        ("SUSPECTED", "UNDER_WATCH", False),
        ("CONFIRMED", "EXCLUDED", False),
        ("EXCLUDED", "SUSPECTED", False),
        ("OTHER_ILLNESS", "SUSPECTED", False),
    ],
)
def test_which_word_follows_which(from_: str, to: str, follows: bool) -> None:
    if follows:
        check_move(from_=from_, to=to)
    else:
        with pytest.raises(ResultNotNext):
            check_move(from_=from_, to=to)


def test_every_word_has_its_row_and_two_are_not_the_last() -> None:
    assert set(MOVES) == set(Result)
    assert {Result.UNDER_WATCH, Result.SUSPECTED} == OPEN_RESULTS


def test_a_correction_says_another_word() -> None:
    check_correction(from_="CONFIRMED", to="EXCLUDED")
    for to in ("CONFIRMED", "", "WELL"):
        with pytest.raises(ResultNotNext):
            check_correction(from_="CONFIRMED", to=to)


@pytest.mark.parametrize(
    ("words", "counted"),
    [
        ([(ONE, "SUSPECTED")], ONE),
        ([(ONE, "SUSPECTED"), (TWO, "EXCLUDED")], TWO),
        ([(ONE, "SUSPECTED"), (TWO, "EXCLUDED"), (THREE, "SUSPECTED")], ONE),
        ([(ONE, "SUSPECTED"), (TWO, "EXCLUDED"), (THREE, "CONFIRMED")], THREE),
    ],
)
def test_a_correction_counts_in_its_place_and_its_taking_back_counts_what_was(
    words: list[tuple[UUID, str]], counted: UUID
) -> None:
    assert counted_of(words=words) == counted


@pytest.mark.parametrize(
    ("state", "before", "now", "brings"),
    [
        ("RETURNED", "EXCLUDED", "CONFIRMED", True),
        ("RETURNED", "OTHER_ILLNESS", "SUSPECTED", True),
        ("RETURNED", "EXCLUDED", "OTHER_ILLNESS", False),
        ("RETURNED", "SUSPECTED", "CONFIRMED", False),
        ("ADMITTED", "OTHER_ILLNESS", "CONFIRMED", False),
    ],
)
def test_a_new_word_brings_the_illness_home_only_where_it_went_home(
    state: str, before: str, now: str, brings: bool
) -> None:
    assert brings_illness_home(state=state, before=before, now=now) is brings
