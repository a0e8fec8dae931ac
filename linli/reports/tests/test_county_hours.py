"""A county sets by when its townships and communities report; the nearest level wins, and nobody above waits longer."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from linli.areas.models import Area
from linli.areas.rules import AreaCode, Level
from linli.clock import day_of, moment
from linli.reports.commands.hours import (
    NotYours,
    ReasonMissing,
    TooLate,
    follow_province,
    set_county_hours,
    set_schedule,
)
from linli.reports.models import CountyHours
from linli.reports.queries import deadlines
from linli.reports.queries.reminders import due_today
from linli.reports.queries.rollup import roll_up
from linli.reports.rules.deadlines import NoTimeLeft, nearer
from linli.reports.tests.days import CUT_OFF, DAY_BEFORE, Seal, Signer
from linli.reports.tests.test_hours import new_hours
from linli.staff.rights import Role
from linli.staff.rules import Viewer
from tests.cast import CITY, COMMUNITY, COUNTY, FIRST_DAY, PROVINCE, TOWNSHIP, take_part

SignIn = Callable[..., Client]
EVE = moment(DAY_BEFORE, time(9))
ELSEWHERE = AreaCode("340103001001")  # of the next county
EARLIER = {Level.TOWNSHIP: 60, Level.COMMUNITY: 60}  # 16:00 and 15:00 before the county's 17:00
DAY_AFTER = FIRST_DAY + timedelta(days=1)


@pytest.fixture
def county(areas: dict[str, Area], signer: Signer) -> Viewer:
    return signer(area=COUNTY)


@pytest.fixture
def elsewhere(areas: dict[str, Area]) -> None:
    """Open a community in the next county."""
    for code in ("340103", "340103001", ELSEWHERE):
        Area.objects.create(code=code, name=code, level=AreaCode(code).level, valid_from=FIRST_DAY)
    take_part(ELSEWHERE)


def set_earlier(
    by: Viewer, *, valid_from: date = FIRST_DAY, minutes: dict[Level, int] = EARLIER, now: datetime = EVE
) -> CountyHours:
    return set_county_hours(valid_from=valid_from, minutes=minutes, source="区指挥部通知", by=by, now=now)


def due(area: AreaCode, day: date = FIRST_DAY) -> time:
    clocks = deadlines.day_hours(area=area, days=(day,))[day].clocks
    return clocks[area.level].due_at.astimezone(CUT_OFF.tzinfo).time()


def by(area: AreaCode, day: date = FIRST_DAY) -> str:
    return deadlines.day_hours(area=area, days=(day,))[day].set_by


def test_a_county_sets_what_lies_beneath_it_and_its_own_hour_stays(county: Viewer, elsewhere: None) -> None:
    set_earlier(county)
    assert [due(area) for area in (PROVINCE, COUNTY, TOWNSHIP, COMMUNITY)] == [
        time(18),
        time(17),
        time(16),
        time(15),
    ]
    assert (due(ELSEWHERE), due(COMMUNITY, DAY_BEFORE)) == (time(16), time(16))
    assert (by(COMMUNITY), by(COMMUNITY, DAY_BEFORE), by(ELSEWHERE)) == ("COUNTY", "LINLI", "LINLI")


def test_the_last_word_for_a_day_holds_and_every_one_stays(county: Viewer) -> None:
    set_earlier(county)
    set_earlier(county, minutes={Level.TOWNSHIP: 30, Level.COMMUNITY: 45})
    assert due(COMMUNITY) == time(15, 45)
    follow_province(valid_from=DAY_AFTER, source="通知作废", by=county, now=EVE)
    assert (due(COMMUNITY), due(COMMUNITY, DAY_AFTER)) == (time(15, 45), time(16))
    assert by(COMMUNITY, DAY_AFTER) == "LINLI"
    assert len(deadlines.county_hours(county=COUNTY)) == 3


def test_a_new_hour_of_the_province_moves_the_countys(county: Viewer, signer: Signer) -> None:
    set_earlier(county)
    set_schedule(new=new_hours(valid_from=DAY_AFTER), by=signer(area=PROVINCE), now=EVE)
    assert (due(COUNTY, DAY_AFTER), due(COMMUNITY, DAY_AFTER)) == (time(18), time(16))
    assert by(PROVINCE, DAY_AFTER) == "PROVINCE"


def test_what_leaves_no_time_is_refused_and_later_gives_way_to_the_province(county: Viewer) -> None:
    with pytest.raises(NoTimeLeft):
        set_earlier(county, minutes={Level.TOWNSHIP: 600, Level.COMMUNITY: 600})
    hours = deadlines.hours_there(area=COUNTY, day=FIRST_DAY)
    assert nearer(hours=hours, minutes={Level.COMMUNITY: 1200}) == hours
    assert nearer(hours=hours, minutes={}) == hours


def test_never_backwards_never_without_a_document_and_by_nobody_else(county: Viewer, signer: Signer) -> None:
    with pytest.raises(TooLate):
        set_earlier(county, now=moment(FIRST_DAY, time(0)))
    with pytest.raises(ReasonMissing):
        set_county_hours(valid_from=FIRST_DAY, minutes=EARLIER, source=" ", by=county, now=EVE)
    for area in (PROVINCE, TOWNSHIP, COMMUNITY):
        with pytest.raises(NotYours):
            set_earlier(signer(area=area))
    assert not CountyHours.objects.exists()


def test_above_the_county_each_community_is_missing_by_its_own_hour(
    county: Viewer, elsewhere: None, signer: Signer
) -> None:
    set_earlier(county)
    minutes = {time(15, 30): (2, 1), time(16, 30): (3, 0)}
    for at, (missing, not_yet_due) in minutes.items():
        now = moment(FIRST_DAY, at)
        received = roll_up(area=PROVINCE, day=FIRST_DAY, now=now).received
        assert (received.missing, received.not_yet_due) == (missing, not_yet_due)


def test_a_later_hour_of_one_county_makes_nobody_there_late(
    county: Viewer, elsewhere: None, seal: Seal
) -> None:
    set_earlier(county, minutes={Level.TOWNSHIP: 0, Level.COMMUNITY: 0})
    now = moment(FIRST_DAY, time(16, 30))
    above = roll_up(area=PROVINCE, day=FIRST_DAY, now=now)
    assert (above.received.missing, above.received.not_yet_due) == (1, 2)
    (county_elsewhere,) = [
        part for part in roll_up(area=CITY, day=FIRST_DAY, now=now).below if part.received.missing
    ]
    assert county_elsewhere.area == ELSEWHERE.county
    report = seal(at=now)
    assert report.late_after == moment(FIRST_DAY, time(17))


def test_who_seals_is_reminded_of_the_countys_hour(county: Viewer, signer: Signer) -> None:
    secretary = signer(area=COMMUNITY)
    set_earlier(county)
    (one,) = due_today(viewer=secretary, now=moment(FIRST_DAY, time(14)))
    assert one.due_at == moment(FIRST_DAY, time(15))


def told(**changes: str) -> dict[str, str]:
    tomorrow = (day_of(datetime.now().astimezone()) + timedelta(days=1)).isoformat()
    return {
        "valid_from": tomorrow,
        "township": "16:00",
        "community": "15:00",
        "source": "区指挥部通知",
        **changes,
    }


def test_the_county_sets_it_on_the_page_and_the_community_reads_whose_hour_it_is(
    areas: dict[str, Area], sign_in: SignIn, client: Client
) -> None:
    officer = sign_in(role=Role.COUNTY_OFFICER, area=COUNTY)
    address = reverse("reports:set_county_hours")
    for wrong in (
        {"valid_from": "2020-01-27"},
        {"community": "00:00"},
        {"community": "16:01"},
        {"source": ""},
        {"township": "17:01"},
    ):
        answer = officer.post(address, told(**wrong))
        assert answer.status_code == 422
        assert "区指挥部通知" in answer.text or "source" in wrong
    assert officer.post(address, told()).status_code == 302
    hours = officer.get(reverse("reports:hours")).text
    assert ["区指挥部通知" in hours, ">16:00<" in hours, "分钟" in hours] == [True, True, False]
    tomorrow = told()["valid_from"]
    secretary = sign_in(role=Role.SECRETARY, area=COMMUNITY)
    page = secretary.get(reverse("reports:day", args=[COMMUNITY, tomorrow])).text
    assert "截止 15:00" in page
    assert "区县规定的时间" in page
    assert secretary.post(address, told()).status_code == 403
