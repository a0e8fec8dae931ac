"""An end is asked once and can be undone: the observation goes on, and whoever is registered again is led there."""

from datetime import datetime, time, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from linli.clock import moment
from linli.duties.models import Duty
from linli.observation import commands
from linli.observation.models import Observation
from linli.observation.rules import State
from linli.observation.tests.acts import check_url, words
from linli.staff.rules import Viewer
from tests.cast import COUNTY, FIRST_DAY, MORNING, MakeObservation, look_for


def at(hour: int, *, day: int = 0) -> datetime:
    return moment(FIRST_DAY + timedelta(days=day), time(hour))


def end(observation: Observation, by: Viewer, now: datetime, state: State = State.STRUCK_OFF) -> None:
    commands.end_with_reason(observation=observation, state=state, reason="点错了人", by=by, now=now)


@pytest.mark.parametrize("state", [State.STRUCK_OFF, State.DIED, State.LOST])
def test_it_goes_on_to_its_last_day_with_what_falls_due_from_now_on(
    state: State, make_observation: MakeObservation, secretary: Viewer
) -> None:
    observation = make_observation()
    look_for(observation=observation, by=secretary, until=at(9, day=1))
    end(observation, secretary, at(9, day=1), state)
    again = commands.reopen_observation(
        observation=observation, reason="人已找到", by=secretary, now=at(13, day=3)
    )
    assert (again.state, again.last_on, again.anchor_on) == (
        State.OBSERVING,
        observation.last_on,
        observation.anchor_on,
    )
    duties = Duty.objects.filter(county=COUNTY, subject=again.pk).order_by("due_at")
    assert {duty.outcome for duty in duties} == {""}
    assert duties[0].due_at > at(13, day=3)
    assert duties[len(duties) - 1].slot_on == observation.last_on
    assert again.decisions.get().reason == "人已找到"


def test_only_the_newest_that_was_ended_by_a_statement_goes_on_and_once(
    make_observation: MakeObservation, secretary: Viewer
) -> None:
    observation = make_observation()
    with pytest.raises(commands.NotToReopen):
        commands.reopen_observation(observation=observation, reason="恢复", by=secretary, now=MORNING)
    end(observation, secretary, at(9))
    commands.reopen_observation(observation=observation, reason="恢复", by=secretary, now=at(10))
    with pytest.raises(commands.NotToReopen):
        commands.reopen_observation(observation=observation, reason="恢复", by=secretary, now=at(11))
    assert Observation.objects.count() == 2


def test_the_page_asks_for_a_reason_and_leads_back_to_the_person(
    secretary_client: Client, observation: Observation, secretary: Viewer
) -> None:
    end(observation, secretary, timezone.now())
    url = reverse("observation:reopen", args=[observation.pk])
    person = f"/people/{observation.person_id}/"
    assert url in words(secretary_client.get(person))
    assert secretary_client.post(url, {"reason": ""}).status_code == 422
    answer = secretary_client.post(url, {"reason": "点错了人"})
    assert (answer.status_code, answer["Location"]) == (302, person)
    again = Observation.objects.get(state=State.OBSERVING)
    assert url not in words(secretary_client.get(person))
    assert check_url(again) in words(secretary_client.get("/day/"))
    refused = secretary_client.post(url, {"reason": "点错了人"})
    assert (refused.status_code, "已有后来的观察" in words(refused)) == (422, True)


def test_a_death_that_was_taken_back_asks_for_no_emergency(
    secretary_client: Client, observation: Observation, secretary: Viewer
) -> None:
    person, report = f"/people/{observation.person_id}/", "报告紧急情况：居家死亡"
    end(observation, secretary, timezone.now(), State.DIED)
    assert report in words(secretary_client.get(person))
    commands.reopen_observation(observation=observation, reason="认错人了", by=secretary, now=timezone.now())
    assert report not in words(secretary_client.get(person))


def test_why_a_released_one_cannot_go_on_is_said_as_it_is(
    secretary_client: Client, observation: Observation
) -> None:
    Observation.objects.update(state=State.RELEASED, closed_at=timezone.now())
    page = words(secretary_client.get(reverse("observation:reopen", args=[observation.pk])))
    assert "已经按期满解除，不能恢复" in page
    assert "没有结束" not in page
