"""What a storekeeper sees: counts by community, and nobody who could be found out by them."""

from datetime import time
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from linli.clock import day_of, moment
from linli.desk.queries.headcounts import Headcount, headcounts
from linli.desk.rules.headcounts import told_count
from linli.observation.tests.acts import Enter, words, yesterday
from linli.staff.rights import Role
from linli.tracing.commands import NewLead, receive_leads
from linli.tracing.rules import Source
from tests.cast import (
    CITY,
    COMMUNITY,
    COUNTY,
    FOREIGN,
    GRID,
    OTHER_GRID,
    SIBLING,
    TOWNSHIP,
    MakeObservation,
    MakeViewer,
)


@pytest.mark.parametrize(("count", "told"), [(0, 0), (1, None), (2, None), (3, 3), (300, 300)])
def test_one_and_two_are_not_told(count: int, told: int | None) -> None:
    assert told_count(count=count) == told


def people(make_observation: MakeObservation) -> None:
    """Register three at two doors here, one beside, one elsewhere, all since yesterday."""
    # Early in the day, so that both of its checks are due at whatever hour this runs.
    at = {"at": moment(day_of(timezone.now()), time(7)), "arrived_on": yesterday()}
    for name, door in (("王芳", "1栋1单元101室"), ("李强", "1栋1单元101室"), ("赵六", "2栋1单元101室")):
        make_observation(name=name, address=door, **at)
    make_observation(name="钱七", community=SIBLING, grid_name="", **at)
    make_observation(name="孙八", community=FOREIGN, grid_name="", **at)


@pytest.mark.parametrize(
    ("area", "names"),
    [
        (COMMUNITY, ["明光路社区"]),
        (TOWNSHIP, ["明光路社区", "胜利路社区"]),
        (COUNTY, ["明光路社区", "胜利路社区"]),
    ],
)
def test_counts_of_the_own_area_and_below(
    area: Any, names: list[str], make_observation: MakeObservation, make_viewer: MakeViewer
) -> None:
    people(make_observation)
    make_viewer(role=Role.GRID_WORKER, area=GRID)
    make_viewer(role=Role.GRID_WORKER, area=OTHER_GRID)
    make_viewer(role=Role.DOCTOR, area=COMMUNITY)
    viewer = make_viewer(role=Role.STOREKEEPER, area=area)

    told = headcounts(viewer=viewer, on=day_of(timezone.now()))

    assert [row.name for row in told] == names
    assert told[0] == Headcount("明光路社区", doors=None, people=3, workers=3)
    assert told[1:] == [Headcount("胜利路社区", doors=None, people=None, workers=0)][: len(names) - 1]


def test_somebody_who_must_be_found_yet_is_no_door(
    make_observation: MakeObservation, make_viewer: MakeViewer
) -> None:
    people(make_observation)
    make_observation(name="吴九", address="3栋1单元101室", at=timezone.now(), arrived_on=yesterday())
    viewer = make_viewer(role=Role.STOREKEEPER, area=COMMUNITY)
    before = headcounts(viewer=viewer, on=day_of(timezone.now()))
    lead = NewLead(name="陈十", phone="13800000001", origin="武汉")
    receive_leads(
        community=COMMUNITY,
        source=Source.RAIL,
        list_name="G1 车",
        entries=[lead],
        by=make_viewer(role=Role.TOWNSHIP_OFFICER, area=TOWNSHIP),
        now=timezone.now(),
    )
    assert headcounts(viewer=viewer, on=day_of(timezone.now())) == before


def test_a_fixed_number_of_statements_however_many(
    make_observation: MakeObservation, make_viewer: MakeViewer, django_assert_num_queries: Any
) -> None:
    people(make_observation)
    viewer = make_viewer(role=Role.STOREKEEPER, area=COUNTY)
    with django_assert_num_queries(5):
        headcounts(viewer=viewer, on=day_of(timezone.now()))


def test_the_page_names_nobody_and_is_for_storekeepers_only(
    enter: Enter, make_observation: MakeObservation, client: Client
) -> None:
    people(make_observation)
    text = words(enter(role=Role.STOREKEEPER, area=TOWNSHIP).get("/headcounts/"))
    assert "不足 3" in text
    assert not any(name in text for name in ("王芳", "李强", "钱七"))
    for role, area in ((Role.SECRETARY, COMMUNITY), (Role.ADMINISTRATOR, CITY), (Role.AUDITOR, COUNTY)):
        assert enter(role=role, area=area).get("/headcounts/").status_code == 403
    storekeeper = enter(role=Role.STOREKEEPER, area=TOWNSHIP)
    for page in ("/people/", "/day/", "/alerts/", "/overdue/", "/reports/"):
        answer = storekeeper.get(page, follow=True)
        assert answer.status_code in {200, 403, 404}
        assert not any(name in words(answer) for name in ("王芳", "李强", "钱七")), page
