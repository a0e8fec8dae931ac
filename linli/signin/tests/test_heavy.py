"""Who asks for too much heavy work is asked to wait; nobody who works notices."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from linli.signin import heavy
from linli.signin.rules import ADDRESS_TIMES, BYTES_A_POINT, cost_of
from linli.staff.rights import Role
from tests.cast import COMMUNITY

pytestmark = pytest.mark.django_db

ALLOWED = 3


@pytest.fixture(autouse=True)
def few(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Allow a few and forget what other tests asked for."""
    settings.HEAVY_CALLS = ALLOWED
    monkeypatch.setattr(heavy, "SPENDING", heavy.Spending())


@pytest.mark.parametrize(
    ("points", "length", "cost"),
    [(1, 0, 1), (1, BYTES_A_POINT - 1, 1), (1, BYTES_A_POINT, 2), (10, 3 * BYTES_A_POINT, 13)],
)
def test_what_is_sent_costs_by_its_size(points: int, length: int, cost: int) -> None:
    assert cost_of(points=points, length=length) == cost


def test_a_session_that_searches_too_much_waits_and_may_do_all_else(sign_in: Callable[..., Client]) -> None:
    client = sign_in(role=Role.SECRETARY, area=COMMUNITY)
    for _ in range(ALLOWED):
        assert client.get("/people/?q=wang").status_code == 200
    refused = client.get("/people/?q=wang")
    assert refused.status_code == 429
    assert 0 < int(refused["Retry-After"]) <= 300
    assert "一下子要的太多了" in refused.content.decode()
    assert client.get("/day/").status_code == 200
    message = {
        "device": "01890000-0000-7000-8000-000000000001",
        "sent_at": "2020-01-27T08:00:00Z",
        "ops": [{}],
    }
    answer = client.post("/api/v1/sync", message, content_type="application/json")
    assert (answer.status_code, answer.json()["code"]) == (429, "too_much")
    assert answer["Retry-After"]


def test_an_address_holds_many_sessions_and_not_without_end() -> None:
    spending = heavy.Spending()
    most = {"a": ADDRESS_TIMES}
    for n in range(ADDRESS_TIMES):
        assert spending.take(costs={f"s{n}": 1, "a": 1}, most={f"s{n}": 1} | most, span=1)
    assert not spending.take(costs={"s": 1, "a": 1}, most={"s": 1} | most, span=1)
    assert spending.take(costs={"s": 1, "a": 1}, most={"s": 1} | most, span=2)
