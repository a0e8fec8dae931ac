"""The day's list on paper: the worker's own doors in their order, and nobody else's."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from linli.audit.models import AuditEvent
from linli.clock import day_of
from linli.observation.models import Observation
from linli.people.models import Household
from linli.staff.models import User
from linli.staff.rights import Role
from linli.staff.rules import Viewer
from linli.typesetting.tests.pdf import text_of
from linli.worklist.day_sheet import code_of
from linli.worklist.queries.printed import day_sheets
from tests.cast import COMMUNITY, COUNTY, GRID, OTHER_GRID, SIBLING, TOWNSHIP, MakeObservation, MakeViewer

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def page_of(viewer: Viewer) -> Client:
    client = Client()
    client.force_login(User.objects.get(pk=viewer.user_id))
    return client


@pytest.fixture
def observe(make_observation: MakeObservation) -> Callable[..., Observation]:
    """Observe somebody who came three days ago, since yesterday."""

    def make(name: str, address: str, grid_name: str = "第一网格", **told: Any) -> Observation:
        now = timezone.now()
        days = {"at": now - timedelta(hours=30), "arrived_on": day_of(now) - timedelta(days=3)}
        return make_observation(name=name, address=address, grid_name=grid_name, **(days | told))

    return make


def test_the_list_holds_the_doors_of_the_grid_in_walking_order(
    worker: Viewer, observe: Callable[..., Observation]
) -> None:
    observe("赵六丁", "12栋1单元101室")
    observe("王芳芳", "3栋2单元501室", phone="13812345678")
    observe("李强强", "3栋2单元501室")
    observe("周不见", "1栋1单元101室", grid_name="第二网格")
    Household.objects.filter(address__startswith="12栋").update(note="钥匙在隔壁")

    answer = page_of(worker).get("/day/printed/")

    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    text = text_of(answer.content)
    places = [text.index(word) for word in ("3栋2单元501室", "李强强", "王芳芳", "12栋1单元101室", "赵六丁")]
    assert places == sorted(places)
    assert "钥匙在隔壁" in text
    assert "第3天，共14天" in text
    assert "周不见" not in text
    assert "5678" not in text
    assert text.count("3栋2单元501室") == 1
    assert "".join(worker.name.split()) in text
    events = AuditEvent.objects.filter(county=COUNTY, action="papers.day_printed")
    assert [
        (event.area, event.changed["households"], event.changed["about"]["count"]) for event in events
    ] == [(str(GRID), 2, 3)]


def test_each_door_carries_the_code_that_opens_it(
    worker: Viewer, observe: Callable[..., Observation]
) -> None:
    home = observe("王芳", "3栋2单元501室").person.household

    text = text_of(page_of(worker).get("/day/printed/").content)

    assert code_of(household_id=str(home.pk)).replace(" ", "") in text
    assert code_of(household_id="0190c1a2-0000-7000-8000-0000deadbeef") == "dead beef"


@pytest.mark.parametrize(
    ("role", "area", "names"),
    [
        (Role.SECRETARY, COMMUNITY, ["王芳", "李强"]),
        (Role.DOCTOR, COMMUNITY, ["王芳", "李强"]),
        (Role.GRID_WORKER, OTHER_GRID, ["李强"]),
        (Role.SECRETARY, SIBLING, []),
        (Role.TOWNSHIP_OFFICER, TOWNSHIP, []),
    ],
)
def test_everybody_prints_their_own_doors(
    make_viewer: MakeViewer, observe: Callable[..., Observation], role: Role, area: Any, names: list[str]
) -> None:
    observe("王芳", "1栋1单元101室")
    observe("李强", "2栋1单元101室", grid_name="第二网格")

    sheets = day_sheets(viewer=make_viewer(role=role, area=area), grid="", now=timezone.now())

    assert [person.name for sheet in sheets for home in sheet.doors for person in home.people] == names


def test_one_grid_is_printed_where_it_is_named(
    secretary: Viewer, observe: Callable[..., Observation]
) -> None:
    observe("王芳", "1栋1单元101室")
    observe("李强", "2栋1单元101室", grid_name="第二网格")

    assert [s.area for s in day_sheets(viewer=secretary, grid=str(OTHER_GRID), now=timezone.now())] == [
        OTHER_GRID
    ]
    assert day_sheets(viewer=secretary, grid="9'", now=timezone.now()) == []


def test_an_empty_list_says_what_to_do_and_those_above_have_none(
    worker: Viewer, township_officer: Viewer
) -> None:
    assert "没有可打印的名单" in page_of(worker).get("/day/printed/?grid=%00x").content.decode()
    assert page_of(township_officer).get("/day/printed/").status_code == 403
