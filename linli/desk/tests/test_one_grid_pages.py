"""The page of one grid, as people of the cast see it."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from linli.areas.models import Area
from linli.clock import day_of
from linli.observation.models import Observation
from linli.observation.tests.acts import yesterday
from linli.people.models import GridMove, Household
from linli.staff.models import User
from linli.staff.rights import Role
from tests.cast import COMMUNITY, FOREIGN, GRID, OTHER_GRID, SIBLING, TOWNSHIP, MakeObservation

PAGE = f"/grids/{GRID}/"


@pytest.fixture
def homes(make_observation: MakeObservation) -> list[Household]:
    now = timezone.now()
    made = [
        make_observation(at=now, arrived_on=yesterday(), name=name, address=address)
        for name, address in (("王芳", "1栋1单元101室"), ("李强", "1栋1单元102室"), ("周敏", "2栋1单元101室"))
    ]
    return [observation.person.household for observation in made]


def test_a_list_is_told_what_goes_along_then_moved_and_put_back(
    secretary_client: Client, homes: list[Household]
) -> None:
    page = secretary_client.get(PAGE)
    assert [str(home.pk) in page.text for home in homes] == [True] * 3
    said = {"households": [str(homes[0].pk), str(homes[1].pk)], "to": OTHER_GRID}
    asked = secretary_client.post(PAGE, said)
    assert asked.context["asking"].persons == 2
    assert "还没有调" in asked.text
    assert Household.objects.filter(area=GRID).count() == 3
    assert "已调走 2 户" in secretary_client.post(PAGE, said | {"sure": "1"}, follow=True).text
    assert Observation.objects.filter(area=OTHER_GRID).count() == 2
    move = GridMove.objects.get()
    assert str(move.pk) in secretary_client.get(f"/grids/{OTHER_GRID}/").text
    back = secretary_client.post(f"/grids/moves/{move.pk}/undo/", follow=True)
    assert "已放回 2 户。" in back.text
    assert Household.objects.filter(area=GRID).count() == 3
    assert secretary_client.post(f"/grids/moves/{move.pk}/undo/").status_code == 404


def test_the_list_is_narrowed_by_building_and_words_and_ticked_at_once(
    secretary_client: Client, homes: list[Household]
) -> None:
    building = Household.objects.get(pk=homes[2].pk).building
    page = secretary_client.get(PAGE, {"building": building, "all": "1"})
    assert [(one.pk, ticked) for one, ticked in page.context["households"]] == [(homes[2].pk, True)]
    page = secretary_client.get(PAGE, {"q": "李强"})
    assert [(one.pk, ticked) for one, ticked in page.context["households"]] == [(homes[1].pk, False)]


@pytest.mark.parametrize(
    "said", [{"to": OTHER_GRID}, {"households": "own"}, {"households": "own", "to": "x"}]
)
def test_what_is_missing_is_said_and_what_was_ticked_stays(
    said: dict[str, str], secretary_client: Client, homes: list[Household]
) -> None:
    typed = said | ({"households": str(homes[0].pk)} if "households" in said else {})
    page = secretary_client.post(PAGE, typed | {"sure": "1"})
    assert page.status_code == 422
    ticked = [one.pk for one, is_ticked in page.context["households"] if is_ticked]
    assert ticked == ([homes[0].pk] if "households" in said else [])
    assert Household.objects.filter(area=GRID).count() == 3


def test_a_grid_is_renamed_emptied_closed_and_used_again(
    secretary_client: Client, homes: list[Household], make_user: Callable[..., User]
) -> None:
    worker = make_user(role=Role.GRID_WORKER, area=GRID)
    renamed = secretary_client.post(f"{PAGE}rename/", {"name": "东区"}, follow=True)
    assert "止叫“第一网格”" in renamed.text
    assert "还不能停用" in secretary_client.post(f"{PAGE}close/", follow=True).text
    page = secretary_client.get(PAGE)
    assert worker.full_name in page.text
    everybody = {"households": [str(home.pk) for home in homes], "to": COMMUNITY, "sure": "1"}
    secretary_client.post(PAGE, everybody)
    worker.posts.update(until_on=day_of(timezone.now()))
    assert "已停用" in secretary_client.post(f"{PAGE}close/", follow=True).text
    assert "东区（已停用）" in " ".join(secretary_client.get("/grids/").text.split())
    assert [code for code, _ in secretary_client.get(f"/grids/{OTHER_GRID}/").context["targets"]] == [
        COMMUNITY
    ]
    said = {"grid": GRID, "households": str(homes[0].pk)}
    assert secretary_client.post("/grids/", said).status_code == 422
    assert "已重新启用" in secretary_client.post(f"{PAGE}reopen/", follow=True).text
    assert Area.objects.get(pk=GRID).valid_until is None


def test_a_post_that_begins_later_keeps_it_open(
    secretary_client: Client, make_user: Callable[..., User]
) -> None:
    worker = make_user(role=Role.GRID_WORKER, area=GRID)
    worker.posts.update(from_on=day_of(timezone.now()) + timedelta(days=3))
    assert "还不能停用" in secretary_client.post(f"{PAGE}close/", follow=True).text


@pytest.mark.parametrize(
    ("role", "area"),
    [
        (Role.SECRETARY, SIBLING),
        (Role.SECRETARY, FOREIGN),
        (Role.TOWNSHIP_OFFICER, TOWNSHIP),
        (Role.GRID_WORKER, GRID),
    ],
)
def test_who_assigns_no_household_here_finds_no_such_grid(
    role: Role, area: str, homes: list[Household], sign_in: Callable[..., Client]
) -> None:
    client = sign_in(role=role, area=area)
    said = {"households": str(homes[0].pk), "to": OTHER_GRID, "sure": "1", "name": "东区"}
    assert client.get(PAGE).status_code == 404
    for act in ("", "rename/", "close/", "reopen/"):
        assert client.post(f"{PAGE}{act}", said).status_code == 404
    assert Household.objects.filter(area=GRID).count() == 3


@pytest.mark.parametrize("code", ["340102001001", "340102001001999", "x", "3401"])
def test_what_is_no_grid_is_not_there(code: str, secretary_client: Client) -> None:
    assert secretary_client.get(f"/grids/{code}/").status_code == 404


def test_a_grid_whose_last_worker_left_says_who_waits_there(
    secretary_client: Client, make_user: Callable[..., User], homes: list[Household]
) -> None:
    posts = [
        make_user(role=Role.GRID_WORKER, area=GRID, username=name).posts.get() for name in ("one", "two")
    ]
    ends = [f"/colleagues/{post.pk}/end/" for post in posts]
    assert secretary_client.post(ends[0], {"end-reason": "调走"})["Location"] == "/colleagues/"
    assert "现在没有网格员" not in secretary_client.get(PAGE).text
    page = secretary_client.post(ends[1], {"end-reason": "调走"}, follow=True)
    assert page.redirect_chain == [(PAGE, 302)]
    assert "这个网格现在没有网格员：观察中 3 人、住户 3 户等人接手。" in page.text
    assert 'href="/colleagues/"' in page.text
