"""A day's reports are received together: what differs first, exactly what was shown, and each outcome is said."""

from collections.abc import Callable
from datetime import time, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from linli.areas.models import Area
from linli.areas.rules import AreaCode
from linli.audit.models import AuditEvent
from linli.clock import moment, start_of
from linli.reports import commands
from linli.reports.commands.withdrawing import withdraw_report
from linli.reports.models import ReceivedHash, Report
from linli.reports.queries.receiving_day import receiving_day
from linli.reports.queries.to_receive import to_receive
from linli.reports.tests.days import CUT_OFF, Seal, Signer
from linli.staff.models import Post, User
from linli.staff.queries import viewer_of
from linli.staff.rights import Role
from tests.cast import COMMUNITY, COUNTY, FIRST_DAY, SIBLING, TOWNSHIP, MakeObservation

DAY = FIRST_DAY.isoformat()
LATER = CUT_OFF + timedelta(hours=1)
ADDRESS = f"/reports/{TOWNSHIP}/{DAY}/receiving/"
SignIn = Callable[..., Client]


def text(answer: object) -> str:
    return " ".join(answer.content.decode().split())  # type: ignore[attr-defined]


@pytest.fixture
def more(areas: dict[str, Area]) -> list[AreaCode]:
    """Open eighteen communities beside the two, each with a name of its own."""
    codes = [AreaCode(f"{TOWNSHIP}{n:03}") for n in range(3, 21)]
    Area.objects.bulk_create(
        Area(code=code, name=f"第{code[-2:]}社区", level=code.level, valid_from=FIRST_DAY) for code in codes
    )
    return codes


@pytest.mark.both
def test_what_differs_stands_first_and_what_was_shown_is_received_in_one_act(
    seal: Seal, signer: Signer, make_observation: MakeObservation, sign_in: SignIn
) -> None:
    first = seal()
    client = sign_in(role=Role.TOWNSHIP_OFFICER, area=TOWNSHIP)
    client.post(reverse("reports:receive", args=[COMMUNITY, DAY]), {"version": "1"})
    make_observation(at=CUT_OFF - timedelta(minutes=1))
    commands.correct_report(area=COMMUNITY, day=FIRST_DAY, reason="漏", by=signer(area=COMMUNITY), now=LATER)
    seal(area=SIBLING)

    shown = text(client.get(ADDRESS))
    assert shown.index("明光路社区") < shown.index("胜利路社区")
    assert "与第 1 版比" in shown
    assert "新增：0 → <strong>1</strong>" in shown
    newest = list(Report.objects.exclude(pk=first.pk).values_list("pk", flat=True))
    answer = client.post(ADDRESS, {"version": [str(pk) for pk in newest]}, follow=True)

    assert "已签收 2 份" in text(answer)
    assert "现在没有等您签收的日报" in text(answer)
    assert not Report.objects.filter(received_at=None).exists()
    assert set(ReceivedHash.objects.values_list("report", "hash")) == set(
        Report.objects.values_list("pk", "hash")
    )
    events = AuditEvent.objects.filter(county=COUNTY, action="report.received")
    assert set(events.values_list("subject", "area")) == set(Report.objects.values_list("pk", "area"))


@pytest.mark.both
def test_only_what_was_shown_is_received_and_each_other_is_named(
    seal: Seal, signer: Signer, more: list[AreaCode], make_user: Callable[..., User], sign_in: SignIn
) -> None:
    anew, returned, before, plain = (seal(area=area) for area in (COMMUNITY, SIBLING, *more[:2]))
    officer = signer(area=TOWNSHIP)
    commands.correct_report(area=COMMUNITY, day=FIRST_DAY, reason="漏", by=signer(area=COMMUNITY), now=LATER)
    commands.return_report(report=returned, reason="少", by=officer, now=LATER)
    commands.receive_report(report=before, by=officer, now=LATER)

    client = sign_in(role=Role.TOWNSHIP_OFFICER, area=TOWNSHIP)
    shown = [str(one.pk) for one in (anew, returned, before, plain)]
    said = text(client.post(ADDRESS, {"version": [*shown, "x", str(before.pk)]}, follow=True))
    assert "已签收 1 份" in said
    assert "打开这一页之后又更正过，没有签收，请看新的一版：明光路社区。" in said
    assert "已经退回、正等下级答复，没有签收：胜利路社区。" in said
    assert f"{officer.name} 已经签收过：第03社区。" in said
    assert Report.objects.exclude(received_at=None).count() == 2
    # Whoever presses second is told who was first.
    other = Client()
    other.force_login(make_user(role=Role.TOWNSHIP_OFFICER, area=TOWNSHIP, username="second"))
    User.objects.filter(username=f"{Role.TOWNSHIP_OFFICER.lower()}-{TOWNSHIP}").update(full_name="李收")
    said = text(other.post(ADDRESS, {"version": str(plain.pk)}, follow=True))
    assert "李收 已经签收过：第04社区。" in said
    assert "没有选中要签收的日报" in text(other.post(ADDRESS, {"version": ["x"]}, follow=True))


def test_what_the_viewer_sealed_is_left_out_and_said(
    seal: Seal, make_user: Callable[..., User], client: Client
) -> None:
    both = make_user(role=Role.SECRETARY, area=COMMUNITY)
    Post.objects.create(user=both, area_id=TOWNSHIP, role=Role.TOWNSHIP_OFFICER, from_on="2020-01-01")
    viewer = viewer_of(user=both, on=FIRST_DAY)
    own = commands.seal_report(area=COMMUNITY, day=FIRST_DAY, by=viewer, now=CUT_OFF)
    seal(area=SIBLING)
    client.force_login(both)
    shown = text(client.get(ADDRESS))
    assert "您自己上报的，要由别人签收" in shown
    assert str(own.pk) not in shown
    assert [one.area for one in to_receive(viewer=viewer, today=FIRST_DAY)] == [SIBLING]
    said = text(client.post(ADDRESS, {"version": str(own.pk)}, follow=True))
    assert "您自己上报的，不能由您签收：明光路社区。" in said
    assert not Report.objects.exclude(received_at=None).exists()


def test_only_whoever_holds_the_office_sees_the_page(seal: Seal, sign_in: SignIn) -> None:
    report = seal()
    for role, area in ((Role.COUNTY_OFFICER, COUNTY), (Role.SECRETARY, COMMUNITY)):
        client = sign_in(role=role, area=area)
        assert client.get(ADDRESS).status_code == 404
        assert client.post(ADDRESS, {"version": str(report.pk)}).status_code == 404
    assert not Report.objects.exclude(received_at=None).exists()


@pytest.mark.both
def test_twenty_reports_cost_the_statements_of_two(
    seal: Seal, signer: Signer, more: list[AreaCode], sign_in: SignIn
) -> None:
    days = (FIRST_DAY, FIRST_DAY + timedelta(days=1))
    for area in (COMMUNITY, SIBLING):
        seal(area=area)
    for area in (COMMUNITY, SIBLING, *more):
        seal(area=area, day=days[1], at=moment(days[1], time(16)))
    client = sign_in(role=Role.TOWNSHIP_OFFICER, area=TOWNSHIP)
    officer = signer(area=TOWNSHIP)
    looked, received = [], []
    for day in days:
        address = f"/reports/{TOWNSHIP}/{day.isoformat()}/receiving/"
        client.get(address)
        with CaptureQueriesContext(connection) as seen:
            client.get(address)
        looked.append(len(seen.captured_queries))
        ids = list(Report.objects.filter(day=day).values_list("pk", flat=True))
        with CaptureQueriesContext(connection) as seen:
            commands.receive_shown(
                above=TOWNSHIP, day=day, shown=ids, by=officer, now=LATER + timedelta(days=1)
            )
        received.append([one["sql"] for one in seen.captured_queries if "SAVEPOINT" not in one["sql"]])
    assert looked[0] == looked[1] <= 12
    # Held, read, noted, hashes kept, events written, of many by COPY, which is not captured.
    assert len(received[1]) <= len(received[0]) <= 7, received
    assert not Report.objects.filter(received_at=None).exists()


@pytest.mark.parametrize(
    ("days_later", "answered", "counts"), [(7, None, 1), (8, None, 0), (30, 29, 1), (30, 20, 0)]
)
def test_what_came_or_was_answered_long_ago_is_counted_no_more_and_may_still_be_received(
    seal: Seal, signer: Signer, days_later: int, answered: int | None, counts: int
) -> None:
    report, officer = seal(), signer(area=TOWNSHIP)
    today = FIRST_DAY + timedelta(days=days_later)
    if answered:
        at = start_of(FIRST_DAY + timedelta(days=answered))
        commands.return_report(report=report, reason="少", by=officer, now=at)
        commands.answer_return(area=COMMUNITY, day=FIRST_DAY, words="无误", by=signer(area=COMMUNITY), now=at)
    assert to_receive(viewer=officer, today=today).count() == counts
    assert len(receiving_day(above=TOWNSHIP, day=FIRST_DAY, viewer=officer).units) == 1


def test_the_list_of_days_leads_to_each_and_the_menu_counts_what_came_lately(
    seal: Seal, sign_in: SignIn, open_at_once: None
) -> None:
    report = seal()
    client = sign_in(role=Role.TOWNSHIP_OFFICER, area=TOWNSHIP)
    shown = text(client.get("/reports/receiving/"))
    assert f'href="{ADDRESS}"' in shown
    assert "明光路街道：1 份" in shown
    client.post(ADDRESS, {"version": str(report.pk)})
    assert "现在没有等您签收的日报" in text(client.get("/reports/receiving/"))


def ticked(client: Client, address: str) -> bool:
    return " checked" in text(client.get(address)).partition('name="version"')[2].partition(">")[0]


def test_what_is_as_usual_is_ticked_and_what_was_returned_once_is_not(
    seal: Seal, signer: Signer, sign_in: SignIn
) -> None:
    report = seal()
    client = sign_in(role=Role.TOWNSHIP_OFFICER, area=TOWNSHIP)
    assert ticked(client, ADDRESS)
    commands.return_report(report=report, reason="核对", by=signer(area=TOWNSHIP), now=LATER)
    commands.withdraw_return(report=report, reason="看错", by=signer(area=TOWNSHIP), now=LATER)
    assert not ticked(client, ADDRESS)
    assert "退回或签收过，后来收回了" in text(client.get(ADDRESS))


@pytest.mark.both
def test_a_sum_of_nothing_or_one_that_changed_since_is_not_ticked_and_says_so(
    seal: Seal, signer: Signer, sign_in: SignIn
) -> None:
    signer(area=COMMUNITY)
    seal(area=TOWNSHIP, at=CUT_OFF - timedelta(minutes=20))
    client = sign_in(role=Role.COUNTY_OFFICER, area=COUNTY)
    address = reverse("reports:receiving", args=[COUNTY, DAY])
    told = text(client.get(address))
    assert "封存时 0 / 2 个社区已报" in told
    assert not ticked(client, address)
    seal()
    told = text(client.get(address))
    assert "封存以后又有变化" in told
    assert "已报社区 0 → 1" in told


def test_what_was_withdrawn_below_is_told_and_waits_for_nobody(
    seal: Seal, signer: Signer, sign_in: SignIn
) -> None:
    seal()
    withdraw_report(area=COMMUNITY, day=FIRST_DAY, reason="报错日子", by=signer(area=COMMUNITY), now=LATER)
    told = text(sign_in(role=Role.TOWNSHIP_OFFICER, area=TOWNSHIP).get(ADDRESS))
    assert "下级撤回了的" in told
    assert "报错日子" in told
    assert 'name="version"' not in told
