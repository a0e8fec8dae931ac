"""A township's morning in a real browser: who is missing, their telephone, and "rung" noted once."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from linli.clock import day_of
from linli.reports.models import Ringing
from linli.staff.models import User
from linli.staff.rights import Role
from tests.cast import COMMUNITY, COUNTY, TOWNSHIP

pytestmark = [
    pytest.mark.once,
    pytest.mark.journey,
    pytest.mark.usefixtures("reference_rows"),
]


def test_a_township_rings_who_is_missing_and_notes_it(
    enter: Callable[[User], Page], make_user: Callable[..., User]
) -> None:
    secretary = make_user(role=Role.SECRETARY, area=COMMUNITY)
    User.objects.filter(pk=secretary.pk).update(phone="0551-6234 5678")
    officer = make_user(role=Role.TOWNSHIP_OFFICER, area=TOWNSHIP)
    yesterday = (day_of(timezone.now()) - timedelta(days=1)).isoformat()
    township = enter(officer)

    township.goto(f"/reports/{TOWNSHIP}/{yesterday}/")
    expect(township.get_by_role("heading", name="2 个社区未报，请联系")).to_be_visible()
    township.get_by_role("link", name="手机上逐个打电话、打印").click()
    missing = township.locator(f"#unit-{COMMUNITY}")
    expect(missing.get_by_text(secretary.full_name).first).to_be_visible()
    expect(missing.get_by_role("link", name="0551-6234 5678")).to_have_attribute("href", "tel:055162345678")
    missing.get_by_placeholder("说了什么，可不填").fill("停电，七点前报")
    missing.get_by_role("button", name="已联系").click()
    expect(township.get_by_text("已记下。")).to_be_visible()
    expect(missing.get_by_text("停电，七点前报")).to_be_visible()
    expect(missing.get_by_text(f"{officer.full_name}")).to_be_visible()
    assert township.url.endswith(f"/ring/#unit-{COMMUNITY}")

    # A colleague of the county sees the township, and that nobody there has been rung by the county.
    county = enter(make_user(role=Role.COUNTY_OFFICER, area=COUNTY))
    county.goto(f"/reports/{COUNTY}/{yesterday}/")
    expect(county.locator(f"#unit-{TOWNSHIP}").get_by_text("胜利路社区")).to_be_visible()
    expect(county.get_by_text("停电，七点前报")).to_have_count(0)

    missing.get_by_text("记错了").click()
    missing.get_by_label("为什么撤销").fill("打给了别的社区")
    missing.get_by_role("button", name="撤销").click()
    expect(township.get_by_text("已撤销。")).to_be_visible()
    expect(township.get_by_text("停电，七点前报")).to_have_count(0)
    assert Ringing.objects.get().struck_reason == "打给了别的社区"
