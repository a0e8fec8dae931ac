"""The list of superiors' forms, days that are none, and whose a form is."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from linli.areas.rules import AreaCode
from linli.reports.tests.days import BusyDay
from linli.returns.tests.conftest import Bring
from linli.returns.tests.made import four_columns
from linli.staff.rights import Role
from tests.cast import COMMUNITY, FIRST_DAY, FOREIGN, SIBLING, TOWNSHIP

SignIn = Callable[..., Client]
DAY = FIRST_DAY.isoformat()


def test_what_two_bodies_ask_is_shown_once_with_both(bring: Bring, sign_in: SignIn) -> None:
    bring(title="甲表", asked_by="区防控办")
    bring(title="乙表", asked_by="街道办", content=four_columns())
    client = sign_in(role=Role.SECRETARY, area=COMMUNITY)
    page = client.get(reverse("returns:asked")).content.decode()
    assert "甲表" in page
    assert "乙表" in page
    assert page.index("居家观察") < page.index("疑似"), "what is asked twice stands first"


def test_the_list_shows_where_each_form_stands_today(bring: Bring, sign_in: SignIn) -> None:
    form = bring()
    client = sign_in(role=Role.SECRETARY, area=COMMUNITY)
    page = client.get(reverse("returns:index")).content.decode()
    assert "每日统计表" in page
    client.post(reverse("returns:end", args=[form.pk]))
    index = client.get(reverse("returns:index"))
    assert ([row[0] for row in index.context["rows"]], index.context["ended"]) == ([], [form])
    assert "不再填报" in client.get(reverse("returns:show", args=[form.pk])).content.decode()
    client.post(reverse("returns:reopen", args=[form.pk]))
    assert "每日统计表" in client.get(reverse("returns:index")).content.decode(), (
        "ended by mistake, it is back"
    )


def test_a_list_never_hands_a_formula_to_a_spreadsheet(
    busy_day: BusyDay, bring: Bring, sign_in: SignIn
) -> None:
    form = bring()
    client = sign_in(role=Role.SECRETARY, area=COMMUNITY)
    client.post(reverse("returns:type", args=[form.pk, DAY]), {"value_S5": "=1+1"})
    listed = client.get(reverse("returns:file", args=[form.pk, DAY, "csv"])).content.decode("utf-8-sig")
    assert "党员值班数,S5,'=1+1" in listed


@pytest.mark.parametrize("day", ["2099-01-01", "2020-13-01", "today"])
def test_a_day_that_is_none_or_has_not_come_is_answered(bring: Bring, sign_in: SignIn, day: str) -> None:
    form = bring()
    client = sign_in(role=Role.SECRETARY, area=COMMUNITY)
    for name, args in (("day", [day]), ("file", [day, "xlsx"]), ("hand_in", [day]), ("type", [day])):
        address = reverse(f"returns:{name}", args=[form.pk, *args])
        answer = client.get(address) if name in ("day", "file") else client.post(address)
        assert answer.status_code in (200, 302, 404)
    assert client.get(reverse("returns:file", args=[form.pk, DAY, "exe"])).status_code == 404
    assert (
        client.get(reverse("returns:file", args=[form.pk, DAY, "xlsx"]), {"hand_in": "7"}).status_code == 404
    )


@pytest.mark.parametrize(
    ("role", "area"),
    [
        (Role.SECRETARY, SIBLING),
        (Role.SECRETARY, FOREIGN),
        (Role.TOWNSHIP_OFFICER, TOWNSHIP),
        (Role.DOCTOR, COMMUNITY),
        (Role.ADMINISTRATOR, AreaCode("34")),
    ],
)
def test_a_form_is_its_own_areas_and_nobody_elses(
    bring: Bring, sign_in: SignIn, role: Role, area: AreaCode
) -> None:
    form = bring()
    client = sign_in(role=role, area=area)
    for name in ("show", "point"):
        assert client.get(reverse(f"returns:{name}", args=[form.pk])).status_code == 404
    assert client.get(reverse("returns:day", args=[form.pk, DAY])).status_code == 404
    assert "每日统计表" not in client.get(reverse("returns:index")).content.decode()
