"""A move to another community in a real browser: asked, refused, asked again, accepted."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from linli.clock import day_of
from linli.observation.models import Observation
from linli.staff.models import User
from linli.staff.rights import Role
from tests.cast import COMMUNITY, SIBLING, MakeObservation

pytestmark = [
    pytest.mark.once,
    pytest.mark.journey,
    pytest.mark.usefixtures("reference_rows"),
]


def test_a_move_is_refused_asked_again_and_accepted(
    enter: Callable[[User], Page], make_user: Callable[..., User], make_observation: MakeObservation
) -> None:
    now = timezone.now()
    here = make_observation(at=now, arrived_on=day_of(now) - timedelta(days=5), name="周敏")
    sender = enter(make_user(role=Role.SECRETARY, area=COMMUNITY))
    receiver = enter(make_user(role=Role.SECRETARY, area=SIBLING))

    _ask(sender, here, "8栋2单元301室")
    receiver.goto("/moves/")
    receiver.get_by_label("退回原因").fill("该住址查无此人")
    receiver.get_by_role("button", name="退回").click()
    expect(receiver.get_by_text("已退回，仍由对方社区负责。")).to_be_visible()

    sender.goto("/moves/")
    expect(sender.get_by_text("该住址查无此人")).to_be_visible()
    sender.goto("/day/")
    expect(sender.get_by_role("link", name="周敏", exact=True)).to_be_visible()

    _ask(sender, here, "8栋2单元302室")
    receiver.goto("/moves/")
    receiver.get_by_role("button", name="接收，从现在起负责").click()
    expect(receiver.get_by_text("已接收 周敏，从现在起由本社区负责。")).to_be_visible()

    sender.goto("/day/")
    expect(sender.get_by_role("link", name="周敏", exact=True)).to_have_count(0)
    receiver.goto("/day/")
    expect(receiver.get_by_text("8栋2单元302室")).to_be_visible()


def _ask(page: Page, observation: Observation, address: str) -> None:
    page.goto(f"/observations/{observation.pk}/end/")
    page.get_by_label("转往哪里").fill(SIBLING)
    page.get_by_label("那里的住址").fill(address)
    page.get_by_role("button", name="提出转出").click()
    expect(page.get_by_text("已提出转出；对方社区接收以前，仍由本社区负责。")).to_be_visible()
