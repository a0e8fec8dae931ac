"""Whole years, at the edges of a birthday."""

from datetime import date

import pytest

from linli.people.rules.ages import age_on


@pytest.mark.parametrize(
    ("born_on", "on", "age"),
    [
        (None, date(2020, 1, 27), None),
        (date(2020, 1, 27), date(2020, 1, 27), 0),
        (date(1990, 1, 28), date(2020, 1, 27), 29),
        (date(1990, 1, 27), date(2020, 1, 27), 30),
        (date(2000, 2, 29), date(2021, 2, 28), 20),
        (date(2000, 2, 29), date(2021, 3, 1), 21),
    ],
)
def test_an_age_is_in_whole_years(born_on: date | None, on: date, age: int | None) -> None:
    assert age_on(born_on, on) == age
