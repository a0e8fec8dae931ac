"""An emergency at night in a real browser: a page that somebody left open shows it, and its banner leads there."""

from collections.abc import Callable

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from linli.channels.commands import NewChannel, add_channel, send_due
from linli.channels.rules import ChannelKind
from linli.channels.tests.robot import Robot
from linli.clock import day_of
from linli.emergencies.commands import climb
from linli.staff.models import User
from linli.staff.queries import viewer_of
from linli.staff.rights import Role
from tests.cast import CITY, COUNTY, GRID

pytestmark = [
    pytest.mark.once,
    pytest.mark.journey,
    pytest.mark.usefixtures("reference_rows"),
]
# So often a page asks, and a little more.
ASKED = 46_000


def test_while_secretary_and_township_sleep_it_reaches_the_county_and_its_robot_and_the_city(
    enter: Callable[[User], Page], make_user: Callable[..., User], robot: Robot
) -> None:
    officer = make_user(role=Role.COUNTY_OFFICER, area=COUNTY)
    by = viewer_of(user=officer, on=day_of(timezone.now()))
    group = NewChannel(ChannelKind.WECOM, "区值班群", robot.address)
    add_channel(area=COUNTY, new=group, by=by, now=timezone.now())
    county, city = enter(officer), enter(make_user(role=Role.CITY_OFFICER, area=CITY))
    for page in (county, city):
        page.clock.install()
        page.goto("/rights/")
        expect(page.get_by_role("alert")).to_have_count(0)

    worker = enter(make_user(role=Role.GRID_WORKER, area=GRID))
    worker.goto("/emergencies/new/")
    worker.get_by_label("聚集性发热").check()
    worker.get_by_label("简要情况").fill("三户发热，老王家先起")
    worker.get_by_role("button", name="上报").click()
    expect(worker.get_by_text("已上报，各级同时看到")).to_be_visible()

    climb(now=timezone.now())
    send_due(now=timezone.now())
    assert len(robot.heard) == 1
    assert "老王" not in robot.heard[0]
    for page, shown, hidden in ((county, "老王家先起", "没有这样的字"), (city, "瑶海区", "老王")):
        page.clock.run_for(ASKED)
        expect(page.get_by_role("alert")).to_contain_text("1 件紧急报告等您确认")
        page.get_by_role("link", name="去确认").click()
        expect(page.get_by_role("heading", name="聚集性发热", level=1)).to_be_visible()
        expect(page.locator("main")).to_contain_text(shown)
        expect(page.locator("main")).not_to_contain_text(hidden)
        page.get_by_role("button", name="确认收到").click()
        expect(page.get_by_text("已记下。")).to_be_visible()
        expect(page.get_by_role("alert")).to_have_count(0)
    expect(worker.get_by_role("alert")).to_have_count(0)
