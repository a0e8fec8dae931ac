"""Loads of workers: shown where a grid is chosen, in few statements."""

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from linli.areas.commands import create_grid
from linli.clock import day_of
from linli.desk.queries.load import load
from linli.desk.tests.teams import TEAM, stand_in, user_of
from linli.observation.models import Observation
from linli.observation.tests.acts import Enter, words, yesterday
from linli.staff.queries.teams import teams_of
from linli.staff.rights import Action, Role
from tests.cast import COMMUNITY, GRID, OTHER_GRID, MakeObservation, MakeViewer
from tests.whole_page import whole_page


def test_the_load_is_shown_where_a_grid_is_chosen(
    secretary_client: Client,
    worker_client: Client,
    make_observation: MakeObservation,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    now = timezone.now()
    for _n in range(2):
        make_observation(at=now, arrived_on=yesterday())
    make_observation(at=now, arrived_on=yesterday(), grid_name="")
    worker = user_of(Role.GRID_WORKER, GRID)
    for page in ("/grids/", "/teams/"):
        assert f"{worker.full_name}：共负责 2 人" in words(secretary_client.get(page))
        assert "没有网格员" in words(secretary_client.get(page))
    assert "偏多" not in words(secretary_client.get("/teams/"))
    monkeypatch.setattr("linli.desk.queries.load.PEOPLE_A_WORKER", 1)
    assert "偏多" in words(secretary_client.get("/teams/"))


def test_teams_take_five_statements_however_many_grids(
    secretary_client: Client, enter: Enter, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    enter(role=Role.DOCTOR, area=COMMUNITY)
    said = {"user_DOCTOR": str(user_of(Role.DOCTOR, COMMUNITY).pk)}
    for grid in (GRID, OTHER_GRID):
        assert secretary_client.post(f"/teams/{grid}/", said).status_code == 302
    for grids in ([GRID], [GRID, OTHER_GRID]):
        with django_assert_num_queries(5):
            assert len(teams_of(grids=grids, on=day_of(timezone.now()))) == len(grids)


def test_loads_take_a_fixed_number_of_statements_however_many_grids(
    make_viewer: MakeViewer,
    make_observation: MakeObservation,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    now = timezone.now()
    secretary = make_viewer(role=Role.SECRETARY, area=COMMUNITY)
    make_viewer(role=Role.GRID_WORKER, area=GRID)
    make_viewer(role=Role.GRID_WORKER, area=COMMUNITY)
    make_observation(at=now, arrived_on=yesterday())
    make_observation(at=now, arrived_on=yesterday(), grid_name="第二网格")
    for n in range(5):
        create_grid(community=COMMUNITY, name=f"新{n}", on=day_of(now))
    with django_assert_num_queries(4):
        rows = load(viewer=secretary, action=Action.SEE_TEAMS, now=now)
    assert [(row.people, len(row.workers)) for row in rows[:3]] == [(1, 1), (1, 1), (0, 1)]
    assert {row.workers[0].people for row in rows[1:]} == {1}
    assert load(viewer=None, action=Action.SEE_TEAMS, now=now) == []


def test_who_stands_in_carries_the_people_of_the_absent(
    secretary_client: Client, worker_client: Client, enter: Enter, watched: Observation
) -> None:
    enter(role=Role.GRID_WORKER, area=OTHER_GRID)
    absent, substitute = user_of(Role.GRID_WORKER, GRID), user_of(Role.GRID_WORKER, OTHER_GRID)
    secretary_client.post(TEAM, {"user_GRID_WORKER": str(absent.pk)})
    assert f"{absent.full_name}：共负责 1 人" in words(secretary_client.get("/teams/"))
    stand_in(secretary_client, absent, substitute)
    page = words(secretary_client.get("/teams/"))
    assert f"{substitute.full_name}：共负责 1 人" in page
    assert f"{absent.full_name}：" not in page
    person = whole_page(client=secretary_client, address=f"/people/{watched.person_id}/")
    assert f"请假，{substitute.full_name} 代班" in person
