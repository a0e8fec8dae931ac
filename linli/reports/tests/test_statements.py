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
# What every page of the desk asks before and after its own: session, user, posts and what their roles need to sign in;
# then for the menu the name of the post's area, today's hours and today's rest. Emergencies and the second factor are
# asked of some roles only.
HEAD_AND_TAIL = 7
OF_SOME_ROLES = ("emergencies_emergency", "mfa_authenticator")


def own(client: Client, area: AreaCode) -> int:
    """Return how many statements of an area's page of the day are its own, asked for the second time."""
    address = reverse("reports:day", args=[area, FIRST_DAY.isoformat()])
    client.get(address)
    with CaptureQueriesContext(connection) as seen:
        assert client.get(address).status_code == 200
    asked = [query["sql"] for query in seen.captured_queries]
    return len(asked) - HEAD_AND_TAIL - sum(any(table in sql for table in OF_SOME_ROLES) for sql in asked)


# The names on the way, hours, rest, reports of two days, notices; then of a draft the figures (five statements for two
# registers) and the columns left out, of a sealed report its signer.
@pytest.mark.parametrize(("is_sealed", "statements"), [(False, 11), (True, 6)])
def test_the_page_of_a_communitys_day(
    busy_day: BusyDay, sign_in: SignIn, seal: Seal, is_sealed: bool, statements: int
) -> None:
    if is_sealed:
        seal()
    assert own(sign_in(role=SIGNERS[COMMUNITY.level], area=COMMUNITY), COMMUNITY) == statements


# As above; then the areas below, their sums, who is expected and who absent, their reports; the names of the absent and
# who seals there; of a sealed sum its signer.
@pytest.mark.parametrize(("is_sealed", "statements"), [(False, 12), (True, 13)])
@pytest.mark.parametrize("area", [TOWNSHIP, PROVINCE])
def test_the_page_of_a_level_above(
    busy_day: BusyDay, sign_in: SignIn, seal: Seal, area: AreaCode, is_sealed: bool, statements: int
) -> None:
    seal()
    if is_sealed:
        seal(area=area)
    assert own(sign_in(role=SIGNERS[area.level], area=area), area) == statements
