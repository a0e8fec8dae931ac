"""Journeys: a number is seen for a reason and for a minute; whoever is asked "who looked at me" prints it."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from linli.clock import day_of
from linli.staff.models import User
from linli.staff.rights import Role
from tests.cast import COMMUNITY, COUNTY, MakeObservation

pytestmark = [
    pytest.mark.once,
    pytest.mark.journey,
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("reference_rows"),
]
Enter = Callable[[User], Page]
PHONE = "13812345678"


@pytest.fixture
def person_page(make_observation: MakeObservation) -> str:
    """Register somebody with a phone; return the address of their page."""
    now = timezone.now()
    observation = make_observation(at=now, arrived_on=day_of(now) - timedelta(days=1), phone=PHONE)
    return f"/people/{observation.person_id}/"


def test_a_number_is_seen_for_a_reason_and_leaves_by_itself(
    enter: Enter, make_user: Callable[..., User], person_page: str
) -> None:
    page = enter(make_user(role=Role.DOCTOR, area=COMMUNITY))
    page.clock.install()
    page.goto(person_page)
    expect(page.locator("main")).not_to_contain_text(PHONE)
    page.get_by_label("查看完整号码的原因").select_option(label="送医转运")
    page.get_by_role("button", name="查看", exact=True).click()
    expect(page.get_by_role("link", name=PHONE)).to_have_attribute("href", f"tel:{PHONE}")
    expect(page.locator("[data-vanish-left]")).to_have_text("60")

    page.clock.run_for(20_000)
    expect(page.locator("[data-vanish-left]")).to_have_text("40")
    expect(page.get_by_role("link", name=PHONE)).to_be_visible()
    page.clock.run_for(40_000)

    page.wait_for_url(f"**{person_page}")
    expect(page.locator("main")).not_to_contain_text(PHONE)
    page.locator("#looks summary").click()
    expect(page.locator("#looks")).to_contain_text("送医转运")
    page.go_back()
    expect(page.locator("html")).not_to_contain_text(PHONE)


def test_leaving_early_hides_the_number_and_going_back_does_not_show_it(
    enter: Enter, make_user: Callable[..., User], person_page: str
) -> None:
    page = enter(make_user(role=Role.SECRETARY, area=COMMUNITY))
    page.goto(person_page)
    page.get_by_label("查看完整号码的原因").select_option(label="打电话联系")
    page.get_by_role("button", name="查看", exact=True).click()
    expect(page.get_by_role("link", name=PHONE)).to_be_visible()

    page.get_by_role("link", name="看完了，返回").click()
    page.wait_for_url(f"**{person_page}")
    page.go_back()
    expect(page.locator("html")).not_to_contain_text(PHONE)


def test_a_resident_asks_who_looked_and_gets_it_on_paper(
    enter: Enter, make_user: Callable[..., User], person_page: str
) -> None:
    doctor = make_user(role=Role.DOCTOR, area=COMMUNITY)
    page = enter(doctor)
    page.goto(person_page)
    page.get_by_label("查看完整号码的原因").select_option(label="核对更正")
    page.get_by_role("button", name="查看", exact=True).click()
    expect(page.get_by_role("link", name=PHONE)).to_be_visible()

    desk = enter(make_user(role=Role.SECRETARY, area=COMMUNITY))
    desk.goto("/people/")
    desk.locator("#find-here").fill("王芳")
    desk.keyboard.press("Enter")
    desk.get_by_role("link", name="王芳").first.click()
    desk.locator("#looks summary").click()
    desk.get_by_role("link", name="看全部，可以打印给本人").click()
    expect(desk.get_by_role("heading", level=1)).to_have_text("谁看过王芳的登记")
    table = desk.locator("main table")
    for told in (doctor.full_name, "查看完整号码", "核对更正", "在台账里查找", "打开人员页面"):
        expect(table).to_contain_text(told)
    expect(table).not_to_contain_text(PHONE)
    expect(desk.get_by_role("button", name="打印")).to_be_visible()
    desk.emulate_media(media="print")
    expect(desk.get_by_role("button", name="打印")).to_be_hidden()
    expect(table).to_be_visible()
    number = desk.locator(".page-sub").inner_text().split()[-1]

    audit = enter(make_user(role=Role.AUDITOR, area=COUNTY))
    audit.goto("/audit/")
    audit.get_by_label("档案号").fill(number)
    audit.get_by_role("button", name="查找").click()
    audit.get_by_role("link", name="如果这是一个人：看谁看过").click()
    expect(audit.locator("main table")).to_contain_text("核对更正")
    expect(audit.locator("body")).not_to_contain_text("王芳")
