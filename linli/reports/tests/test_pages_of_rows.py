"""The rows behind a figure come in pages."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from linli.reports.tests.days import BusyDay
from linli.staff.rights import Role
from tests.cast import COMMUNITY, FIRST_DAY


def test_many_rows_come_in_pages(
    busy_day: BusyDay, sign_in: Callable[..., Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("linli.reports.views.figures.ROWS_A_PAGE", 2)
    client = sign_in(role=Role.SECRETARY, area=COMMUNITY)
    address = reverse("reports:figure", args=[COMMUNITY, FIRST_DAY.isoformat(), "new"])
    first, second = client.get(address), client.get(address, {"page": 2})

    assert [len(first.context["page"]), len(second.context["page"])] == [2, 1]
    assert "第 1 页，共 2 页" in " ".join(first.content.decode().split())
