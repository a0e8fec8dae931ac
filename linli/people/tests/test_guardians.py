"""Of whom a guardian must agree, at the edges."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linli.people.rules.guardians import children_born_after, is_child

DAY = date(2020, 2, 10)


@pytest.mark.parametrize(
    ("born_on", "age", "expected"),
    [
        (date(2006, 2, 11), None, True),
        (date(2006, 2, 10), None, False),  # the fourteenth birthday
        (date(2006, 2, 10), 3, False),  # the birthday is surer than what was told
        (None, 13, True),
        (None, 14, False),
        (None, None, None),
        (DAY, None, True),
    ],
)
def test_of_whom_a_guardian_must_agree(
    born_on: date | None, age: int | None, *, expected: bool | None
) -> None:
    assert is_child(born_on=born_on, age=age, on=DAY) is expected


@given(on=st.dates(date(2000, 1, 1), date(2100, 1, 1)), days=st.integers(0, 12_000))
def test_the_statement_and_the_rule_say_the_same(on: date, days: int) -> None:
    born_on = on - timedelta(days=days)
    assert (born_on > children_born_after(on=on)) is is_child(born_on=born_on, age=None, on=on)
