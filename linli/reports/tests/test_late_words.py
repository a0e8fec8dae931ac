"""Lateness said beforehand is seen at once above, put right in other words, taken back; what was said stays."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from linli.areas.models import Area
from linli.audit.models import AuditEvent
from linli.reports.commands.hours import NotYours, ReasonMissing, announce_late
from linli.reports.commands.late import NothingSaid, put_right, take_back
from linli.reports.models import LateNotice
from linli.reports.queries.rollup import roll_up, roll_up_as_known
from linli.reports.queries.to_ring import units_to_ring
from linli.reports.rules.deadlines import Standing
from linli.reports.tests.days import CUT_OFF, Signer
from linli.staff.rights import Role
from linli.staff.rules import Viewer
from tests.cast import COMMUNITY, COUNTY, FIRST_DAY, SIBLING, TOWNSHIP

MINUTE = timedelta(minutes=1)
BEFORE = CUT_OFF - 60 * MINUTE
AFTER = CUT_OFF + 30 * MINUTE
SignIn = Callable[..., Client]


@pytest.fixture
def secretary_here(areas: dict[str, Area], signer: Signer) -> Viewer:
    announce_late(area=COMMUNITY, day=FIRST_DAY, reason="停电", by=signer(area=COMMUNITY), now=BEFORE)
    return signer(area=COMMUNITY)


def right(by: Viewer, reason: str, at: datetime = AFTER) -> None:
    put_right(area=COMMUNITY, day=FIRST_DAY, reason=reason, by=by, now=at)


def back(by: Viewer, reason: str = "来电了", at: datetime = AFTER) -> None:
    take_back(area=COMMUNITY, day=FIRST_DAY, reason=reason, by=by, now=at)


def seen(at: datetime, *, known: bool = False) -> tuple[Standing, str, int]:
    """Return how the community's row of the township stands at a moment, live or looked back at."""
    roll = (
        roll_up_as_known(area=TOWNSHIP, day=FIRST_DAY, at=at)
        if known
        else roll_up(area=TOWNSHIP, day=FIRST_DAY, now=at)
    )
    row = roll.below[0]
    return row.standing, row.announced, roll.received.announced


@pytest.mark.both
def test_it_is_seen_above_from_the_moment_it_is_said_and_judges_as_it_was_said_first(
    secretary_here: Viewer,
) -> None:
    assert seen(BEFORE - MINUTE, known=True) == (Standing.NOT_YET_DUE, "", 0)
    assert seen(BEFORE) == (Standing.NOT_YET_DUE, "停电", 1)
    assert seen(CUT_OFF + MINUTE) == (Standing.ANNOUNCED, "停电", 1)
    right(secretary_here, "停电，估计19点来电")
    assert seen(AFTER) == (Standing.ANNOUNCED, "停电，估计19点来电", 1)
    assert seen(AFTER - MINUTE, known=True) == (Standing.ANNOUNCED, "停电", 1)
    back(secretary_here, at=AFTER + MINUTE)
    assert seen(AFTER + MINUTE) == (Standing.MISSING, "", 0)
    assert seen(AFTER, known=True) == (Standing.ANNOUNCED, "停电，估计19点来电", 1)
    rows = LateNotice.objects.order_by("said_at").values_list("reason", "filed_at", "end_reason")
    assert list(rows) == [("停电", BEFORE, ""), ("停电，估计19点来电", BEFORE, "来电了")]
    acts = ("report.late_put_right", "report.late_taken_back")
    assert AuditEvent.objects.filter(county=COUNTY, action__in=acts).count() == 2


@pytest.mark.both
def test_where_two_said_so_only_the_one_whose_words_stand_is_counted_and_named(
    secretary_here: Viewer, signer: Signer
) -> None:
    announce_late(area=SIBLING, day=FIRST_DAY, reason="断网", by=signer(area=SIBLING), now=BEFORE)
    back(secretary_here)
    rolled = roll_up(area=TOWNSHIP, day=FIRST_DAY, now=AFTER)
    assert [row.announced for row in rolled.below] == ["", "断网"]
    assert rolled.received.announced == 1
    assert roll_up_as_known(area=TOWNSHIP, day=FIRST_DAY, at=AFTER - MINUTE).received.announced == 2
    assert [unit.reason for unit in units_to_ring(above=rolled)] == ["", "断网"]


def test_taken_back_before_the_hour_it_may_be_said_anew(secretary_here: Viewer) -> None:
    back(secretary_here, at=BEFORE + MINUTE)
    announce_late(area=COMMUNITY, day=FIRST_DAY, reason="断网", by=secretary_here, now=CUT_OFF)
    assert seen(CUT_OFF + MINUTE) == (Standing.ANNOUNCED, "断网", 1)


def test_who_may_not_and_what_is_not_there(secretary_here: Viewer, signer: Signer) -> None:
    for act in (right, back):
        with pytest.raises(NotYours):
            act(signer(area=TOWNSHIP), "x")
        with pytest.raises(ReasonMissing):
            act(secretary_here, "  ")
    right(secretary_here, "停电")  # the same words
    assert LateNotice.objects.count() == 1
    back(secretary_here)
    for act in (right, back):
        with pytest.raises(NothingSaid):
            act(secretary_here, "x")


def test_the_pages_of_both_levels_say_it(secretary_here: Viewer, sign_in: SignIn) -> None:
    def text(area: str) -> str:
        address = reverse("reports:day", args=[area, FIRST_DAY.isoformat()])
        return " ".join(client.get(address).content.decode().split())

    def post(act: str, reason: str) -> str:
        address = reverse(f"reports:{act}", args=[COMMUNITY, FIRST_DAY.isoformat()])
        return " ".join(client.post(address, {"reason": reason}, follow=True).content.decode().split())

    client = sign_in(role=Role.SECRETARY, area=COMMUNITY)
    assert "请写明为什么会迟报" in post("put_late_right", " ")
    assert "说明已改正" in post("put_late_right", "停电，估计19点来电")
    client = sign_in(role=Role.TOWNSHIP_OFFICER, area=TOWNSHIP)
    assert "已说明：停电，估计19点来电" in text(TOWNSHIP)
    assert "说明过“停电”" in text(COMMUNITY)
    assert "撤回说明" not in text(COMMUNITY)
    client = sign_in(role=Role.SECRETARY, area=COMMUNITY)
    assert "请写明为什么撤回说明" in post("take_back_late", "")
    assert "说明已撤回" in post("take_back_late", "来电了")
    assert "刚刚有人改过或撤回了" in post("take_back_late", "又")
    assert "撤回：来电了" in text(COMMUNITY)
