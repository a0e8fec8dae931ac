"""A question that a version asks is answered at the door without a network, arrives, and stands at the desk."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from linli.clock import day_of
from linli.protocols.commands import NewVersion, set_own_version
from linli.protocols.models import Protocol
from linli.protocols.questions import questions_typed, read, symptoms_typed
from linli.protocols.versions import rules_of
from linli.staff.models import User
from linli.staff.rights import Role
from tests.cast import COMMUNITY, COUNTY, MakeObservation, MakeViewer
from tests.phone_in_browser import Hold, all_sent, checks, network_back, observe, open_offline

pytestmark = [pytest.mark.once, pytest.mark.journey, pytest.mark.usefixtures("reference_rows")]
LINES = "是非 | 最近去过集市吗 | Been to a market\n数字 | 来过几个人 | Visitors"


@pytest.fixture
def asked(due_all_day: None, make_viewer: MakeViewer, make_observation: MakeObservation) -> None:
    """Observe somebody under a version of the county's own."""
    base = Protocol.objects.get(pk="P2020-01")
    own = symptoms_typed(lines="耳鸣 | Ringing ears")
    rules = rules_of(base.pk)
    new = NewVersion(
        rules=replace(
            rules,
            code=f"{COUNTY}-01",
            symptoms=(*rules.symptoms, own[0].code),
            own_symptoms=own,
            questions=questions_typed(lines=LINES),
        ),
        name="区加问",
        area=COUNTY,
        base=base,
        valid_from=day_of(timezone.now()) - timedelta(days=9),
        source="区指挥部2号通告",
    )
    set_own_version(
        new=new,
        by=make_viewer(role=Role.COUNTY_OFFICER, area=COUNTY),
        now=timezone.now() - timedelta(days=9),
    )
    observe(make_observation, "王芳", "1栋1单元101室")


def test_a_question_of_a_new_version_is_answered_offline_and_seen_at_the_desk(
    asked: None, hold: Hold, enter: Callable[[User], Page], make_user: Callable[..., User]
) -> None:
    context = hold()
    page = open_offline(context)
    page.locator(".door").click()
    member = page.locator(".member")
    member.get_by_role("button", name="36.5", exact=True).click()
    market = member.get_by_role("group", name="最近去过集市吗")
    market.get_by_role("button", name="不清楚").click()
    visitors = member.get_by_role("textbox", name="来过几个人")
    visitors.fill("三")
    member.get_by_role("button", name="症状").click()
    expect(member.get_by_role("button", name="耳鸣")).to_be_visible()
    page.get_by_role("button", name="保存 1 人").click()
    expect(page.get_by_text("请填数字")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    visitors.fill("3")
    page.get_by_role("button", name="保存 1 人").click()
    expect(page.get_by_role("heading", name="今天要走的门")).to_be_visible()
    network_back(context)
    all_sent(page)

    (check,) = checks()
    assert check.asked_under == f"{COUNTY}-01"
    assert sorted(read(check.answers).values()) == ["3", "UNKNOWN"]
    desk = enter(make_user(role=Role.SECRETARY, area=COMMUNITY))
    desk.goto(f"/observations/{check.observation_id}/check/")
    expect(desk.get_by_text("最近去过集市吗 不清楚")).to_be_visible()
    expect(desk.get_by_label("来过几个人")).to_be_visible()
