"""A report in a real browser: sealed, returned, answered, returned again, corrected, received, seen by the province."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from linli.clock import day_of
from linli.reports.models import ReceivedHash, Report
from linli.reports.queries.chain import broken_in
from linli.staff.models import User
from linli.staff.rights import Role
from tests.cast import COMMUNITY, PROVINCE, TOWNSHIP, MakeObservation

pytestmark = [
    pytest.mark.once,
    pytest.mark.journey,
    pytest.mark.usefixtures("open_all_day"),
]


def returned_and_answered_in_words(secretary: Page, township: Page) -> None:
    """Return a report, answer that the figures stand, and return it once more."""
    township.goto("/reports/")
    township.get_by_role("link", name="明光路社区").first.click()
    township.get_by_role("button", name="签收").click()
    township.get_by_label("为什么退回").fill("昨晚有人返回，没有报")
    township.get_by_role("button", name="退回").click()
    expect(township.get_by_text("已退回，等下级答复或更正。")).to_be_visible()

    secretary.goto("/day/")
    expect(secretary.get_by_text("昨晚有人返回，没有报")).to_be_visible()
    secretary.get_by_role("link", name="去答复或更正").click()
    expect(secretary.get_by_text("昨晚有人返回，没有报").first).to_be_visible()
    secretary.get_by_label("答复上级（数字不变）").fill("返回的人住在邻近社区")
    secretary.get_by_role("button", name="答复").click()
    expect(secretary.get_by_text("已答复，数字不变，上级能看到。")).to_be_visible()

    township.goto("/reports/")
    expect(township.get_by_text("返回的人住在邻近社区")).to_be_visible()
    township.get_by_role("link", name="明光路社区").first.click()
    township.get_by_label("为什么退回").fill("核对过，住在明光路")
    township.get_by_role("button", name="退回").click()


def received_with_the_day(township: Page) -> None:
    """Go by the menu, which counts what waits, to the day; look at what differs; receive what is shown."""
    township.get_by_role("link", name="签收下级日报 1").first.click()
    township.get_by_role("main").get_by_role("listitem").get_by_role("link").first.click()
    expect(township.get_by_text("与第 1 版比")).to_be_visible()
    expect(township.get_by_text("新增：0 → 1").first).to_be_visible()
    # It was returned and corrected: whoever receives it ticks it.
    box = township.get_by_role("main").get_by_role("checkbox").first
    expect(box).not_to_be_checked()
    box.check()
    township.get_by_role("button", name="签收勾选的").click()
    expect(township.get_by_text("已签收 1 份。")).to_be_visible()
    township.goto("/reports/")
    expect(township.get_by_text("已签收")).to_be_visible()


def test_a_report_is_returned_corrected_and_received_again(
    enter: Callable[[User], Page], make_user: Callable[..., User], make_observation: MakeObservation
) -> None:
    secretary = enter(make_user(role=Role.SECRETARY, area=COMMUNITY))
    township = enter(make_user(role=Role.TOWNSHIP_OFFICER, area=TOWNSHIP))
    province = enter(make_user(role=Role.PROVINCE_OFFICER, area=PROVINCE))
    today = day_of(timezone.now()).isoformat()

    secretary.goto("/reports/")
    secretary.get_by_role("button", name="零报告").click()
    expect(secretary.get_by_text("已上报并封存。")).to_be_visible()

    returned_and_answered_in_words(secretary, township)

    # Of the window that was sealed, though its row came after the seal.
    at = Report.objects.get().as_of - timedelta(seconds=1)
    make_observation(at=at, arrived_on=day_of(at), name="周敏")
    secretary.goto("/reports/")
    expect(secretary.get_by_text("核对过，住在明光路")).to_be_visible()
    secretary.get_by_label("为什么更正").fill("补上昨晚返回的一人")
    secretary.get_by_role("button", name="更正并重新封存").click()
    expect(secretary.get_by_text("第 2 版", exact=True)).to_be_visible()

    township.reload()
    expect(township.get_by_text("补上昨晚返回的一人")).to_be_visible()
    expect(township.get_by_text("新增：0 → 1").first).to_be_visible()
    expect(township.get_by_text("周敏")).to_have_count(0)
    received_with_the_day(township)
    assert ReceivedHash.objects.count() == Report.objects.count() == 2
    assert list(broken_in(area=None)) == []

    province.goto("/reports/")
    for name in ("合肥市", "瑶海区", "明光路街道", "明光路社区"):
        province.get_by_role("rowheader").get_by_role("link", name=name).click()
    expect(province.get_by_text("补上昨晚返回的一人")).to_be_visible()
    province.goto(f"/reports/{PROVINCE}/{today}/?as_of=2020-01-01T08:00")
    expect(province.get_by_text("时已知的情况").first).to_be_visible()
    expect(province.get_by_text("还没有社区上报，合计没有数字。")).to_be_visible()
