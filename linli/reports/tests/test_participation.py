"""A county says from when on its communities report, ends it, and puts slips right."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from linli.areas.models import Area
from linli.audit.models import AuditEvent
from linli.clock import day_of
from linli.reports.commands.participation import (
    NobodyThere,
    NotYours,
    ReasonMissing,
    SharesDays,
    TooEarly,
    begin,
    correct,
    stop,
    strike,
)
from linli.reports.models import Participation
from linli.reports.queries.participation import declared_in
from linli.reports.queries.taking_part import expected_of
from linli.reports.rules.participation import EndsBeforeItBegins, Period
from linli.reports.tests.days import Signer
from linli.staff.models import User
from linli.staff.rights import Role
from linli.staff.rules import Viewer
from tests.cast import CITY, COMMUNITY, COUNTY, FIRST_DAY, MORNING, SIBLING, TOWNSHIP

SignIn = Callable[..., Client]
DAY = timedelta(days=1)
TOMORROW = FIRST_DAY + DAY


@pytest.fixture
def county(areas: dict[str, Area], signer: Signer) -> Viewer:
    Participation.objects.all().delete()
    return signer(area=COUNTY)


def expected(on: date) -> set[str]:
    return expected_of(areas=[COMMUNITY, SIBLING], on=on)


def standing() -> list[tuple[str, date, date | None]]:
    rows = Participation.objects.filter(struck_at=None).order_by("area", "from_on")
    return list(rows.values_list("area", "from_on", "until_on"))


def test_a_township_takes_part_from_a_day_on_and_until_a_day(county: Viewer) -> None:
    assert begin(area=TOWNSHIP, from_on=TOMORROW, reason="区里统一启用", by=county, now=MORNING) == 2
    assert [expected(FIRST_DAY), expected(TOMORROW)] == [set(), {COMMUNITY, SIBLING}]
    with pytest.raises(NobodyThere):  # all of them do already
        begin(area=COUNTY, from_on=TOMORROW, reason="再说一次", by=county, now=MORNING)

    ends = TOMORROW + 3 * DAY
    assert stop(area=SIBLING, until_on=ends, reason="已合并", by=county, now=MORNING) == 1
    assert [expected(ends - DAY), expected(ends)] == [{COMMUNITY, SIBLING}, {COMMUNITY}]
    assert Participation.objects.get(struck_at__isnull=False).struck_reason == "已合并"
    assert begin(area=COUNTY, from_on=ends + DAY, reason="又分开", by=county, now=MORNING) == 1
    assert expected(ends + DAY) == {COMMUNITY, SIBLING}
    events = AuditEvent.objects.filter(county=COUNTY, action__startswith="report.participation")
    assert {(event.action, event.changed["communities"]) for event in events} == {
        ("report.participation_begun", 2),
        ("report.participation_begun", 1),
        ("report.participation_stopped", 1),
    }


def test_what_was_declared_goes_before_the_post(county: Viewer, signer: Signer) -> None:
    signer(area=COMMUNITY)  # since the first of January
    assert expected(FIRST_DAY) == {COMMUNITY}
    with pytest.raises(NobodyThere):
        begin(area=COMMUNITY, from_on=TOMORROW, reason="启用", by=county, now=MORNING)
    assert stop(area=TOWNSHIP, until_on=FIRST_DAY, reason="还没有培训", by=county, now=MORNING) == 1
    assert [expected(FIRST_DAY - DAY), expected(FIRST_DAY)] == [{COMMUNITY}, set()]
    assert begin(area=COMMUNITY, from_on=TOMORROW, reason="启用", by=county, now=MORNING) == 1
    assert [expected(FIRST_DAY), expected(TOMORROW)] == [set(), {COMMUNITY}]


def test_who_is_appointed_today_may_begin_later(county: Viewer, make_user: Callable[..., User]) -> None:
    make_user(role=Role.SECRETARY, area=SIBLING).posts.update(from_on=FIRST_DAY)
    assert begin(area=SIBLING, from_on=TOMORROW, reason="先准备", by=county, now=MORNING) == 1
    assert [expected(FIRST_DAY), expected(TOMORROW)] == [set(), {SIBLING}]
    assert strike(area=SIBLING, period=Period(TOMORROW, None), reason="写错", by=county, now=MORNING) == 1
    assert expected(FIRST_DAY) == {SIBLING}  # the post says it again


def test_a_slip_is_put_right_and_both_stay(county: Viewer) -> None:
    begin(area=TOWNSHIP, from_on=TOMORROW, reason="启用", by=county, now=MORNING)
    wrong, right = Period(TOMORROW, None), Period(FIRST_DAY - DAY, FIRST_DAY + 9 * DAY)

    assert correct(area=TOWNSHIP, period=wrong, right=right, reason="日期写错", by=county, now=MORNING) == 2
    assert standing() == [(code, right.from_on, right.until_on) for code in (COMMUNITY, SIBLING)]
    assert Participation.objects.filter(from_on=TOMORROW, struck_reason="日期写错").count() == 2
    again = FIRST_DAY + 20 * DAY
    begin(area=COMMUNITY, from_on=again, reason="又启用", by=county, now=MORNING)
    with pytest.raises(SharesDays):
        correct(area=COMMUNITY, period=right, right=wrong, reason="x", by=county, now=MORNING)
    with pytest.raises(EndsBeforeItBegins):
        correct(
            area=COMMUNITY,
            period=right,
            right=Period(TOMORROW, FIRST_DAY),
            reason="x",
            by=county,
            now=MORNING,
        )
    with pytest.raises(NobodyThere):
        strike(area=COMMUNITY, period=wrong, reason="x", by=county, now=MORNING)


def test_who_may_not_and_what_may_not(county: Viewer, signer: Signer, township_officer: Viewer) -> None:
    for by in (signer(area=COMMUNITY), signer(area=CITY)):
        with pytest.raises(NotYours):
            begin(area=COMMUNITY, from_on=TOMORROW, reason="x", by=by, now=MORNING)
    with pytest.raises(NotYours):
        begin(area=COUNTY, from_on=TOMORROW, reason="x", by=township_officer, now=MORNING)
    with pytest.raises(ReasonMissing):
        begin(area=TOWNSHIP, from_on=TOMORROW, reason=" ", by=township_officer, now=MORNING)
    with pytest.raises(TooEarly):
        begin(area=TOWNSHIP, from_on=FIRST_DAY - DAY, reason="x", by=county, now=MORNING)
    with pytest.raises(TooEarly):
        stop(area=TOWNSHIP, until_on=FIRST_DAY - DAY, reason="x", by=county, now=MORNING)
    with pytest.raises(NobodyThere):
        stop(area=SIBLING, until_on=TOMORROW, reason="x", by=county, now=MORNING)
    assert not Participation.objects.exists()


def test_the_county_does_it_on_the_page(areas: dict[str, Area], sign_in: SignIn) -> None:
    Participation.objects.all().delete()
    client = sign_in(role=Role.COUNTY_OFFICER, area=COUNTY)
    address = reverse("reports:participation", args=[TOWNSHIP])
    today = day_of(timezone.now())
    told = {"do": "begin", "from_on": today.isoformat(), "reason": "区里统一启用"}

    assert "2 个社区中 0 个启用" in client.get(address).text
    day = reverse("reports:day", args=[TOWNSHIP, today.isoformat()])
    assert "这里没有启用，不用上报" in client.get(day).text
    assert "另有 2 个还没有启用，不计" in client.get(day).text
    refused = client.post(address, told | {"from_on": "2020-01-01"})
    assert refused.status_code == 422
    assert "最早从今天起" in refused.text
    assert 'value="区里统一启用"' in refused.text
    assert client.post(address, told | {"reason": ""}).status_code == 422
    assert client.post(address, told).status_code == 302
    page = client.get(address).text
    assert "2 个社区中 2 个启用" in page
    assert "区里统一启用" in page
    assert "没有启用" not in client.get(day).text

    slip = {"was_from_on": today.isoformat(), "was_until_on": "", "reason": "写错"}
    wrong = {"do": "correct", **slip, "from_on": today.isoformat(), "until_on": "2020-01-01"}
    assert client.post(address, wrong).status_code == 422
    assert client.post(address, {"do": "strike", **slip}).status_code == 302
    assert "2 个社区中 0 个启用" in client.get(address).text
    assert client.post(address, {"do": "nothing"}).status_code == 404
    assert client.get(reverse("reports:participation", args=["31"])).status_code == 404


def test_two_decisions_on_one_day_are_two_lines_and_one_is_struck_alone(county: Viewer) -> None:
    later = MORNING + timedelta(minutes=1)
    begin(area=COMMUNITY, from_on=TOMORROW, reason="提前一天", by=county, now=MORNING)
    begin(area=SIBLING, from_on=TOMORROW, reason="书记到岗", by=county, now=later)
    assert [(one.reason, len(one.names), one.set_by) for one in declared_in(area=TOWNSHIP)] == [
        ("书记到岗", 1, county.name),
        ("提前一天", 1, county.name),
    ]
    strike(
        area=TOWNSHIP,
        period=Period(TOMORROW, None),
        decided_at=later,
        reason="试点取消",
        by=county,
        now=later + timedelta(minutes=1),
    )
    stands, struck = declared_in(area=TOWNSHIP)
    assert (stands.reason, stands.struck_at) == ("提前一天", None)
    assert (struck.reason, struck.struck_reason, struck.struck_by) == ("书记到岗", "试点取消", county.name)


def test_a_community_that_begins_later_says_so_and_that_nobody_can_report_there(
    areas: dict[str, Area], sign_in: SignIn
) -> None:
    Participation.objects.all().delete()
    client = sign_in(role=Role.COUNTY_OFFICER, area=COUNTY)
    address = reverse("reports:participation", args=[SIBLING])
    tomorrow = (day_of(timezone.now()) + DAY).isoformat()
    client.post(address, {"do": "begin", "from_on": tomorrow, "reason": "书记到岗"})
    told = " ".join(client.get(address).text.split())
    assert f"{tomorrow} 起启用" in told
    assert "没有书记在岗" in told
    client.post(address, {"do": "stop", "until_on": tomorrow, "reason": "又没到"})
    told = " ".join(client.get(address).text.split())
    assert f"{tomorrow} 起不用上报" in told
    assert "书记到岗" in told
