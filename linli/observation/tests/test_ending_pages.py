"""The release from an observation, on its pages."""

from datetime import timedelta

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from linli.clock import day_of
from linli.observation.models import Observation
from linli.observation.rules import State
from linli.observation.tests.acts import DAY, words
from tests.cast import MakeObservation


def test_release_before_the_last_day_is_explained(doctor_client: Client, observation: Observation) -> None:
    page = doctor_client.post(reverse("observation:release", args=[observation.pk]), follow=True)
    assert f"观察期到 {observation.last_on.isoformat()} 止，次日起才能解除。" in words(page)
    observation.refresh_from_db()
    assert observation.state == State.OBSERVING


def test_somebody_whose_period_is_over_is_found_by_the_filter_and_released(
    doctor_client: Client, observation: Observation, make_observation: MakeObservation
) -> None:
    before = timezone.now() - timedelta(days=20)
    over = make_observation(at=before, arrived_on=day_of(before), name="周敏")
    page = doctor_client.get(DAY, {"show": "over"})
    lines = [line for door in page.context["doors"] for line in door.lines]
    assert [line.subject for line in lines] == [over.pk]
    assert "期满待解除" in words(page)
    url = reverse("observation:release", args=[over.pk])
    assert url in words(doctor_client.get(reverse("desk:person", args=[over.person_id])))
    refused = doctor_client.post(url, follow=True)
    assert "还有漏查的时段没有说明" in words(refused)

    explain = reverse("observation:explain", args=[over.pk])
    page = doctor_client.get(explain)
    slots = [value for value, _label in page.context["form"].fields["slots"].choices]
    assert doctor_client.post(explain, {"slots": slots, "reason": " "}).status_code == 422
    doctor_client.post(explain, {"slots": slots, "reason": "走亲戚，已电话确认"})
    assert over.person.name in words(doctor_client.get(reverse("observation:releases")))

    doctor_client.post(url)
    over.refresh_from_db()
    assert over.state == State.RELEASED
