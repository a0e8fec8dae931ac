"""At which door somebody was met who moved within the community since."""

from datetime import date, time, timedelta

import pytest

from linli.clock import moment
from linli.people.rules.corrections import MovedWithin, old_door

FIRST, SECOND = date(2020, 1, 28), date(2020, 1, 30)
NOON = moment(FIRST, time(12))
MOVES = [MovedWithin(FIRST, NOON, "1栋"), MovedWithin(SECOND, NOON + timedelta(days=2), "2栋")]


@pytest.mark.parametrize(
    ("day", "hours", "door"),
    [
        (date(2020, 1, 27), -24, "1栋"),
        (FIRST, -1, "1栋"),
        (FIRST, 0, "2栋"),
        (date(2020, 1, 29), 24, "2栋"),
        (SECOND, 47, "2栋"),
        (SECOND, 48, ""),
        (date(2020, 1, 31), 72, ""),
    ],
)
def test_each_day_is_told_at_the_door_of_then(day: date, hours: int, door: str) -> None:
    assert old_door(moves=MOVES, day=day, at=NOON + timedelta(hours=hours)) == door


def test_a_move_entered_days_later_counts_from_its_day() -> None:
    late = [MovedWithin(FIRST, NOON + timedelta(days=3), "1栋")]
    assert old_door(moves=late, day=FIRST + timedelta(days=1), at=NOON + timedelta(days=1)) == ""
