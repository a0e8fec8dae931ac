"""A message is taken slice by slice, each a transaction, so that nobody waits long for SQLite's one writer."""

import time
from collections.abc import Sequence
from functools import partial
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from linli.phone.commands import slices as taking
from linli.phone.commands.slices import Said, take_in_slices
from linli.phone.kinds import KINDS, SINGLE, rank_of
from linli.phone.models import Receipt
from linli.phone.rules import FIRST_SINGLY, HOLD_S, MOST_SINGLY, most_next, slice_of
from linli.phone.tests.conftest import Held
from linli.phone.tests.test_sync_kinds import ARRIVAL
from tests.cast import COUNTY

A, C = rank_of(code="arrival"), rank_of(code="check")
UNKNOWN = len(KINDS)


@pytest.mark.parametrize(
    ("ranks", "most", "many"),
    [
        ([], 1, 0),
        ([C] * 9, 1, 9),
        ([A, A, C, UNKNOWN], 2, 4),
        ([A, A, A, C], 2, 2),
        ([A] * 4, 4, 4),
        ([A] * 5, 1, 1),
    ],
)
def test_a_slice_holds_few_that_are_taken_singly(ranks: Sequence[int], most: int, many: int) -> None:
    assert slice_of(ranks=ranks, single={A}, most=most) == many


@pytest.mark.parametrize(
    ("singly", "took_s", "most"),
    [
        (1, 0.1, 1),
        (1, 0.05, 2),
        (1, 0.001, MOST_SINGLY),
        (4, 0.101, 3),
        (4, 9.0, 1),
        (0, 0.3, FIRST_SINGLY),
        (1, 0.0, FIRST_SINGLY),
    ],
)
def test_the_next_slice_is_as_large_as_the_last_one_allows(singly: int, took_s: float, most: int) -> None:
    assert most_next(singly=singly, took_s=took_s) == most


def test_on_a_slow_machine_each_slice_takes_one_and_on_a_quick_one_more(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(taking, "LET_OTHERS_WRITE_S", 0)
    said = [{"kind": "arrival", "id": n} for n in range(9)]
    sizes: list[int] = []

    def take(those: Said, each_s: float) -> list[dict[str, Any]]:
        sizes.append(len(those))
        time.sleep(each_s * len(those))
        return [dict(one) for one in those]

    assert take_in_slices(said=said, take=partial(take, each_s=HOLD_S * 0.7)) == said
    assert sizes == [1] * 9
    sizes.clear()
    take_in_slices(said=said, take=partial(take, each_s=0))
    assert (sizes[0], max(sizes), sum(sizes)) == (1, MOST_SINGLY, 9)


def test_checks_alone_are_taken_together() -> None:
    assert {kind.code for rank, kind in enumerate(KINDS) if rank not in SINGLE} == {"check"}


def arrivals(phone: Held, many: int, **told: Any) -> list[dict[str, Any]]:
    return [
        phone.operation("arrival", ARRIVAL | {"address": f"{n + 1}栋1单元101室"} | told) for n in range(many)
    ]


def taken_in_each(statements: CaptureQueriesContext) -> list[int]:
    """Count the messages that each transaction took singly: each has a savepoint of its own."""
    counts: list[int] = []
    depth = 0
    for one in statements:
        if one["sql"].startswith("BEGIN"):
            counts.append(0)
        elif one["sql"].startswith("SAVEPOINT"):
            counts[-1] += depth == 0
            depth += 1
        elif one["sql"].startswith("RELEASE SAVEPOINT"):
            depth -= 1
    return counts


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("reference_rows")
def test_two_hundred_refused_arrivals_hold_the_writer_a_few_at_a_time(
    phone: Held, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(taking, "LET_OTHERS_WRITE_S", 0)
    refused = arrivals(phone, 200, name="王")
    phone.ask()  # makes itself known
    with CaptureQueriesContext(connection) as statements:
        answers = phone.bring(*refused)
    assert [answer["id"] for answer in answers] == [one["id"] for one in refused]
    assert {answer["code"] for answer in answers} == {"malformed"}
    counts = taken_in_each(statements)
    assert sum(counts) == 200
    assert max(counts) <= MOST_SINGLY


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("reference_rows")
def test_what_slices_before_left_is_known_when_the_message_comes_again(
    phone: Held, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(taking, "LET_OTHERS_WRITE_S", 0)
    told = arrivals(phone, MOST_SINGLY + 1)
    phone.bring(*told[:MOST_SINGLY])
    statuses = [answer["status"] for answer in phone.bring(*told)]
    assert statuses == ["duplicate"] * MOST_SINGLY + ["ok"]
    assert Receipt.objects.filter(county=COUNTY).count() == len(told)
