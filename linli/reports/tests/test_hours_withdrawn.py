"""Hours and days of rest are withdrawn before they begin, and never after."""

from collections.abc import Callable
from datetime import date, time, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from linli.areas.models import Area
from linli.areas.rules import AreaCode
from linli.audit.models import AuditEvent
from linli.clock import day_of, moment
from linli.reports.commands.hours import NotYours, ReasonMissing, set_rest_day, set_schedule
from linli.reports.commands.hours_withdrawn import (
    BegunAlready,
    withdraw_county_hours,
    withdraw_rest_day,
    withdraw_schedule,
)
from linli.reports.models import CountyHours, HoursWithdrawn, RestDay, Schedule
from linli.reports.queries import deadlines
from linli.reports.tests.days import DAY_BEFORE, Signer
from linli.reports.tests.test_county_hours import due, set_earlier
from linli.reports.tests.test_hours import new_hours
from linli.staff.rights import Role
from tests.cast import COMMUNITY, COUNTY, FIRST_DAY, PROVINCE

EVE = moment(DAY_BEFORE, time(9))
MIDNIGHT = moment(FIRST_DAY, time(0))
PAGE = "/reports/hours/"
WHY = "文件作废"


def test_what_never_began_is_gone_and_the_event_keeps_what_it_was(
    areas: dict[str, Area], signer: Signer
) -> None:
    province, county = signer(area=PROVINCE), signer(area=COUNTY)
    schedule = set_schedule(new=new_hours(), by=province, now=EVE)
    hours = set_earlier(county)
    set_rest_day(day=FIRST_DAY, words="春节", by=province, now=EVE)
    rest = RestDay.objects.get()
    with pytest.raises(NotYours):
        withdraw_schedule(schedule_id=schedule.pk, by=county, reason=WHY, now=EVE)
    with pytest.raises(BegunAlready):  # another county's is nobody's here
        withdraw_county_hours(hours_id=schedule.pk, by=county, reason=WHY, now=EVE)
    with pytest.raises(ReasonMissing):
        withdraw_rest_day(rest_day_id=rest.pk, reason=" ", by=province, now=EVE)
    withdraw_schedule(schedule_id=schedule.pk, by=province, reason=WHY, now=EVE)
    withdraw_county_hours(hours_id=hours.pk, by=county, reason=WHY, now=EVE)
    withdraw_rest_day(rest_day_id=rest.pk, by=province, reason=WHY, now=EVE)
    assert (due(COMMUNITY), deadlines.rest_days(area=COUNTY, from_=FIRST_DAY)) == (time(16), [])
    told = {row.kind: row for row in HoursWithdrawn.objects.all()}
    assert {row.reason for row in told.values()} == {WHY}
    assert told["PROVINCE"].told["top_at"] == "20:00"
    assert told["COUNTY"].told["township_minutes"] == 60
    assert told["REST_DAY"].told["words"] == "春节"
    events = AuditEvent.objects.filter(county__in=[PROVINCE, COUNTY], action__contains="_withdrawn")
    assert {event.subject for event in events} == {row.pk for row in told.values()}


def test_what_has_begun_stays(areas: dict[str, Area], signer: Signer) -> None:
    province, county = signer(area=PROVINCE), signer(area=COUNTY)
    schedule = set_schedule(new=new_hours(), by=province, now=EVE)
    hours = set_earlier(county)
    set_rest_day(day=FIRST_DAY, words="春节", by=province, now=EVE)
    with pytest.raises(BegunAlready):
        withdraw_schedule(schedule_id=schedule.pk, reason=WHY, by=province, now=MIDNIGHT)
    with pytest.raises(BegunAlready):
        withdraw_county_hours(hours_id=hours.pk, reason=WHY, by=county, now=MIDNIGHT)
    rest = RestDay.objects.get()
    with pytest.raises(BegunAlready):
        withdraw_rest_day(rest_day_id=rest.pk, reason=WHY, by=province, now=MIDNIGHT)
    assert (Schedule.objects.count(), CountyHours.objects.count(), RestDay.objects.count()) == (2, 1, 1)


@pytest.mark.parametrize(
    ("role", "area", "path"),
    [(Role.PROVINCE_OFFICER, PROVINCE, "set"), (Role.PROVINCE_OFFICER, PROVINCE, "rest")],
)
def test_the_page_withdraws_a_row_with_its_reason(
    role: Role, area: AreaCode, path: str, sign_in: Callable[..., Client], signer: Signer
) -> None:
    client = sign_in(role=role, area=area)
    now = timezone.now()
    tomorrow: date = day_of(now) + timedelta(days=1)
    by = signer(area=PROVINCE)
    set_schedule(new=new_hours(valid_from=tomorrow), by=by, now=now)
    set_rest_day(day=tomorrow, words="春节", by=by, now=now)
    row = Schedule.objects.get(valid_from=tomorrow) if path == "set" else RestDay.objects.get()
    shown = client.get(PAGE).text
    assert (str(row.pk) in shown, shown.count("确认收回")) == (True, 2)
    said = {"row": str(row.pk), "reason": ""}
    assert "请写明为什么收回" in client.post(f"{PAGE}{path}/withdraw/", said, follow=True).text
    answer = client.post(f"{PAGE}{path}/withdraw/", said | {"reason": "写错日期"}, follow=True)
    assert ("已收回" in answer.text, answer.text.count("确认收回"), "写错日期" in answer.text) == (
        True,
        1,
        True,
    )
    again = client.post(f"{PAGE}{path}/withdraw/", said | {"reason": "写错日期了"}, follow=True)
    assert "不能再收回" in again.text
