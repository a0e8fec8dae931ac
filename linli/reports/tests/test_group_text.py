"""The text for the work group says the report's own figures and nobody's name."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from linli.areas.models import Area
from linli.reports.group_text import group_text
from linli.reports.tests.days import BusyDay, Seal
from linli.staff.rights import Role
from tests.cast import COMMUNITY, FIRST_DAY, FOREIGN, TOWNSHIP

SignIn = Callable[..., Client]
QUIET: dict[str, int | None] = {
    **dict.fromkeys(
        ("new", "moved_in", "released", "referred", "moved_out", "lost", "struck_off", "died"), 0
    ),
    "before": 37,
    "after": 37,
    "checks_due": 74,
    "checks_done": 74,
    "households_seen": 20,
    "persons_seen": 37,
    **dict.fromkeys(("alerts", "sent_to_clinic", "suspected", "confirmed"), 0),
}


def lines(**changes: int | None) -> list[str]:
    return group_text(name="幸福社区", day=FIRST_DAY, figures={**QUIET, **changes}, received=None).split("\n")


def test_a_zero_stands_with_the_work_behind_it() -> None:
    assert lines() == [
        "【幸福社区 1月27日 疫情防控日报】",
        "在册观察 37 人，原有 37 人：无新增、无离开。",
        "应查 74 人次，已查 74 人次，查到 37 人；排查、登记 20 户。",
        "异常 0、送诊 0、疑似 0、确诊 0。",
    ]


def test_what_happened_is_named_and_what_did_not_is_left_out() -> None:
    told = lines(before=36, new=2, released=1, alerts=1, sent_to_clinic=1)
    assert told[1] == "在册观察 37 人，原有 36 人：新增 2、解除观察 1。"
    assert told[3] == "异常 1、送诊 1、疑似 0、确诊 0。"


def test_who_refused_was_met_and_stands_apart_from_an_empty_home() -> None:
    told = lines(checks_done=71, checks_nobody=2, checks_refused=1)[2]
    assert told.endswith("排查、登记 20 户。无人在家 2 人次。见到但拒绝 1 人次。")
    assert "拒绝" not in lines(checks_nobody=2, checks_refused=0)[2]


def test_without_figures_nothing_is_told_as_zero() -> None:
    received = {"expected": 2, "on_time": 0, "late": 0, "missing": 2}
    told = group_text(name="镇", day=FIRST_DAY, figures=dict.fromkeys(QUIET), received=received)
    assert told.split("\n")[1:] == ["应报社区 2 个：按时 0 个，迟报 0 个，未报 2 个。", "还没有数字。"]


def test_above_the_community_the_counts_add_up_and_the_stock_is_that_of_those_who_reported() -> None:
    received = {"expected": 4, "on_time": 1, "late": 0, "missing": 0, "not_yet_due": 3}
    told = group_text(name="镇", day=FIRST_DAY, figures={**QUIET, "before": 36, "new": 1}, received=received)
    assert told.split("\n")[1:3] == [
        "应报社区 4 个：按时 1 个，迟报 0 个，未报 0 个，未到时间 3 个。",
        "已报的 1 个社区在册观察 37 人，这些社区原有 36 人：新增 1。",
    ]
    assert "昨天" not in told


def page(client: Client, area: str) -> tuple[int, str]:
    answer = client.get(reverse("reports:text", args=[area, FIRST_DAY.isoformat()]))
    return answer.status_code, answer.content.decode()


def test_the_page_says_what_the_report_says(busy_day: BusyDay, seal: Seal, sign_in: SignIn) -> None:
    seal()
    status, text = page(sign_in(role=Role.SECRETARY, area=COMMUNITY), COMMUNITY)
    assert (status, "新增 3" in text, "异常 2" in text) == (200, True, True)
    assert busy_day.new[0].person.name not in text
    status, text = page(sign_in(role=Role.TOWNSHIP_OFFICER, area=TOWNSHIP), TOWNSHIP)
    assert (status, "应报社区 2 个" in text) == (200, True)


@pytest.mark.parametrize("area", [COMMUNITY, FOREIGN])
def test_a_draft_is_the_communitys_own(areas: dict[str, Area], sign_in: SignIn, area: str) -> None:
    assert page(sign_in(role=Role.TOWNSHIP_OFFICER, area=TOWNSHIP), area)[0] == 404
