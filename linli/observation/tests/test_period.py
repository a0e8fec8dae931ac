"""Which day of how many, at its edges."""

from datetime import date

import pytest

from linli.observation.rules.period import day_of_period


@pytest.mark.parametrize(
    ("day", "counts_anchor_day", "last", "number", "length", "is_over"),
    [
        (26, False, date(2020, 2, 9), 0, 14, False),
        (27, False, date(2020, 2, 9), 1, 14, False),
        (26, True, date(2020, 2, 8), 1, 14, False),
        (30, False, date(2020, 1, 30), 4, 4, False),
        (31, False, date(2020, 1, 30), 5, 4, True),
    ],
)
def test_the_day_of_a_period(
    *, day: int, counts_anchor_day: bool, last: date, number: int, length: int, is_over: bool
) -> None:
    found = day_of_period(
        anchor_on=date(2020, 1, 26),
        last_on=last,
        counts_anchor_day=counts_anchor_day,
        day=date(2020, 1, day),
    )
    assert (found.number, found.length, found.is_over) == (number, length, is_over)
