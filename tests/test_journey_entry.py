"""Sixty people by list entry in a real browser, without the mouse; and a quiet household in three clicks."""

from collections.abc import Callable
from datetime import timedelta
from typing import Final

import pytest
from django.utils import timezone
from playwright.sync_api import Locator, Page, expect

from linli.clock import day_of
from linli.duties.models import Duty
from linli.observation.models import Check, Observation
from linli.staff.models import User
from linli.staff.rights import Role
from tests.cast import COMMUNITY, COUNTY, GRID, MakeObservation

pytestmark = [
    pytest.mark.journey,
    pytest.mark.once,
    pytest.mark.usefixtures("open_all_day"),
]
PEOPLE: Final = 60
CLICKS_OF_A_QUIET_HOUSEHOLD: Final = 3
PHONE: Final = {"width": 360, "height": 640}


def due_now() -> None:
    """Let the checks of today be due, whatever the clock says now."""
    now = timezone.now()
    today = Duty.objects.filter(county=COUNTY, slot_on=day_of(now))
    today.update(opens_at=now - timedelta(hours=1), overdue_at=now + timedelta(hours=1))


def arrive(make_observation: MakeObservation, number: int, address: str = "") -> list[Observation]:
    now, yesterday = timezone.now(), day_of(timezone.now()) - timedelta(days=1)
    rows = [
        make_observation(at=now, arrived_on=yesterday, name=f"赵{n:02}", address=address)
        for n in range(number)
    ]
    due_now()
    return rows


def tab_to(page: Page, name: str) -> None:
    """Press Tab until something of a name has the focus."""
    for _press in range(80):
        page.keyboard.press("Tab")
        if name in (page.evaluate("document.activeElement.innerText") or ""):
            return
    raise AssertionError(name)


def focused(page: Page) -> str:
    """Return the name of the field that has the focus."""
    name: str = page.evaluate("document.activeElement.name || ''")
    return name


def test_sixty_people_without_the_mouse(
    enter: Callable[[User], Page], make_user: Callable[..., User], make_observation: MakeObservation
) -> None:
    arrive(make_observation, PEOPLE)
    page = enter(make_user(role=Role.GRID_WORKER, area=GRID))
    page.goto("/day/")
    tab_to(page, "列表登记")
    page.keyboard.press("Enter")
    page.wait_for_url("**/day/entry/**")
    expect(page.get_by_label("上门", exact=True)).to_be_focused()
    page.keyboard.press("ArrowRight")  # from the first way to the second: by telephone
    page.keyboard.press("Tab")
    for _part in range(8):  # the parts of a date and an hour
        if focused(page).endswith("-temperature"):
            break
        page.keyboard.press("Tab")
    first = focused(page)
    page.keyboard.press("Tab")  # one press from a temperature to the next
    second = focused(page)
    assert (first != second, second.endswith("-temperature")) == (True, True)
    page.keyboard.press("Shift+Tab")
    for number in range(PEOPLE):
        assert focused(page).endswith("-temperature")
        if number == 1:
            page.keyboard.press("ArrowRight")
            page.keyboard.press("ArrowDown")
            page.keyboard.press("ArrowDown")  # nobody home
        else:
            page.keyboard.type("48" if number == PEOPLE - 1 else f"36{number % 10}")
        page.keyboard.press("Enter")
    page.keyboard.press("Enter")  # the button that saves
    expect(page.get_by_role("alert")).to_contain_text("体温应在 34.0 到 42.0 ℃ 之间")
    assert not Check.objects.filter(county=COUNTY).exists()
    expect(page.locator(".field-wrong [data-column]")).to_be_focused()
    page.keyboard.press("Control+A")
    page.keyboard.type("367")
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    expect(page.get_by_text(f"已登记 {PEOPLE} 人。")).to_be_visible()
    assert page.url.endswith("/day/entry/")
    told = Check.objects.filter(county=COUNTY)
    assert told.filter(outcome="DONE", channel="PHONE").count() == PEOPLE - 1
    assert told.filter(outcome="NOBODY_HOME").count() == 1


def test_a_quiet_household_of_four_is_three_clicks(
    enter: Callable[[User], Page], make_user: Callable[..., User], make_observation: MakeObservation
) -> None:
    home = arrive(make_observation, 4, address="3栋1单元501室")
    page = enter(make_user(role=Role.SECRETARY, area=COMMUNITY))
    clicks: list[str] = []

    def click(part: Locator) -> None:
        clicks.append(str(part))
        part.click()

    page.goto("/day/")
    click(page.get_by_role("link", name="全户 4 人一起登记").first)
    click(page.get_by_label("电话"))
    click(page.get_by_role("button", name="没填的都好"))
    expect(page.get_by_text("已登记 4 人。")).to_be_visible()
    assert len(clicks) <= CLICKS_OF_A_QUIET_HOUSEHOLD

    due_now()
    page.goto("/day/entry/?show=all")
    Duty.objects.filter(county=COUNTY, slot_on=day_of(timezone.now())).update(outcome=Duty.Outcome.OPEN)
    # Or it would be asked whether the same is told a second time.
    Check.objects.filter(county=COUNTY).update(received_at=timezone.now() - timedelta(hours=2))
    page.reload()
    clicks.clear()
    click(page.get_by_label("上门", exact=True))
    click(page.get_by_label("全家都好"))
    click(page.get_by_role("button", name="保存"))
    expect(page.get_by_text("已登记 4 人。")).to_be_visible()
    assert len(clicks) <= CLICKS_OF_A_QUIET_HOUSEHOLD
    assert Check.objects.filter(county=COUNTY, observation__in=home, outcome="DONE").count() == 2 * 4


def test_the_list_fits_a_narrow_screen(
    enter: Callable[[User], Page], make_user: Callable[..., User], make_observation: MakeObservation
) -> None:
    arrive(make_observation, 3, address="填海巷社区第三居民小组仁和家园二期18栋2单元1801室")
    page = enter(make_user(role=Role.GRID_WORKER, area=GRID))
    page.set_viewport_size({"width": PHONE["width"], "height": PHONE["height"]})
    page.goto("/day/entry/?show=all")
    page.get_by_text("症状").first.click()
    wide = page.evaluate("document.documentElement.scrollWidth")
    assert wide <= PHONE["width"]


def test_anybody_is_found_from_any_page_by_one_field(
    enter: Callable[[User], Page], make_user: Callable[..., User], make_observation: MakeObservation
) -> None:
    arrive(make_observation, 2)
    page = enter(make_user(role=Role.GRID_WORKER, area=GRID))
    for width in (1280, PHONE["width"]):
        page.set_viewport_size({"width": width, "height": PHONE["height"]})
        page.goto("/alerts/")
        field = page.get_by_role("searchbox").first
        field.fill("赵01")
        field.press("Enter")
        expect(page.get_by_role("link", name="赵01", exact=True)).to_be_visible()
        assert page.evaluate("document.documentElement.scrollWidth") <= width
