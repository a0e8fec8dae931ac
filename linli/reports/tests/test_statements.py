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

pytestmark = pytest.mark.both

SignIn = Callable[..., Client]


def asked(client: Client, area: AreaCode) -> int:
    """Return how many statements an area's page of the day takes, asked for the second time."""
    address = reverse("reports:day", args=[area, FIRST_DAY.isoformat()])
    client.get(address)
    with CaptureQueriesContext(connection) as seen:
        assert client.get(address).status_code == 200
    return len(seen.captured_queries)


# Who asks; the names on the way, hours, reports of two days and who sealed them, notices; then of a draft the figures (four
# statements for three registers) and the columns left out; the emergencies of the menu.
@pytest.mark.parametrize(("is_sealed", "statements"), [(False, 12), (True, 7)])
def test_the_page_of_a_communitys_day(
    busy_day: BusyDay, sign_in: SignIn, seal: Seal, is_sealed: bool, statements: int
) -> None:
    if is_sealed:
        seal()
    assert asked(sign_in(role=SIGNERS[COMMUNITY.level], area=COMMUNITY), COMMUNITY) == statements


# As above; then the sums of the areas below, who is expected there and who absent, their reports; the absent and who seals
# there.
@pytest.mark.parametrize(
    ("area", "is_sealed", "statements"),
    [(TOWNSHIP, False, 12), (TOWNSHIP, True, 12), (PROVINCE, False, 11), (PROVINCE, True, 11)],
)
def test_the_page_of_a_level_above(
    busy_day: BusyDay, sign_in: SignIn, seal: Seal, area: AreaCode, is_sealed: bool, statements: int
) -> None:
    seal()
    if is_sealed:
        seal(area=area)
    assert asked(sign_in(role=SIGNERS[area.level], area=area), area) == statements
