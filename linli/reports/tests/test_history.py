"""One figure day by day: numbers, gaps, corrections, with a fixed number of statements."""

import json
import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import datetime, time, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from linli.areas.models import Area
from linli.areas.rules import AreaCode
from linli.clock import moment
from linli.reports.commands import correct_report
from linli.reports.models import ColumnLeftOut
from linli.reports.queries.history import Point, history_of
from linli.reports.rules.forms import FigureState
from linli.reports.rules.reporting import Reporting, worst_state
from linli.reports.tests.days import Seal, Signer
from linli.staff.models import User
from linli.staff.rights import Role
from tests.cast import (
    COMMUNITY,
    FIRST_DAY,
    FOREIGN,
    PROVINCE,
    SIBLING,
    TOWNSHIP,
    MakeObservation,
)

SignIn = Callable[..., Client]
DAY = FIRST_DAY.isoformat()


def at(days: int, hour: int = 16) -> datetime:
    return moment(FIRST_DAY + timedelta(days=days), time(hour))


@pytest.fixture
def four_days(make_observation: MakeObservation, seal: Seal, signer: Signer) -> None:
    """Let a community report on three of four days, 1, 2 and 3 new people, and correct the last day to 4."""
    for day, coming in ((-3, 1), (-2, 2), (0, 3)):
        for _ in range(coming):
            make_observation(at=at(day, 9), arrived_on=FIRST_DAY - timedelta(days=4), name=f"王{day}{_}")
        seal(day=FIRST_DAY + timedelta(days=day), at=at(day))
    # Of the window itself, though put in after the seal.
    make_observation(at=at(0, 15), name="赵后来")
    correct_report(area=COMMUNITY, day=FIRST_DAY, reason="漏了一人", by=signer(area=COMMUNITY), now=at(0, 18))


def seen(area: AreaCode, key: str = "new", days: int = 14) -> tuple[Point, ...]:
    return history_of(area=area, key=key, until=FIRST_DAY, days=days)


def test_a_community_tells_numbers_gaps_and_what_was_corrected(four_days: None) -> None:
    points = seen(COMMUNITY, days=4)

    assert [point.value for point in points] == [1, 2, None, 4]
    assert [point.state for point in points] == [
        FigureState.NUMBER,
        FigureState.NUMBER,
        FigureState.NO_REPORT,
        FigureState.NUMBER,
    ]
    assert [(point.is_corrected, point.first) for point in points] == [
        (False, 1),
        (False, 2),
        (False, None),
        (True, 3),
    ]


def test_the_days_end_with_the_day_and_are_as_many_as_asked(four_days: None) -> None:
    points = seen(COMMUNITY, days=30)
    assert (len(points), points[0].day, points[-1].day) == (30, FIRST_DAY - timedelta(days=29), FIRST_DAY)
    assert [point.value for point in points[:-4]] == [None] * 26


@pytest.mark.parametrize("area", [TOWNSHIP, PROVINCE])
def test_above_stand_the_sums_and_how_many_reported(four_days: None, seal: Seal, area: AreaCode) -> None:
    seal(area=SIBLING, at=at(0, 19))
    points = seen(area, days=4)
    assert [point.value for point in points] == [1, 2, None, 4]
    assert [point.reports for point in points] == [1, 1, 0, 2]


def test_a_sum_that_changed_after_it_was_told_upward_is_marked(
    make_observation: MakeObservation, seal: Seal, signer: Signer
) -> None:
    make_observation(at=at(0, 9))
    seal()
    seal(area=TOWNSHIP)
    assert not seen(TOWNSHIP)[-1].is_corrected

    make_observation(at=at(0, 15), name="李后来")
    correct_report(area=COMMUNITY, day=FIRST_DAY, reason="漏", by=signer(area=COMMUNITY), now=at(0, 18))

    # What was told upward stands; what it is now stands beside it.
    assert (seen(TOWNSHIP)[-1].value, seen(TOWNSHIP)[-1].since) == (1, 2)
    assert not seen(TOWNSHIP)[-1].is_corrected


def test_what_is_not_recorded_or_does_not_apply_is_no_zero(
    areas: dict[str, Area], signer: Signer, seal: Seal
) -> None:
    by = signer(area=COMMUNITY).user_id
    ColumnLeftOut.objects.create(area=COMMUNITY, key="in_central", reason="无", from_at=at(-9), from_by=by)
    seal()
    assert seen(COMMUNITY, "in_central")[-1].state == FigureState.NOT_APPLICABLE
    assert seen(COMMUNITY, "masks_used")[-1].state == FigureState.NOT_RECORDED
    assert seen(TOWNSHIP, "masks_used")[-1].state == FigureState.NOT_RECORDED
    assert (seen(COMMUNITY, "new")[-1].state, seen(COMMUNITY, "new")[-1].value) == (FigureState.NUMBER, 0)


@pytest.mark.parametrize(("area", "statements"), [(COMMUNITY, 1), (TOWNSHIP, 2), (PROVINCE, 2)])
@pytest.mark.parametrize("days", [14, 60])
def test_more_days_ask_no_more(
    four_days: None,
    area: AreaCode,
    statements: int,
    days: int,
    django_assert_num_queries: Callable[[int], AbstractContextManager[object]],
) -> None:
    with django_assert_num_queries(statements):
        seen(area, days=days)


def page(client: Client, area: str, key: str = "new", query: str = "") -> Any:
    return client.get(reverse("reports:history", args=[area, DAY, key]) + query)


def drawn(text: str, id_: str) -> Any:
    found = re.search(f'<script id="{id_}" type="application/json">(.*?)</script>', text)
    assert found
    return json.loads(found[1])


def test_the_picture_and_the_table_hold_the_same_numbers(four_days: None, sign_in: SignIn) -> None:
    answer = page(sign_in(role=Role.SECRETARY, area=COMMUNITY), COMMUNITY)
    text = " ".join(answer.content.decode().split())

    chart = drawn(text, "history-data")
    assert chart["values"][-4:] == [1, 2, None, 4]
    assert chart["corrected"][-2:] == [False, True]
    assert chart["said"][-1] == "01-27 先报 3，现为 4"
    rows = re.findall(r'<th scope="row">.*?</tr>', text)
    assert [re.findall(r"<strong>(\d+)</strong>", row) for row in rows[:4]] == [["4"], [], ["2"], ["1"]]
    assert "没有日报" in rows[1]
    assert "先报 3，已更正" in rows[0]
    assert "新增，01-14 至 01-27：最低 1，最高 4，最近 4。" in text


def test_what_lasts_is_a_line_and_what_happened_a_bar(four_days: None, sign_in: SignIn) -> None:
    client = sign_in(role=Role.SECRETARY, area=COMMUNITY)
    kinds = {key: page(client, COMMUNITY, key).context["chart"]["kind"] for key in ("after", "new")}
    assert kinds == {"after": "line", "new": "bar"}


def test_without_a_report_the_page_says_what_to_do(areas: dict[str, Area], sign_in: SignIn) -> None:
    text = page(sign_in(role=Role.SECRETARY, area=COMMUNITY), COMMUNITY).content.decode()
    assert "这段时间没有封存的日报" in text
    assert "chart.js" not in text


@pytest.mark.parametrize(
    ("area", "key", "query", "status"),
    [
        (COMMUNITY, "new", "?days=60", 200),
        (TOWNSHIP, "new", "", 200),
        (COMMUNITY, "new", "?days=15", 404),
        (COMMUNITY, "nonsense", "", 404),
        (FOREIGN, "new", "", 404),
        (PROVINCE, "new", "", 404),
    ],
)
def test_the_township_sees_what_was_sealed_in_it_and_nothing_else(
    four_days: None, sign_in: SignIn, area: str, key: str, query: str, status: int
) -> None:
    client = sign_in(role=Role.TOWNSHIP_OFFICER, area=TOWNSHIP)
    assert page(client, area, key, query).status_code == status


def test_figures_lead_to_their_history(four_days: None, sign_in: SignIn) -> None:
    link = reverse("reports:history", args=[COMMUNITY, DAY, "new"])
    people = reverse("reports:figure", args=[COMMUNITY, DAY, "new"])
    assert link in sign_in(role=Role.SECRETARY, area=COMMUNITY).get(people).content.decode()
    township = sign_in(role=Role.TOWNSHIP_OFFICER, area=TOWNSHIP)
    assert link in township.get(reverse("reports:day", args=[COMMUNITY, DAY])).content.decode()
    below = reverse("reports:figure", args=[TOWNSHIP, DAY, "new"])
    assert reverse("reports:history", args=[TOWNSHIP, DAY, "new"]) in township.get(below).content.decode()


@pytest.mark.parametrize(
    ("missing", "late", "not_yet_due", "state"),
    [
        (1, 5, 5, Reporting.MISSING),
        (0, 1, 5, Reporting.LATE),
        (0, 0, 1, Reporting.NOT_YET_DUE),
        (0, 0, 0, Reporting.ALL_IN),
    ],
)
def test_the_worst_community_gives_an_area_its_state(
    missing: int, late: int, not_yet_due: int, state: Reporting
) -> None:
    assert worst_state(missing=missing, late=late, not_yet_due=not_yet_due) == state


def test_the_superiors_page_draws_each_area_below(
    areas: dict[str, Area], seal: Seal, sign_in: SignIn, make_user: Callable[..., User]
) -> None:
    seal()
    client = sign_in(role=Role.TOWNSHIP_OFFICER, area=TOWNSHIP)
    text = client.get(reverse("reports:day", args=[TOWNSHIP, DAY])).content.decode()

    assert drawn(text, "treemap-data") == [
        {
            "name": "明光路社区",
            "url": reverse("reports:day", args=[COMMUNITY, DAY]),
            "communities": 1,
            "state": "ALL_IN",
            "words": "1/1",
        },
        {
            "name": "胜利路社区",
            "url": reverse("reports:day", args=[SIBLING, DAY]),
            "communities": 1,
            "state": "MISSING",
            "words": "0/1 未报 1",
        },
    ]
