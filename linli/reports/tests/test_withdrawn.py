"""A day that nobody owed makes nobody late or missing; a report is withdrawn until the level above has it, and is kept."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from linli.areas.models import Area
from linli.clock import start_of
from linli.reports.commands import (
    ReceivedAlready,
    SealedSince,
    correct_report,
    receive_report,
    return_report,
)
from linli.reports.commands.withdrawing import withdraw_report
from linli.reports.models import Participation, Report, ReportSum
from linli.reports.queries.area_day import area_day
from linli.reports.queries.chain import broken_in
from linli.reports.queries.rollup import roll_up, roll_up_as_known
from linli.reports.queries.shown import shown_of
from linli.reports.rules.deadlines import Standing
from linli.reports.rules.receipt import Withdrawal, withdrawal
from linli.reports.tests.days import CUT_OFF, Seal, Signer
from linli.staff.rights import Role
from tests.cast import COMMUNITY, FIRST_DAY, TOWNSHIP

HOUR = timedelta(hours=1)
NEXT = FIRST_DAY + timedelta(days=1)
NEXT_MORNING = start_of(NEXT) + 8 * HOUR
pytestmark = pytest.mark.usefixtures("areas")


@pytest.fixture
def not_before(areas: dict[str, Area], signer: Signer) -> None:
    """Let the community take part from the day after FIRST_DAY on."""
    signer(area=COMMUNITY)
    Participation.objects.all().delete()
    Participation.objects.create(
        county=COMMUNITY.county,
        area=COMMUNITY,
        from_on=NEXT,
        reason="试点",
        set_at=start_of(FIRST_DAY),
        set_by=signer(area=TOWNSHIP).user_id,
    )


def township_at(now: datetime) -> Standing:
    return shown_of(of=area_day(area=TOWNSHIP, day=FIRST_DAY), now=now).standing


@pytest.mark.both
@pytest.mark.usefixtures("not_before")
def test_sealed_for_a_day_that_nobody_owed_it_is_late_for_nobody(seal: Seal) -> None:
    assert township_at(NEXT_MORNING) is Standing.NOT_IN_USE
    report = seal(at=NEXT_MORNING)
    assert not report.is_owed
    told = roll_up(area=TOWNSHIP, day=FIRST_DAY, now=NEXT_MORNING + HOUR)
    assert (told.received.on_time, told.received.late, told.received.missing) == (1, 0, 0)
    assert told.below[0].standing is Standing.ON_TIME
    assert township_at(NEXT_MORNING + HOUR) is Standing.NOT_IN_USE
    assert not list(broken_in(area=COMMUNITY))


@pytest.mark.both
def test_withdrawn_it_stands_nowhere_stays_kept_and_the_day_is_sealed_again(
    seal: Seal, signer: Signer
) -> None:
    by = signer(area=COMMUNITY)
    first = seal()
    correct_report(area=COMMUNITY, day=FIRST_DAY, reason="补录", by=by, now=CUT_OFF + HOUR)
    newest = Report.objects.get(version=2)
    return_report(report=newest, reason="请撤回", by=signer(area=TOWNSHIP), now=CUT_OFF + 2 * HOUR)
    gone_at = CUT_OFF + 3 * HOUR
    withdraw_report(area=COMMUNITY, day=FIRST_DAY, reason="点错了日子", by=by, now=gone_at)
    of = area_day(area=COMMUNITY, day=FIRST_DAY)
    assert (of.report, of.waiting, [row.version for row in of.withdrawn]) == (None, (), [1, 2])
    assert roll_up(area=TOWNSHIP, day=FIRST_DAY, now=gone_at).received.sealed == 0
    assert roll_up_as_known(area=TOWNSHIP, day=FIRST_DAY, at=gone_at - HOUR).received.sealed == 1
    assert ReportSum.objects.get(area=TOWNSHIP).on_time == 0
    again = seal(at=gone_at + HOUR)
    assert (again.version, again.previous_hash, again.first_sealed_at) == (3, newest.hash, gone_at + HOUR)
    assert first.hash in Report.objects.values_list("hash", flat=True)
    assert roll_up(area=TOWNSHIP, day=FIRST_DAY, now=gone_at + 2 * HOUR).received.sealed == 1
    assert not list(broken_in(area=COMMUNITY))


@pytest.mark.parametrize(
    ("is_received", "is_owed", "is_sealed_since", "may"),
    [
        (False, True, False, Withdrawal.MAY),
        (False, False, True, Withdrawal.MAY),
        (True, True, False, Withdrawal.RECEIVED),
        (True, False, False, Withdrawal.RECEIVED),
        (False, True, True, Withdrawal.SEALED_SINCE),
    ],
)
def test_what_may_be_withdrawn(
    *, is_received: bool, is_owed: bool, is_sealed_since: bool, may: Withdrawal
) -> None:
    received_at = CUT_OFF if is_received else None
    assert withdrawal(received_at=received_at, is_owed=is_owed, is_sealed_since=is_sealed_since) is may


def test_received_or_followed_by_a_later_day_it_is_not_withdrawn(seal: Seal, signer: Signer) -> None:
    by = signer(area=COMMUNITY)
    report = seal()
    receive_report(report=report, by=signer(area=TOWNSHIP), now=CUT_OFF + HOUR)
    with pytest.raises(ReceivedAlready):
        withdraw_report(area=COMMUNITY, day=FIRST_DAY, reason="错", by=by, now=CUT_OFF + 2 * HOUR)
    Report.objects.update(received_at=None)
    seal(day=NEXT, at=CUT_OFF + 24 * HOUR)
    with pytest.raises(SealedSince):
        withdraw_report(area=COMMUNITY, day=FIRST_DAY, reason="错", by=by, now=CUT_OFF + 25 * HOUR)
    assert not Report.objects.exclude(withdrawn_at=None).exists()


def test_the_page_withdraws_with_a_reason_and_every_reader_sees_it(
    seal: Seal, sign_in: Callable[..., Client]
) -> None:
    seal()
    page = reverse("reports:day", args=[COMMUNITY, FIRST_DAY.isoformat()])
    secretary = sign_in(role=Role.SECRETARY, area=COMMUNITY)
    assert "报错了？撤回这份日报" in secretary.get(page).content.decode()
    act = reverse("reports:withdraw", args=[COMMUNITY, FIRST_DAY.isoformat()])
    said = secretary.post(act, {"reason": " "}, follow=True).content.decode()
    assert "请写明为什么撤回日报" in said
    secretary.post(act, {"reason": "点错了日子"})
    above = sign_in(role=Role.TOWNSHIP_OFFICER, area=TOWNSHIP)
    assert above.post(act, {"reason": "代"}).status_code == 403
    told = above.get(page).content.decode()
    assert "撤回的日报" in told
    assert "点错了日子" in told


@pytest.mark.usefixtures("not_before")
def test_sealing_another_day_or_one_that_nobody_owed_asks_once_more(sign_in: Callable[..., Client]) -> None:
    client = sign_in(role=Role.SECRETARY, area=COMMUNITY)
    asked = client.post(reverse("reports:seal", args=[COMMUNITY, FIRST_DAY.isoformat()]))
    told = asked.content.decode()
    assert "不是今天" in told
    assert "这一天这里没有启用，不用上报" in told
    assert not Report.objects.exists()


def test_a_level_above_is_asked_before_it_seals_an_empty_sum(
    sign_in: Callable[..., Client], signer: Signer
) -> None:
    signer(area=COMMUNITY)
    client = sign_in(role=Role.TOWNSHIP_OFFICER, area=TOWNSHIP)
    asked = client.post(reverse("reports:seal", args=[TOWNSHIP, FIRST_DAY.isoformat()]))
    assert "一个都还没有报" in asked.content.decode()
