"""Who is lost stays on a list until found, or until the search ends with a reason."""

from datetime import datetime, time, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from linli.clock import day_of, moment
from linli.lost.commands import NotSought, SearchGoesOn, end_search, search_again
from linli.lost.queries import lost_of
from linli.observation.commands import DecisionNeedsReason, end_with_reason, reopen_observation
from linli.observation.models import Observation
from linli.observation.rules import State
from linli.observation.tests.acts import words
from linli.staff.rights import Role
from linli.staff.rules import Viewer
from tests.cast import FIRST_DAY, GRID, SIBLING, MakeObservation, MakeViewer, look_for


def at(hour: int, *, day: int = 0) -> datetime:
    return moment(FIRST_DAY + timedelta(days=day), time(hour))


@pytest.fixture
def lost(make_observation: MakeObservation, secretary: Viewer) -> Observation:
    """Lose 王芳 on the third day."""
    observation = make_observation()
    lose(observation, secretary, at(9, day=2))
    return observation


def lose(observation: Observation, by: Viewer, now: datetime) -> None:
    look_for(observation=observation, by=by, until=now)
    end_with_reason(observation=observation, state=State.LOST, reason="电话不通", by=by, now=now)


def sought(viewer: Viewer) -> list[Observation]:
    return [one.observation for one in lost_of(viewer=viewer)[0]]


def test_it_tells_who_lost_them_when_and_the_last_contact(
    lost: Observation, secretary: Viewer, make_viewer: MakeViewer
) -> None:
    (one,), ended = lost_of(viewer=secretary)
    assert (one.observation, one.told_by, one.last_contact_at) == (lost, secretary.name, None)
    assert one.observation.closed_at == at(9, day=2)
    assert ended == []
    assert lost_of(viewer=make_viewer(role=Role.SECRETARY, area=SIBLING)) == ([], [])
    assert lost_of(viewer=make_viewer(role=Role.GRID_WORKER, area=GRID)) == ([], [])


def test_found_again_they_leave_the_list_and_lost_again_they_are_back(
    lost: Observation, secretary: Viewer
) -> None:
    again = reopen_observation(observation=lost, reason="找到了", by=secretary, now=at(9, day=3))
    assert sought(secretary) == []
    lose(again, secretary, at(9, day=5))
    assert sought(secretary) == [again]


def test_the_search_ends_with_a_reason_and_may_begin_again(lost: Observation, secretary: Viewer) -> None:
    now = at(9, day=4)
    with pytest.raises(SearchGoesOn):
        search_again(observation=lost, reason="又有消息", by=secretary, now=now)
    with pytest.raises(DecisionNeedsReason):
        end_search(observation=lost, reason=" ", by=secretary, now=now)
    end_search(observation=lost, reason="已回武汉，街道核实", by=secretary, now=now)
    on_list, (ended,) = lost_of(viewer=secretary)
    assert (on_list, ended.ended and ended.ended.reason) == ([], "已回武汉，街道核实")
    with pytest.raises(NotSought):
        end_search(observation=lost, reason="再来", by=secretary, now=now)
    search_again(observation=lost, reason="又有消息", by=secretary, now=now + timedelta(hours=1))
    assert sought(secretary) == [lost]
    lost.refresh_from_db()
    assert lost.state == State.LOST


def test_on_the_page(secretary_client: Client, make_observation: MakeObservation, secretary: Viewer) -> None:
    now = timezone.now()
    before = now - timedelta(days=3)
    observation = make_observation(at=before, arrived_on=day_of(before), name="李久寻")
    lose(observation, secretary, now)
    page = secretary_client.get(reverse("lost:index"))
    assert ("李久寻" in words(page), "从来没有联系上" in words(page)) == (True, True)
    assert reverse("observation:reopen", args=[observation.pk]) in words(page)
    police = reverse("police:hand_over", args=[observation.pk])
    assert police in words(page)
    said = {"words": "1月27日起电话不通，请帮助查找。"}
    assert secretary_client.post(police, said)["Location"] == f"/people/{observation.person_id}/"
    assert secretary_client.post(police, said).status_code == 422  # asked once
    url = reverse("lost:search", args=[observation.pk])
    assert secretary_client.post(url, {"what": "end", "reason": ""}).status_code == 422
    page = secretary_client.post(url, {"what": "end", "reason": "已出省"}, follow=True)
    assert ("已结束查找" in words(page), "已出省" in words(page)) == (True, True)
    page = secretary_client.post(url, {"what": "end", "reason": "已出省"})
    assert (page.status_code, "刚才已有人办理" in words(page)) == (422, True)
    secretary_client.post(url, {"what": "again", "reason": "有消息"})
    assert [one.observation for one in lost_of(viewer=secretary)[0]] == [observation]
