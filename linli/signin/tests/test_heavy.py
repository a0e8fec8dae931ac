"""Who asks for too much heavy work is asked to wait; nobody who works notices."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from linli.signin import heavy
from linli.signin.rules import ADDRESS_TIMES, BYTES_A_POINT, cost_of
from linli.staff.rights import Role
from tests.cast import COMMUNITY

pytestmark = pytest.mark.django_db

ALLOWED = 3
POINTS = 600  # as the settings give a session


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


def test_reading_what_was_found_is_a_page_like_any_other_and_looking_again_is_heavy(
    sign_in: Callable[..., Client], settings: Any
) -> None:
    settings.HEAVY_CALLS = heavy.HEAVY["findings:findings"]
    client = sign_in(role=Role.SECRETARY, area=COMMUNITY)
    statuses = [client.get("/findings/").status_code for _ in range(3)]
    statuses += [client.post("/findings/").status_code for _ in range(2)]
    assert statuses == [200, 200, 200, 302, 429]
    assert client.get("/findings/").status_code == 200


DOORS = 1650  # of a community whose secretary walks with all of them on the phone
DAY = cost_of(points=heavy.HEAVY["field-api:day"], length=150 + 15 * DOORS)


@pytest.mark.parametrize(
    "points",
    [
        # a clerk: a search every ten seconds, a paper every half minute, the report in three forms
        30 * heavy.HEAVY["desk:people"] + 10 * heavy.HEAVY["papers:show"] + 3 * heavy.HEAVY["reports:export"],
        # an export asked for and taken, the day and the sheets printed, a file of papers, rows of errors
        sum(heavy.HEAVY[name] for name in heavy.HEAVY if heavy.HEAVY[name] >= heavy.HEAVY["exports:ask"]),
        # a phone: a door every twenty seconds, each sent by itself and the day asked for anew
        15 * (heavy.HEAVY["field-api:sync"] + DAY),
        # and one that was without a network for a day: 800 checks, and the whole day anew
        4 * cost_of(points=heavy.HEAVY["field-api:sync"], length=70_000) + 7 * DAY,
    ],
)
def test_the_busiest_five_minutes_of_normal_work_cost_a_third_at_most(points: int, settings: Any) -> None:
    said = Path(settings.BASE_DIR, "linli", "config", "settings.py").read_text()
    assert f'"LINLI_HEAVY_CALLS", "{POINTS}"' in said
    assert points <= POINTS / 3


def test_an_address_holds_many_sessions_and_not_without_end() -> None:
    spending = heavy.Spending()
    most = {"a": ADDRESS_TIMES}
    for n in range(ADDRESS_TIMES):
        assert spending.take(costs={f"s{n}": 1, "a": 1}, most={f"s{n}": 1} | most, span=1)
    assert not spending.take(costs={"s": 1, "a": 1}, most={"s": 1} | most, span=1)
    assert spending.take(costs={"s": 1, "a": 1}, most={"s": 1} | most, span=2)
