"""A lead in a real browser: handed down, found, observed, released, with the papers."""

import io
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from linli.clock import day_of
from linli.duties.models import Duty
from linli.observation.models import Observation
from linli.staff.models import User
from linli.staff.rights import Role
from tests.cast import COMMUNITY, GRID, TOWNSHIP

pytestmark = [
    pytest.mark.once,
    pytest.mark.journey,
    pytest.mark.usefixtures("reference_rows"),
]


def test_from_the_lead_to_the_release_with_its_papers(
    enter: Callable[[User], Page], make_user: Callable[..., User], tmp_path: Path
) -> None:
    today = day_of(timezone.now())
    secretary = make_user(role=Role.SECRETARY, area=COMMUNITY)
    township = enter(make_user(role=Role.TOWNSHIP_OFFICER, area=TOWNSHIP))
    _hand_down(township)

    page = enter(secretary)
    page.goto("/leads/")
    page.get_by_role("link", name="王小芳").click()
    page.get_by_role("link", name="登记新来人员").click()
    expect(page.get_by_role("textbox", name="姓名")).to_have_value("王小芳")
    expect(page.get_by_role("textbox", name="来源地")).to_have_value("武汉")
    page.get_by_label("现住址").fill("3栋1单元501室")
    for label in ("离开日期", "到达日期"):
        page.get_by_label(label).fill((today - timedelta(days=3)).isoformat())
    page.get_by_label("怎么得知").select_option("UPPER_LIST")
    page.get_by_role("button", name="登记").click()
    expect(page.get_by_text("王小芳：已登记，开始观察。")).to_be_visible()
    page.goto("/leads/?show=all")
    expect(page.get_by_text("已找到").first).to_be_visible()

    observation = Observation.objects.get(person__name="王小芳")
    _issue(page, observation, "医学观察告知书")
    _let_two_weeks_go_by(observation)
    doctor = enter(make_user(role=Role.DOCTOR, area=COMMUNITY))
    worker = enter(make_user(role=Role.GRID_WORKER, area=GRID))
    _check(page, observation)
    worker.goto("/day/")

    doctor.goto("/releases/")
    expect(doctor.get_by_role("link", name="王小芳")).to_be_visible()
    doctor.get_by_role("button", name="解除观察").click()
    expect(doctor.get_by_text("已解除观察。")).to_be_visible()

    _issue(doctor, observation, "解除医学观察告知单")
    link = doctor.get_by_role("link", name="打开").first
    answer = doctor.request.get(str(link.get_attribute("href")))
    assert answer.headers["content-type"] == "application/pdf"
    assert answer.body().startswith(b"%PDF")
    assert io.BytesIO(answer.body()).getbuffer().nbytes > 10_000


def _hand_down(page: Page) -> None:
    page.goto("/leads/new/")
    page.get_by_label("由哪个社区查找").select_option(COMMUNITY)
    page.get_by_label("名单名称").fill("1月23日 G1 次列车名单")
    page.get_by_role("textbox", name="姓名").fill("王小芳")
    page.get_by_label("联系电话").fill("13900000001")
    page.get_by_label("来源地").fill("武汉")
    page.get_by_role("button", name="登记").click()
    expect(page.get_by_text("已登记线索")).to_be_visible()


def _issue(page: Page, observation: Observation, kind: str) -> None:
    page.goto(f"/observations/{observation.pk}/papers/")
    page.get_by_role("button", name=kind).click()
    expect(page.get_by_text("-0001").first).to_be_visible()


def _let_two_weeks_go_by(observation: Observation) -> None:
    """Put the observation back, as if it had begun in time and every check had been answered."""
    past = timedelta(days=14)
    Observation.objects.filter(pk=observation.pk).update(
        opened_at=observation.opened_at - past,
        began_at=observation.opened_at - past,
        anchor_on=observation.anchor_on - past,
        last_on=observation.last_on - past,
    )
    Duty.objects.filter(county=COMMUNITY.county, subject=observation.pk).delete()


def _check(page: Page, observation: Observation) -> None:
    page.goto(f"/observations/{observation.pk}/check/")
    page.get_by_label("体温（℃）").fill("36.5")
    page.get_by_label("上门").check()
    page.get_by_role("button", name="保存").click()
    expect(page.get_by_text("王小芳：已保存。")).to_be_visible()
