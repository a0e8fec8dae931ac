"""Reports that wait stand on the list: to be sealed, to be received, missing below."""

from collections.abc import Callable
from datetime import datetime, time, timedelta

import pytest
from django.utils import timezone

from linli.clock import moment
from linli.desk.queries.waiting import waiting
from linli.reports.models import Participation, Report
from linli.staff.rights import Role
from linli.staff.rules import Viewer
from linli.staff.waits import Standing
from tests.cast import COMMUNITY, COUNTY, FIRST_DAY, MORNING, MakeViewer
from tests.scope_rows import Rows
from tests.undone import taken_back


@pytest.mark.django_db
def test_a_report_of_yesterday_waits_until_it_is_sealed_and_only_where_one_took_part(
    make_viewer: MakeViewer,
) -> None:
    secretary = make_viewer(role=Role.SECRETARY, area=COMMUNITY)
    yesterday = (FIRST_DAY - timedelta(days=1)).isoformat()

    def reports(now: datetime) -> list[tuple[str, Standing]]:
        lines = waiting(viewer=secretary, now=now)
        return [(str(line.title), line.standing) for line in lines if line.code == "REPORT"]

    assert reports(MORNING) == [(yesterday, Standing.NOW)]
    evening = moment(FIRST_DAY, time(23))
    assert reports(evening) == [(yesterday, Standing.NOW), (FIRST_DAY.isoformat(), Standing.NOW)]
    Participation.objects.filter(area=COMMUNITY).update(from_on=FIRST_DAY)
    assert reports(MORNING) == []


@pytest.mark.django_db
def test_a_report_from_directly_below_waits_for_a_receipt_of_whoever_did_not_seal_it(
    township_officer: Viewer, make_viewer: MakeViewer, rows_in: Callable[..., Rows]
) -> None:
    rows_in(community=COMMUNITY)

    def received(viewer: Viewer) -> list[int]:
        lines = waiting(viewer=viewer, now=timezone.now())
        return [one.count for one in lines if one.code == "REPORT_TO_RECEIVE"]

    assert received(township_officer) == [1]
    assert received(make_viewer(role=Role.COUNTY_OFFICER, area=COUNTY)) == []
    for said in ({"sealed_by": township_officer.user_id}, {"received_at": MORNING}, {"returned_at": MORNING}):
        with taken_back():
            Report.objects.update(**said)
            assert received(township_officer) == [], said


@pytest.mark.django_db
def test_reports_below_are_missing_of_yesterday_until_the_hour_of_today_has_passed(
    township_officer: Viewer,
) -> None:
    def missing(now: datetime) -> list[tuple[str, int]]:
        lines = waiting(viewer=township_officer, now=now)
        return [(str(line.title), line.count) for line in lines if line.code == "REPORT_MISSING"]

    assert missing(MORNING) == [((FIRST_DAY - timedelta(days=1)).isoformat(), 2)]
    assert missing(moment(FIRST_DAY, time(23))) == [(FIRST_DAY.isoformat(), 2)]
