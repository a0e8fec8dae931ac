"""What a column holds: a day is a day and a reading a number, and what is not written so stays text."""

from datetime import date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linli.exports.kinds import HOLDS, KINDS
from linli.exports.rules.values import FIRST_DAY, Holds, value_of


@pytest.mark.parametrize(
    ("text", "holds", "value"),
    [
        ("2020-01-27", Holds.DAY, date(2020, 1, 27)),
        ("1900-03-01", Holds.DAY, date(1900, 3, 1)),
        ("1900-02-28", Holds.DAY, "1900-02-28"),  # Excel counts a 29 February 1900
        ("2020-02-30", Holds.DAY, "2020-02-30"),
        ("2020-1-27", Holds.DAY, "2020-1-27"),
        ("2020-01-27 11:00", Holds.DAY, "2020-01-27 11:00"),
        ("2020-01-27 11:00", Holds.MOMENT, datetime.fromisoformat("2020-01-27T11:00")),
        ("2020-01-27", Holds.TEXT, "2020-01-27"),  # a name is a name, whatever it looks like
        ("36.5", Holds.READING, Decimal("36.5")),
        ("37.8!", Holds.READING, "37.8!"),
        ("36.5 / 36.8", Holds.READING, "36.5 / 36.8"),
        ("36", Holds.READING, "36"),
        ("0", Holds.COUNT, 0),
        ("007", Holds.COUNT, "007"),
        ("340102199001011234", Holds.COUNT, "340102199001011234"),  # a number of 18 digits is rounded
        ("13812341234", Holds.TEXT, "13812341234"),
        ("", Holds.DAY, ""),
    ],
)
def test_a_text_as_what_its_column_holds(text: str, holds: Holds, value: object) -> None:
    assert value_of(text=text, holds=holds) == value


@given(day=st.dates(min_value=FIRST_DAY))
def test_every_day_is_a_day(day: date) -> None:
    assert value_of(text=day.isoformat(), holds=Holds.DAY) == day


@given(text=st.text(), holds=st.sampled_from(Holds))
def test_any_text_stays_what_it_is_or_can_be_told_from_its_value(text: str, holds: Holds) -> None:
    value = value_of(text=text, holds=holds)
    told = f"{value:%Y-%m-%d %H:%M}" if isinstance(value, datetime) else str(value)
    assert told == text


def test_every_column_that_holds_a_day_says_so() -> None:
    columns = {column for kind in KINDS.values() for column in kind.columns}
    assert columns >= HOLDS.keys()
    assert all(HOLDS.get(column) == Holds.DAY for column in columns if column.endswith("_ON"))
