"""A page asks each question once: hours, reports and names of a day are read once a request and passed on."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from linli.areas.rules import AreaCode
from linli.reports.tests.days import SIGNERS, BusyDay, Seal
from tests.cast import COMMUNITY, FIRST_DAY, PROVINCE, TOWNSHIP

SignIn = Callable[..., Client]


def asked(client: Client, area: AreaCode) -> int:
    """Return how many statements an area's page of the day takes, asked for the second time."""
    address = reverse("reports:day", args=[area, FIRST_DAY.isoformat()])
    client.get(address)
    with CaptureQueriesContext(connection) as seen:
        assert client.get(address).status_code == 200
    return len(seen.captured_queries)


# Who asks; the names on the way, hours, rest, reports of two days, notices; then of a draft the figures (five statements
# for two registers) and the columns left out, of a sealed report its signer; the emergencies of the menu.
@pytest.mark.parametrize(("is_sealed", "statements"), [(False, 14), (True, 9)])
def test_the_page_of_a_communitys_day(
    busy_day: BusyDay, sign_in: SignIn, seal: Seal, is_sealed: bool, statements: int
) -> None:
    if is_sealed:
        seal()
    assert asked(sign_in(role=SIGNERS[COMMUNITY.level], area=COMMUNITY), COMMUNITY) == statements


# As above; then the areas below, their sums, who is expected and who absent, their reports; the absent and who seals
# there; of a sealed sum its signer.
@pytest.mark.parametrize(
    ("area", "is_sealed", "statements"),
    [(TOWNSHIP, False, 15), (TOWNSHIP, True, 16), (PROVINCE, False, 13), (PROVINCE, True, 14)],
)
def test_the_page_of_a_level_above(
    busy_day: BusyDay, sign_in: SignIn, seal: Seal, area: AreaCode, is_sealed: bool, statements: int
) -> None:
    seal()
    if is_sealed:
        seal(area=area)
    assert asked(sign_in(role=SIGNERS[area.level], area=area), area) == statements
