"""Hours of reports: set by the province alone, reminders to whom they concern, lateness said beforehand."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from linli.areas.models import Area
from linli.areas.rules import AreaCode, Level
from linli.audit.models import AuditEvent
from linli.clock import day_of, moment
from linli.reports.commands import NotYetOpen
from linli.reports.commands.hours import (
    AnnouncedAlready,
    NewSchedule,
    NotYours,
    ReasonMissing,
    SealedAlready,
    TooLate,
    announce_late,
    set_rest_day,
    set_schedule,
)
from linli.reports.models import LateNotice, Schedule
from linli.reports.queries import deadlines
from linli.reports.queries.area_day import area_day
from linli.reports.queries.reminders import due_today, sealed_on
from linli.reports.queries.rollup import roll_up
from linli.reports.queries.to_ring import Unit, filled, units_to_ring
from linli.reports.rules.deadlines import DOWNWARD, NoTimeLeft, Standing
from linli.reports.tests.days import CUT_OFF, DAY_BEFORE, Seal, Signer
from linli.staff.rights import Role
from linli.staff.rules import Viewer
from tests.cast import COMMUNITY, COUNTY, FIRST_DAY, FOREIGN, PROVINCE, SIBLING, TOWNSHIP

SECOND = timedelta(seconds=1)
MINUTE = timedelta(minutes=1)
SignIn = Callable[..., Client]


def new_hours(*, valid_from: date = FIRST_DAY, top_at: time = time(20), **minutes: int) -> NewSchedule:
    return NewSchedule(
        valid_from=valid_from,
        top_at=top_at,
        minutes={level: minutes.get(level.name.lower(), 60) for level in DOWNWARD[1:]},
        opens=time(8),
        grace_minutes=10,
        closes_hours=6,
        remind_minutes=30,
        source="省指挥部通知",
    )


@pytest.fixture
def province(areas: dict[str, Area], signer: Signer) -> Viewer:
    return signer(area=PROVINCE)


def due(area: AreaCode, day: date = FIRST_DAY) -> datetime:
    return deadlines.clock(area=area, day=day).due_at


def test_the_province_sets_the_hours_of_everybody_below(province: Viewer) -> None:
    set_schedule(new=new_hours(), by=province, now=moment(DAY_BEFORE, time(9)))

    assert [due(area).hour for area in (PROVINCE, COUNTY, TOWNSHIP, COMMUNITY)] == [20, 18, 17, 16]
    assert AuditEvent.objects.filter(county=PROVINCE, action="report.hours_set").count() == 1


def test_the_day_before_keeps_its_hours(province: Viewer) -> None:
    set_schedule(new=new_hours(community=180), by=province, now=moment(DAY_BEFORE, time(9)))
    assert (due(COMMUNITY, DAY_BEFORE).hour, due(COMMUNITY).hour) == (16, 14)


def test_another_province_keeps_its_hours(province: Viewer) -> None:
    set_schedule(new=new_hours(community=180), by=province, now=moment(DAY_BEFORE, time(9)))
    assert due(AreaCode("110101001001")).hour == 16


@pytest.mark.parametrize("area", [COMMUNITY, TOWNSHIP, COUNTY])
def test_nobody_below_pulls_an_hour_forward(areas: dict[str, Area], signer: Signer, area: AreaCode) -> None:
    with pytest.raises(NotYours):
        set_schedule(new=new_hours(), by=signer(area=area), now=moment(DAY_BEFORE, time(9)))
    with pytest.raises(NotYours):
        set_rest_day(day=FIRST_DAY, words="春节", by=signer(area=area), now=moment(DAY_BEFORE, time(9)))
    assert Schedule.objects.count() == 1


def test_the_day_under_way_is_not_touched(province: Viewer) -> None:
    with pytest.raises(TooLate):
        set_schedule(new=new_hours(), by=province, now=moment(FIRST_DAY, time(0)))
    with pytest.raises(TooLate):
        set_rest_day(day=FIRST_DAY, words="春节", by=province, now=moment(FIRST_DAY, time(0)))


def test_hours_that_leave_no_time_are_refused(province: Viewer) -> None:
    with pytest.raises(NoTimeLeft):
        set_schedule(new=new_hours(city=600), by=province, now=moment(DAY_BEFORE, time(9)))
    assert Schedule.objects.count() == 1


def test_on_a_day_of_rest_nobody_is_late(province: Viewer, seal: Seal) -> None:
    set_rest_day(day=FIRST_DAY, words="春节", by=province, now=moment(DAY_BEFORE, time(9)))
    next_day = FIRST_DAY + timedelta(days=1)

    assert due(COMMUNITY) == moment(next_day, time(16))
    report = seal(at=moment(next_day, time(9)))
    assert (report.as_of, report.late_after) == (CUT_OFF, moment(next_day, time(16)))
    received = roll_up(area=TOWNSHIP, day=FIRST_DAY, now=moment(next_day, time(10))).received
    assert (received.on_time, received.late, received.missing, received.not_yet_due) == (1, 0, 0, 1)


def test_before_the_opening_nothing_is_sealed(province: Viewer, seal: Seal) -> None:
    set_schedule(new=new_hours(), by=province, now=moment(DAY_BEFORE, time(9)))
    with pytest.raises(NotYetOpen):
        seal(at=moment(FIRST_DAY, time(8)) - SECOND)
    seal(at=moment(FIRST_DAY, time(8)))


def test_within_the_grace_a_report_is_on_time(province: Viewer, seal: Seal) -> None:
    set_schedule(new=new_hours(), by=province, now=moment(DAY_BEFORE, time(9)))
    seal(at=CUT_OFF + 10 * MINUTE)
    seal(area=SIBLING, at=CUT_OFF + 10 * MINUTE + SECOND)
    received = roll_up(area=COUNTY, day=FIRST_DAY, now=CUT_OFF + timedelta(hours=1)).received
    assert (received.on_time, received.late, received.late_minutes) == (1, 1, 10)


def test_lateness_said_before_the_hour_is_a_state_of_its_own(
    areas: dict[str, Area], signer: Signer, township_officer: Viewer
) -> None:
    announce_late(area=COMMUNITY, day=FIRST_DAY, reason="停电", by=signer(area=COMMUNITY), now=CUT_OFF)
    here, there = roll_up(area=TOWNSHIP, day=FIRST_DAY, now=CUT_OFF + SECOND).below

    assert (here.standing, there.standing) == (Standing.ANNOUNCED, Standing.MISSING)
    received = roll_up(area=COUNTY, day=FIRST_DAY, now=CUT_OFF + SECOND).received
    assert (received.missing, received.announced) == (2, 1)
    units = to_ring(township_officer, CUT_OFF + SECOND)
    assert [(unit.part.area, unit.reason) for unit in units] == [(SIBLING, ""), (COMMUNITY, "停电")]


def test_what_may_not_be_announced(areas: dict[str, Area], signer: Signer, seal: Seal) -> None:
    secretary = signer(area=COMMUNITY)

    def announce(*, by: Viewer = secretary, reason: str = "停电", at: datetime = CUT_OFF) -> None:
        announce_late(area=COMMUNITY, day=FIRST_DAY, reason=reason, by=by, now=at)

    with pytest.raises(NotYours):
        announce(by=signer(area=TOWNSHIP))
    with pytest.raises(ReasonMissing):
        announce(reason="  ")
    with pytest.raises(TooLate):
        announce(at=CUT_OFF + SECOND)
    announce()
    with pytest.raises(AnnouncedAlready):
        announce(reason="另外的话")
    seal(area=SIBLING)
    with pytest.raises(SealedAlready):
        announce_late(area=SIBLING, day=FIRST_DAY, reason="停电", by=signer(area=SIBLING), now=CUT_OFF)
    assert LateNotice.objects.get().reason == "停电"


def to_ring(viewer: Viewer, now: datetime) -> list[Unit]:
    of = area_day(area=viewer.posts[0].area, day=FIRST_DAY)
    above = roll_up(area=of.area, day=of.day, now=now, of=of)
    return filled(viewer=viewer, of=of, units=units_to_ring(above=above), now=now)


def waiting(viewer: Viewer, now: datetime) -> list[tuple[str, bool]]:
    due = due_today(viewer=viewer, now=now)
    return [(row.area, row.is_late) for row in due if not sealed_on(area=row.area, day=row.day).exists()]


def test_who_has_not_reported_is_reminded_before_the_hour_and_nobody_else(
    areas: dict[str, Area], signer: Signer, seal: Seal, worker: Viewer
) -> None:
    hour_before = CUT_OFF - timedelta(hours=1)
    here, there = signer(area=COMMUNITY), signer(area=SIBLING)
    assert waiting(here, hour_before - SECOND) == []
    seal(area=SIBLING, at=hour_before - SECOND)

    assert waiting(here, hour_before) == [(COMMUNITY, False)]
    assert waiting(there, hour_before) == []
    assert waiting(worker, hour_before) == []
    assert waiting(signer(area=TOWNSHIP), hour_before) == []  # its own hour is later
    assert waiting(here, CUT_OFF + SECOND) == [(COMMUNITY, True)]


def test_after_the_hour_the_level_above_has_their_names(
    areas: dict[str, Area], signer: Signer, seal: Seal
) -> None:
    signer(area=SIBLING)
    seal()

    officer = signer(area=TOWNSHIP)
    assert to_ring(officer, CUT_OFF) == []
    (unit,) = to_ring(officer, CUT_OFF + SECOND)
    assert unit.part.area == SIBLING
    assert [one.name for one in unit.people] == [f"Secretary {SIBLING}"]


def told(**changes: str) -> dict[str, str]:
    tomorrow = (day_of(datetime.now().astimezone()) + timedelta(days=1)).isoformat()
    hours = {"city": "19:00", "county": "18:00", "township": "17:00", "community": "16:30"}
    return {
        "valid_from": tomorrow,
        "top_at": "20:00",
        "opens": "08:00",
        "grace_minutes": "10",
        "closes_hours": "6",
        "remind_minutes": "30",
        "source": "省指挥部通知",
        **hours,
        **changes,
    }


def test_the_province_sets_hours_on_the_page(areas: dict[str, Area], sign_in: SignIn) -> None:
    client = sign_in(role=Role.PROVINCE_OFFICER, area=PROVINCE)
    assert client.get(reverse("reports:hours")).status_code == 200
    assert client.post(reverse("reports:set_hours"), told()).status_code == 302
    assert "省指挥部通知" in client.get(reverse("reports:hours")).content.decode()
    assert Schedule.objects.get(area=PROVINCE).minutes == {
        "CITY": 60,
        "COUNTY": 60,
        "TOWNSHIP": 60,
        "COMMUNITY": 30,
    }


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"valid_from": "2020-01-27"}, "最早从明天起"),
        ({"community": "07:30"}, "早于当天可以上报的时间"),
        ({"county": "19:30"}, "不能晚于上一级的截止时间"),
        ({"source": ""}, "请写明依据的文件"),
        ({"top_at": "25:00"}, "top_at"),
    ],
)
def test_hours_refused_keep_what_was_typed(
    areas: dict[str, Area], sign_in: SignIn, changes: dict[str, str], sentence: str
) -> None:
    answer = sign_in(role=Role.PROVINCE_OFFICER, area=PROVINCE).post(
        reverse("reports:set_hours"), told(**changes)
    )
    page = answer.content.decode()
    assert answer.status_code == 422
    assert sentence in page
    assert 'value="省指挥部通知"' in page or "source" in changes
    assert Schedule.objects.count() == 1


def test_a_secretary_reads_the_hours_and_sets_none(areas: dict[str, Area], sign_in: SignIn) -> None:
    client = sign_in(role=Role.SECRETARY, area=COMMUNITY)
    assert "设定新的时间" not in client.get(reverse("reports:hours")).content.decode()
    assert client.post(reverse("reports:set_hours"), told()).status_code == 403
    assert (
        client.post(reverse("reports:add_rest_day"), {"day": "2030-01-01", "words": "x"}).status_code == 403
    )


def test_the_secretary_says_on_the_page_that_the_report_will_be_late(
    areas: dict[str, Area], sign_in: SignIn
) -> None:
    client = sign_in(role=Role.SECRETARY, area=COMMUNITY)
    tomorrow = (day_of(datetime.now().astimezone()) + timedelta(days=1)).isoformat()
    address = reverse("reports:announce", args=[COMMUNITY, tomorrow])
    client.post(address, {"reason": "停电"})

    assert LateNotice.objects.get().reason == "停电"
    assert "停电" in client.get(reverse("reports:day", args=[COMMUNITY, tomorrow])).content.decode()
    assert (
        client.post(reverse("reports:announce", args=[FOREIGN, tomorrow]), {"reason": "x"}).status_code == 404
    )


def test_levels_of_the_clock_are_those_that_report() -> None:
    assert set(DOWNWARD) == set(Level) - {Level.GRID}
