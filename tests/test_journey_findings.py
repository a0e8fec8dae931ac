"""A finding in a real browser: answered in the community, seen above, sent back, answered again and settled."""

from collections.abc import Callable

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from linli.clock import day_of
from linli.findings.models import FindingStep, ReportFinding
from linli.staff.models import User
from linli.staff.rights import Role
from tests.cast import COMMUNITY, COUNTY, TOWNSHIP

pytestmark = [
    pytest.mark.once,
    pytest.mark.journey,
    pytest.mark.usefixtures("reference_rows"),
]


def test_a_finding_is_answered_below_seen_above_and_judged(
    enter: Callable[[User], Page], make_user: Callable[..., User]
) -> None:
    ReportFinding.objects.create(
        county=COUNTY,
        area=COMMUNITY,
        above=TOWNSHIP,
        day=day_of(timezone.now()),
        kind="LATE",
        said={"minutes": 40},
        found_at=timezone.now(),
    )
    secretary = enter(make_user(role=Role.SECRETARY, area=COMMUNITY))
    township = enter(make_user(role=Role.TOWNSHIP_OFFICER, area=TOWNSHIP))

    secretary.goto("/findings/")
    expect(secretary.get_by_text("等您答复")).to_be_visible()
    secretary.get_by_role("link", name="明光路社区").first.click()
    secretary.get_by_label("核实的情况").fill("停电，手机抄报")
    secretary.get_by_role("button", name="答复").click()
    expect(secretary.get_by_text("已答复，等上级判断。")).to_be_visible()

    township.goto("/findings/")
    expect(township.get_by_text("停电，手机抄报")).to_be_visible()
    expect(township.get_by_text("等您判断")).to_be_visible()
    township.get_by_role("link", name="明光路社区").first.click()
    township.get_by_label("说明").first.fill("几点来的电？")
    township.get_by_role("button", name="不够，退回").click()
    expect(township.get_by_text("已退回，等再答复。")).to_be_visible()

    secretary.goto("/findings/")
    secretary.get_by_role("link", name="明光路社区").first.click()
    expect(secretary.get_by_text("几点来的电？")).to_be_visible()
    secretary.get_by_label("核实的情况").fill("16:30 来电")
    secretary.get_by_role("button", name="答复").click()
    expect(secretary.get_by_text("已答复，等上级判断。")).to_be_visible()

    township.reload()
    township.get_by_role("button", name="够了，了结").click()
    expect(township.get_by_text("已了结。")).to_be_visible()
    expect(township.get_by_role("button", name="够了，了结")).to_have_count(0)
    assert [*FindingStep.objects.order_by("at").values_list("move", flat=True)] == [
        "ANSWER",
        "SEND_BACK",
        "ANSWER",
        "FIND_ENOUGH",
    ]

    secretary.goto("/findings/")
    expect(secretary.get_by_text("已了结").first).to_be_visible()
