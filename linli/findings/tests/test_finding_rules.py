"""What counts as copied, too fast, at the last minute, improbable: tables at their edges."""

from datetime import datetime, time, timedelta
from uuid import UUID

import pytest

from linli.clock import moment
from linli.findings.rules import (
    corrected_down,
    is_improbable,
    last_minutes,
    same_reading,
    too_fast,
    zero_probability,
)
from linli.reports.registers import NOT_DOWN
from tests.cast import (
    FIRST_DAY,
)

EVENING = moment(FIRST_DAY, time(20))

AT = moment(FIRST_DAY, time(8))


@pytest.mark.parametrize(
    ("tenths", "answer"),
    [
        ([365] * 19, None),
        ([365] * 20, (365, 20)),
        ([365] * 18 + [366, 367], (365, 18)),
        ([365] * 17 + [366, 367, 368], None),
        ([362, 363, 364, 365, 366] * 8, None),
        ([], None),
    ],
)
def test_one_number_from_nine_tenths_of_twenty_on(tenths: list[int], answer: tuple[int, int] | None) -> None:
    assert same_reading(tenths=tenths) == answer


def walk(doors: int, seconds: float) -> list[tuple[datetime, UUID]]:
    return [(AT + timedelta(seconds=n * seconds), UUID(int=n)) for n in range(doors)]


@pytest.mark.parametrize(
    ("doors", "answer"),
    [
        (walk(40, 4), (AT, 40)),
        (walk(39, 1), None),
        (walk(40, 4.7), None),  # 183 seconds
        (walk(40, 4.6), (AT, 40)),  # 179
        ([(AT, UUID(int=1))] * 60, None),  # one door sixty times
        (list(reversed(walk(40, 4))), (AT, 40)),
        ([], None),
    ],
)
def test_forty_doors_in_three_minutes(
    doors: list[tuple[datetime, UUID]], answer: tuple[datetime, int] | None
) -> None:
    assert too_fast(doors=doors) == answer


@pytest.mark.parametrize(
    ("minutes", "answer"),
    [
        ([5] * 20, (20, 20)),
        ([5] * 18 + [60, 90], (18, 20)),
        ([5] * 17 + [60] * 3, None),
        ([10] * 20, (20, 20)),
        ([11] * 20, None),
        ([-5] * 20, None),  # after the end: late, which is another matter
        ([5] * 19, None),
    ],
)
def test_nine_tenths_in_the_last_ten_minutes(minutes: list[int], answer: tuple[int, int] | None) -> None:
    readings = [(EVENING - timedelta(minutes=n), EVENING) for n in minutes]
    assert last_minutes(readings=readings) == answer


@pytest.mark.parametrize(
    ("exposure", "found", "peers", "improbable"),
    [
        (500, 10, 1000, True),
        (400, 10, 1000, False),
        (500, 0, 1000, False),
        (0, 9, 100, False),
        (9, 9, 0, False),
    ],
)
def test_a_zero_is_held_against_the_rate_of_the_peers(
    exposure: int, found: int, peers: int, improbable: bool
) -> None:
    probability = zero_probability(exposure=exposure, peers_found=found, peers_exposure=peers)
    assert is_improbable(probability=probability) is improbable


def test_only_what_was_told_twice_is_corrected_down() -> None:
    before = {"alerts": 3, "referrals": 2, "confirmed": None, "new": 5, "after": 9}
    after = {"alerts": 1, "referrals": 2, "confirmed": 1, "new": 6, "after": 1}
    assert corrected_down(keys=NOT_DOWN, before=before, after=after) == [("alerts", 3, 1)]
