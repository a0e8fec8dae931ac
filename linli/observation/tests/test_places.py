"""Somebody is observed at a central point from a moment on, and at home again."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from linli.observation import commands
from linli.observation.models import Observation
from linli.observation.tests.acts import words
from linli.protocols.rules import Place
from linli.staff.rules import Viewer
from tests.cast import MORNING, MakeObservation

LATER = MORNING + timedelta(hours=1)


def test_there_and_back_again(make_observation: MakeObservation, secretary: Viewer) -> None:
    observation = make_observation()
    last_on = observation.last_on
    commands.observe_at(
        observation=observation, place=Place.CENTRAL, reason="不能单独住", by=secretary, now=LATER
    )
    observation.refresh_from_db()
    assert observation.place == Place.CENTRAL
    with pytest.raises(commands.ThereAlready):
        commands.observe_at(
            observation=observation, place=Place.CENTRAL, reason="不能单独住", by=secretary, now=LATER
        )
    commands.observe_at(observation=observation, place=Place.HOME, reason="已搬回", by=secretary, now=LATER)
    observation.refresh_from_db()
    assert (observation.place, observation.last_on) == (Place.HOME, last_on)
    assert observation.decisions.count() == 2


def test_on_the_page(secretary_client: Client, observation: Observation) -> None:
    url = reverse("observation:place", args=[observation.pk])
    person = f"/people/{observation.person_id}/"
    assert url in words(secretary_client.get(person))
    assert secretary_client.post(url, {"place": "CENTRAL", "reason": ""}).status_code == 422
    assert secretary_client.post(url, {"place": "HOME", "reason": "在家"}).status_code == 422
    page = secretary_client.post(url, {"place": "CENTRAL", "reason": "不能单独住"}, follow=True)
    assert "集中观察" in words(page)
    observation.refresh_from_db()
    assert observation.place == Place.CENTRAL
