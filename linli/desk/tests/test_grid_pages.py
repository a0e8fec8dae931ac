"""The page of grids and of households without one."""

from typing import Any

from django.test import Client
from django.utils import timezone

from linli.observation.tests.acts import DAY, check_url, words, yesterday
from linli.observation.tests.pages import form_with
from linli.people.models import GridMove
from tests.cast import COMMUNITY, GRID, SIBLING, MakeObservation


def test_households_are_given_to_a_grid(
    secretary_client: Client, worker_client: Client, make_observation: MakeObservation
) -> None:
    observation = make_observation(at=timezone.now(), arrived_on=yesterday(), grid_name="")
    assert observation.area == COMMUNITY
    page = secretary_client.get("/grids/")
    household = str(observation.person.household_id)
    assert household in words(page)
    assert secretary_client.post("/grids/", {"grid": GRID}).status_code == 422
    assert secretary_client.post("/grids/", {"grid": SIBLING, "households": household}).status_code == 422
    assert secretary_client.post("/grids/", {"grid": GRID, "households": household}).status_code == 302
    observation.refresh_from_db()
    assert observation.area == GRID
    assert household not in words(secretary_client.get("/grids/"))
    assert check_url(observation) in words(worker_client.get(DAY))


def test_a_grid_is_made_once(secretary_client: Client, areas: dict[str, Any]) -> None:
    said = form_with(secretary_client.get("/grids/"), "community") | {"name": "第三网格"}
    assert "已新建网格。" in words(secretary_client.post("/grids/new/", said, follow=True))
    assert "刚才已经保存过" in words(secretary_client.post("/grids/new/", said, follow=True))  # the same page
    said |= form_with(secretary_client.get("/grids/"), "community") | {"name": "第三网格"}
    assert "已有同名网格。" in words(secretary_client.post("/grids/new/", said, follow=True))


def test_all_that_match_are_given_at_once_and_taken_back_at_once(
    secretary_client: Client, make_observation: MakeObservation
) -> None:
    doors = ("王家村三组8号", "王家村三组9号", "李家村1号")
    rows = [
        make_observation(at=timezone.now(), arrived_on=yesterday(), grid_name="", name=f"王{n}", address=door)
        for n, door in zip("一二三", doors, strict=True)
    ]

    def areas_now() -> list[str]:
        for row in rows:
            row.refresh_from_db()
        return [row.area for row in rows]

    page = secretary_client.get("/grids/", {"q": "三组"})
    assert [door in words(page) for door in doors] == [True, True, False]
    said = form_with(page, "count") | {"grid": GRID, "which": "ALL"}
    refused = secretary_client.post("/grids/", said | {"count": "3"})  # not what was looked at
    assert (refused.status_code, areas_now()) == (422, [COMMUNITY] * 3)
    given = secretary_client.post("/grids/", said, follow=True)
    assert "已分配 2 户" in words(given)
    assert areas_now() == [GRID, GRID, COMMUNITY]
    move = GridMove.objects.get()
    assert f"/grids/moves/{move.pk}/undo/" in words(given)
    secretary_client.post(f"/grids/moves/{move.pk}/undo/")
    assert areas_now() == [COMMUNITY] * 3
