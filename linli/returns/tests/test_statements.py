"""The page of a form's day asks each question once."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from linli.areas.rules import AreaCode
from linli.reports.tests.days import SIGNERS, BusyDay, Seal
from linli.returns.plain_sheet import plain_sheet
from linli.returns.tests.conftest import Bring
from tests.cast import COMMUNITY, FIRST_DAY, PROVINCE, TOWNSHIP

pytestmark = pytest.mark.both

SignIn = Callable[..., Client]


# Who asks; the form with its layout and what was typed in, the hours and reports; of a community's draft the figures and the
# columns left out, above it the sums, parts and reports below; what was handed in; what the menu counts.
@pytest.mark.parametrize(
    ("area", "is_sealed", "statements"),
    [
        (COMMUNITY, False, 12),
        (COMMUNITY, True, 7),
        (TOWNSHIP, False, 11),
        (TOWNSHIP, True, 11),
        (PROVINCE, False, 11),
        (PROVINCE, True, 11),
    ],
)
def test_the_page_of_a_forms_day(
    busy_day: BusyDay,
    seal: Seal,
    sign_in: SignIn,
    bring: Bring,
    area: AreaCode,
    is_sealed: bool,
    statements: int,
) -> None:
    if is_sealed:
        seal(area=area)
    form = bring(area=area)
    client = sign_in(role=SIGNERS[area.level], area=area)
    client.post(reverse("returns:hand_in", args=[form.pk, FIRST_DAY.isoformat()]))
    address = reverse("returns:day", args=[form.pk, FIRST_DAY.isoformat()])
    client.get(address)
    with CaptureQueriesContext(connection) as seen:
        assert client.get(address).status_code == 200
    assert len(seen.captured_queries) == statements


@pytest.mark.parametrize("area", [COMMUNITY, TOWNSHIP, PROVINCE])
def test_yesterday_costs_a_community_nothing_and_those_above_one_statement(
    busy_day: BusyDay, sign_in: SignIn, bring: Bring, area: AreaCode
) -> None:
    form = bring(area=area, content=plain_sheet(title="表", names=["昨日新增", "新增"]))
    address = reverse("returns:day", args=[form.pk, FIRST_DAY.isoformat()])
    client = sign_in(role=SIGNERS[area.level], area=area)
    client.get(address)
    with CaptureQueriesContext(connection) as seen:
        assert client.get(address).status_code == 200
    assert len(seen.captured_queries) == 12
