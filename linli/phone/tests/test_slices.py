"""A message is taken slice by slice, each a transaction, so that nobody waits long for SQLite's one writer."""

from collections.abc import Collection, Sequence
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from linli.phone.commands import slices as taking
from linli.phone.kinds import KINDS, SINGLE, rank_of
from linli.phone.models import Receipt
from linli.phone.rules import MOST_SINGLY, slices
from linli.phone.tests.conftest import Held
from linli.phone.tests.test_sync_kinds import ARRIVAL
from tests.cast import COUNTY

A, C = rank_of(code="arrival"), rank_of(code="check")
UNKNOWN = len(KINDS)


@pytest.mark.parametrize(
    ("ranks", "single", "places"),
    [
        ([], {A}, [[]]),
        ([C] * 9, {A}, [list(range(9))]),
        ([C, A, UNKNOWN, A], {A}, [[1, 3, 0, 2]]),
        ([A] * MOST_SINGLY, {A}, [list(range(MOST_SINGLY))]),
        ([A] * (MOST_SINGLY + 1), {A}, [list(range(MOST_SINGLY)), [MOST_SINGLY]]),
        ([C, *[A] * (MOST_SINGLY + 1)], {A}, [list(range(1, MOST_SINGLY + 1)), [MOST_SINGLY + 1, 0]]),
    ],
)
def test_few_that_are_taken_singly_share_a_slice_and_kinds_keep_their_order(
    ranks: Sequence[int], single: Collection[int], places: list[list[int]]
) -> None:
    assert slices(ranks=ranks, single=single) == places


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
    assert (sum(counts), max(counts)) == (200, MOST_SINGLY)


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
