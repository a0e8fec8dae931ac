"""A day full of mistakes in a real browser: each is put right by whoever made it, and the next report holds."""

from collections.abc import Callable
from datetime import time, timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from linli.clock import day_of, moment
from linli.observation.models import Alert, Check, Observation
from linli.observation.rules import State
from linli.referrals.models import Referral
from linli.reports.commands import seal_report
from linli.reports.models import Report
from linli.reports.queries.chain import broken_in
from linli.staff.models import User
from linli.staff.queries import viewer_of
from linli.staff.rights import Role
from tests.browsers import press_seal
from tests.cast import COMMUNITY, GRID, TOWNSHIP, MakeObservation, look_for
from tests.test_journey_entry import due_now

pytestmark = [
    pytest.mark.once,
    pytest.mark.journey,
    pytest.mark.usefixtures("open_all_day"),
]


def on_the_persons_page(page: Page, name: str) -> None:
    """Find somebody from whatever page this is."""
    field = page.get_by_role("searchbox").first
    field.fill(name)
    field.press("Enter")
    page.get_by_role("link", name=name, exact=True).first.click()
    expect(page.get_by_role("heading", name=name, level=1)).to_be_visible()


def a_wrong_temperature_costs_its_author_one_act(worker: Page) -> None:
    worker.goto("/day/")
    worker.get_by_role("link", name="登记 李强").click()
    worker.get_by_label("体温").first.fill("37.8")
    worker.get_by_label("上门", exact=True).check()
    worker.get_by_role("button", name="保存").first.click()
    expect(worker.get_by_text("预警").first).to_be_visible()
    assert Alert.objects.filter(reviewed_at=None).count() == Referral.objects.count() == 1

    on_the_persons_page(worker, "李强")
    worker.get_by_role("heading", name="逐日登记").scroll_into_view_if_needed()  # what is revealed is fetched
    worker.get_by_role("link", name="划掉或更正").first.click()
    worker.get_by_label("为什么划掉").fill("36.8 误填成 37.8")
    worker.get_by_label("正确的体温（℃）").fill("36.8")
    worker.get_by_role("button", name="划掉并重新登记").click()
    expect(worker.get_by_text("李强：已保存。")).to_be_visible()
    worker.get_by_role("heading", name="逐日登记").scroll_into_view_if_needed()
    expect(worker.get_by_text("划掉：36.8 误填成 37.8")).to_be_visible()  # the row stays, struck
    worker.goto("/day/")
    expect(worker.get_by_text("预警", exact=True)).to_have_count(0)


def the_wrong_person_struck_off_goes_on(secretary: Page) -> None:
    on_the_persons_page(secretary, "王芳")
    secretary.get_by_role("link", name="转出或结束").click()
    secretary.get_by_label("结束原因").select_option("STRUCK_OFF")
    secretary.get_by_label("说明").last.fill("重复登记")
    secretary.get_by_role("button", name="结束观察").click()
    secretary.get_by_role("button", name="确认结束").click()
    on_the_persons_page(secretary, "王芳")
    expect(secretary.get_by_text("已注销").first).to_be_visible()
    secretary.get_by_role("link", name="恢复观察").click()
    secretary.get_by_label("为什么").fill("点错了人")
    secretary.get_by_role("button", name="恢复观察").click()
    expect(secretary.get_by_text("已恢复观察").first).to_be_visible()


def another_day_of_arrival_moves_the_last_day(secretary: Page) -> None:
    on_the_persons_page(secretary, "张伟")
    secretary.get_by_role("heading", name="到达记录").scroll_into_view_if_needed()
    secretary.locator("#arrivals").get_by_role("link", name="更正").click()
    secretary.get_by_label("到达日期").fill((day_of(timezone.now()) - timedelta(days=1)).isoformat())
    secretary.get_by_label("更正原因").fill("车票是昨天的")
    secretary.get_by_role("button", name="更正到达情况").click()
    expect(secretary.get_by_text("改为").first).to_be_visible()


def somebody_lost_is_found(secretary: Page) -> None:
    on_the_persons_page(secretary, "刘洋")
    secretary.get_by_role("link", name="转出或结束").click()
    secretary.get_by_label("结束原因").select_option("LOST")
    secretary.get_by_label("说明").last.fill("两天联系不上")
    secretary.get_by_role("button", name="结束观察").click()
    secretary.get_by_role("button", name="确认结束").click()
    secretary.goto("/lost/")
    secretary.get_by_role("link", name="找到了，恢复观察").click()
    secretary.get_by_label("为什么").fill("在亲戚家找到")
    secretary.get_by_role("button", name="恢复观察").click()
    expect(secretary.get_by_text("已恢复观察").first).to_be_visible()


def yesterdays_report_comes_back_and_is_put_right(township: Page, secretary: Page) -> None:
    yesterday = day_of(timezone.now()) - timedelta(days=1)
    township.goto(f"/reports/{COMMUNITY}/{yesterday}/")
    township.get_by_label("为什么退回").fill("少报一人")
    township.get_by_role("button", name="退回").click()
    expect(township.get_by_text("已退回")).to_be_visible()
    secretary.goto("/day/")
    secretary.get_by_role("link", name="去答复或更正").click()
    secretary.get_by_label("为什么更正").fill("补上周敏")
    secretary.get_by_role("button", name="更正并重新封存").click()
    expect(secretary.get_by_text("第 2 版").first).to_be_visible()


def test_a_wrong_day_to_its_end(
    enter: Callable[[User], Page], make_user: Callable[..., User], make_observation: MakeObservation
) -> None:
    now = timezone.now()
    yesterday = day_of(now) - timedelta(days=1)
    # Not in the first hours of yesterday, or those who came an hour earlier were there the day before.
    before = max(now - timedelta(days=1), moment(yesterday, time(2)))
    seen = [
        make_observation(at=before - timedelta(hours=1), arrived_on=yesterday - timedelta(days=1), name=name)
        for name in ("王芳", "李强", "张伟", "刘洋")
    ]
    signer = make_user(role=Role.SECRETARY, area=COMMUNITY)
    by = viewer_of(user=signer, on=day_of(now))
    sealed = seal_report(area=COMMUNITY, day=yesterday, by=by, now=before)
    # Of the day that was sealed, though told after the seal.
    make_observation(at=sealed.as_of - timedelta(minutes=1), arrived_on=yesterday, name="周敏")
    look_for(observation=seen[3], by=by, until=now)
    due_now()

    a_wrong_temperature_costs_its_author_one_act(enter(make_user(role=Role.GRID_WORKER, area=GRID)))
    secretary = enter(signer)
    the_wrong_person_struck_off_goes_on(secretary)
    another_day_of_arrival_moves_the_last_day(secretary)
    somebody_lost_is_found(secretary)
    yesterdays_report_comes_back_and_is_put_right(
        enter(make_user(role=Role.TOWNSHIP_OFFICER, area=TOWNSHIP)), secretary
    )
    secretary.goto("/reports/")
    press_seal(secretary)

    first, second, today = Report.objects.order_by("day", "version")
    assert (second.day, second.as_of, second.from_at) == (first.day, first.as_of, first.from_at)
    assert today.from_at == second.as_of
    assert (first.figures["new"], second.figures["new"]) == (4, 5)
    assert today.figures["before"] == second.figures["after"] == 5
    # Two ended and went on within the window: neither an end nor anybody new, and everybody is observed.
    assert (today.figures["new"], today.figures["struck_off"], today.figures["lost"]) == (0, 0, 0)
    assert today.figures["after"] == Observation.objects.filter(state=State.OBSERVING).count() == 5
    # What was checked falls due after the seal, and counts tomorrow with its person.
    assert (today.figures["checks_done"], today.figures["persons_seen"]) == (0, 0)
    assert not Alert.objects.filter(reviewed_at=None).exists()
    assert Check.objects.filter(county=seen[0].county).count() == 2  # the struck one stays, struck
    assert list(broken_in(area=None)) == []
