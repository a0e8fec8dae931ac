"""Rates, changes, the order of rows and the gravest illness, at their edges."""

from decimal import Decimal

import pytest

from linli.reports.rules.reporting import Illness, gravest_illness
from linli.reports.rules.units import Order, change, in_order, rate_percent


@pytest.mark.parametrize(
    ("part", "whole", "told"),
    [
        (92, 96, "95.8"),
        (0, 96, "0.0"),
        (96, 96, "100.0"),
        (1, 3000, "0.1"),
        (2999, 3000, "99.9"),
        (3, 2, "150.0"),
        (0, 0, None),
        (None, 96, None),
        (92, None, None),
    ],
)
def test_a_rate_is_none_of_nothing_and_never_rounded_to_none_or_all(
    part: int | None, whole: int | None, told: str | None
) -> None:
    assert rate_percent(part=part, whole=whole) == (None if told is None else Decimal(told))


@pytest.mark.parametrize(
    ("now", "before", "reports", "reports_before", "by"),
    [
        (3, 1, 2, 2, 2),
        (1, 3, 2, 2, -2),
        (3, 3, 2, 2, 0),
        (3, 1, 2, 1, None),
        (None, 1, 2, 2, None),
        (3, None, 2, 2, None),
    ],
)
def test_days_compare_only_where_as_many_reported(
    now: int | None, before: int | None, reports: int, reports_before: int, by: int | None
) -> None:
    assert change(now=now, before=before, reports=reports, reports_before=reports_before) == by


@pytest.mark.parametrize(
    ("order", "told"),
    [(Order.FALLING, ["b", "a", "d", "c"]), (Order.RISING, ["a", "d", "b", "c"])],
)
def test_rows_without_a_number_come_last_either_way_and_equal_ones_stay(
    order: Order, told: list[str]
) -> None:
    values = {"a": 1, "b": 2, "c": None, "d": 1}
    assert in_order(rows=values, value=values.__getitem__, order=order) == told


@pytest.mark.parametrize(
    ("figures", "reports", "state"),
    [
        ({"alerts": 0, "suspected": 0, "confirmed": 0}, 0, Illness.NO_REPORT),
        ({"alerts": None}, 1, Illness.NO_REPORT),
        ({"alerts": 0, "suspected": 0, "confirmed": 0}, 1, Illness.NONE),
        ({"alerts": 1, "suspected": 0, "confirmed": 0}, 1, Illness.ABNORMAL),
        ({"alerts": 0, "suspected": 1, "confirmed": 0}, 1, Illness.ILL),
        ({"alerts": 3, "suspected": 0, "confirmed": 1}, 1, Illness.ILL),
    ],
)
def test_silence_is_no_health(figures: dict[str, int | None], reports: int, state: Illness) -> None:
    assert gravest_illness(figures=figures, reports=reports) is state
