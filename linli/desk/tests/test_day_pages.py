"""The page of the day: what it says when empty, its filters and its pages."""

from datetime import timedelta

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from linli.arrivals.commands import NewArrival, register_arrivals
from linli.clock import day_of
from linli.observation.tests.acts import DAY, record, words, yesterday
from linli.people.commands import PersonCard
from linli.staff.rules import Viewer
from tests.cast import COMMUNITY, OTHER_GRID, MakeObservation


def test_an_empty_day_says_what_comes_next(secretary_client: Client, worker_client: Client) -> None:
    assert reverse("arrivals:register") in words(secretary_client.get(DAY))
    assert reverse("rosters:imports") in words(secretary_client.get(DAY))
    assert "还没有人在观察" in words(worker_client.get(DAY))


def test_the_day_is_narrowed_to_a_grid_and_pages_keep_the_filter(
    secretary_client: Client, secretary: Viewer, worker_client: Client
) -> None:
    cards = [
        PersonCard(name="周敏", phone=f"137{n:08}", address=f"{n}栋1单元101室", grid_name="第二网格")
        for n in range(1, 62)
    ]
    arrivals = [NewArrival(card=card, arrived_on=yesterday()) for card in cards]
    near = NewArrival(
        card=PersonCard(name="王芳", phone="13600000001", grid_name="第一网格"), arrived_on=yesterday()
    )
    register_arrivals(community=COMMUNITY, arrivals=[*arrivals, near], by=secretary, now=timezone.now())
    assert secretary_client.get(DAY).context["page"].paginator.count == 62
    assert worker_client.get(DAY, {"grid": OTHER_GRID}).context["page"].paginator.count == 1
    page = secretary_client.get(DAY, {"grid": OTHER_GRID})
    assert page.context["page"].paginator.count == 61
    assert {door.area for door in page.context["doors"]} == {OTHER_GRID}
    assert f"?grid={OTHER_GRID}&amp;page=2" in words(page)
    last = secretary_client.get(DAY, {"grid": OTHER_GRID, "page": "4"})
    assert len(last.context["page"].object_list) == 1


def test_a_door_with_one_session_done_is_among_the_done(
    worker_client: Client, make_observation: MakeObservation
) -> None:
    before = timezone.now() - timedelta(days=1)
    observation = make_observation(at=before, arrived_on=day_of(before))
    assert list(worker_client.get(DAY, {"show": "done"}).context["page"]) == []
    record(worker_client, observation, temperature="36.6")
    (door,) = worker_client.get(DAY, {"show": "done"}).context["doors"]
    (line,) = door.lines
    assert sorted(slot.state == "DONE" for slot in line.slots) == [False, True]
    assert list(worker_client.get(DAY, {"show": "tried"}).context["page"]) == []


def test_who_refused_was_met_and_is_not_among_those_who_were_not(
    worker_client: Client, make_observation: MakeObservation
) -> None:
    before = timezone.now() - timedelta(days=1)
    observation = make_observation(at=before, arrived_on=day_of(before))
    record(worker_client, observation, outcome="REFUSED")
    assert list(worker_client.get(DAY, {"show": "tried"}).context["page"]) == []
    page = worker_client.get(DAY, {"show": "refused"})
    (door,) = page.context["doors"]
    assert "REFUSED" in {slot.state for line in door.lines for slot in line.slots}
    assert (page.context["counts"].tried, page.context["counts"].refused) == (0, 1)
    assert "见到人，本人拒绝" in words(page)
