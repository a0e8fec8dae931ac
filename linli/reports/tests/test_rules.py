"""The report's rules at their edges."""

from datetime import datetime, timedelta

import pytest

from linli.census.rules import GROUPS, OUT_OF
from linli.reports.registers import COLUMNS
from linli.reports.rules import balance_holds, report_hash, rows_digest, window
from linli.reports.tests.days import CUT_OFF

SECOND = timedelta(seconds=1)
YESTERDAY = CUT_OFF - timedelta(days=1)
NOTHING: dict[str, int | None] = dict.fromkeys(COLUMNS, 0)


def figures(**told: int | None) -> dict[str, int | None]:
    return NOTHING | told


@pytest.mark.parametrize(
    ("told", "holds"),
    [
        ({}, True),
        ({"before": 3, "after": 3}, True),
        ({"before": 3, "after": 2}, False),
        ({"new": 1, "moved_in": 1, "after": 2}, True),
        ({"new": 1}, False),
        (dict.fromkeys(OUT_OF, 1) | {"before": 8}, True),
        (dict.fromkeys(OUT_OF, 1) | {"before": 9}, False),
        ({"epidemic_area_new": 1}, False),
        ({"elsewhere_new": 1}, False),
        ({"elsewhere_new": 1, "elsewhere_after": 1}, True),
        (dict.fromkeys(COLUMNS), True),
    ],
)
def test_both_sides_of_the_balance_are_the_same(told: dict[str, int | None], holds: bool) -> None:
    assert balance_holds(figures(**told)) is holds


@pytest.mark.parametrize("key", OUT_OF)
@pytest.mark.parametrize("prefix", ["", *(f"{group}_" for group in GROUPS)])
def test_nobody_leaves_the_balance_unseen(prefix: str, key: str) -> None:
    assert balance_holds(figures(**{f"{prefix}before": 1, f"{prefix}{key}": 1}))
    assert not balance_holds(figures(**{f"{prefix}{key}": 1}))


@pytest.mark.parametrize(
    ("yesterday_as_of", "now", "from_", "as_of"),
    [
        (None, CUT_OFF - SECOND, YESTERDAY, CUT_OFF - SECOND),
        (None, CUT_OFF, YESTERDAY, CUT_OFF),
        (None, CUT_OFF + SECOND, YESTERDAY, CUT_OFF),
        (YESTERDAY, CUT_OFF, YESTERDAY, CUT_OFF),
        (YESTERDAY - timedelta(hours=1), CUT_OFF, YESTERDAY - timedelta(hours=1), CUT_OFF),
    ],
)
def test_a_report_begins_where_the_one_before_ended(
    yesterday_as_of: datetime | None, now: datetime, from_: datetime, as_of: datetime
) -> None:
    covered = window(cut_at=CUT_OFF, day_before_cut_at=YESTERDAY, day_before_as_of=yesterday_as_of, now=now)
    assert (covered.from_, covered.as_of) == (from_, as_of)


def seal_of(**told: int | None) -> str:
    return report_hash(content={"figures": figures(**told)}, previous_hash="a")


@pytest.mark.parametrize("key", COLUMNS)
def test_the_hash_changes_with_any_figure(key: str) -> None:
    assert len({seal_of(), seal_of(**{key: 1}), seal_of(**{key: None})}) == 3


def test_the_hash_holds_on_to_the_report_before() -> None:
    content = {"figures": figures()}
    assert report_hash(content=content, previous_hash="a") != report_hash(content=content, previous_hash="b")


def test_the_hash_asks_not_for_the_order_of_columns() -> None:
    turned = dict(reversed(list(figures().items())))
    assert report_hash(content={"figures": turned}, previous_hash="a") == seal_of()


def test_the_digest_of_rows_asks_not_for_their_order_but_for_each_of_them() -> None:
    assert rows_digest(["a", "b"]) == rows_digest(["b", "a"])
    assert len({rows_digest([]), rows_digest(["a"]), rows_digest(["a", "a"]), rows_digest(["ab"])}) == 4
