"""Everybody's page tells who looked at the numbers, when and why."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from linli.observation.models import Observation
from linli.observation.tests.acts import words
from linli.people.commands import RevealReason, reveal_identity
from linli.people.models import Person
from linli.people.queries.looks import looks_at
from linli.staff.rules import Viewer
from tests.cast import COUNTY, FOREIGN, MORNING, MakeObservation


def look(client: Client, observation: Observation, reason: str) -> None:
    answer = client.post(reverse("observation:reveal", args=[observation.person_id]), {"reason": reason})
    assert answer.status_code == 200


def test_a_page_tells_each_look_to_everybody_who_sees_the_person(
    doctor_client: Client, worker_client: Client, observation: Observation, doctor: Viewer
) -> None:
    url = reverse("observation:person", args=[observation.person_id])
    assert "还没有人看过" in words(worker_client.get(url))

    look(doctor_client, observation, "CALL")
    look(doctor_client, observation, "REFERRAL")

    page = worker_client.get(url)
    assert [(one.by, one.reason) for one in page.context["looks"]] == [
        (doctor.name, "REFERRAL"),
        (doctor.name, "CALL"),
    ]
    text = words(page)
    assert "还没有人看过" not in text
    assert all(word in text for word in (doctor.name, "送医转运", "打电话联系"))


def test_a_look_at_somebody_else_is_not_told(
    doctor_client: Client, observation: Observation, make_observation: MakeObservation
) -> None:
    other = make_observation(name="李强", address="9栋1单元101室")
    look(doctor_client, other, "CALL")
    assert looks_at(person=observation.person, counties={COUNTY}) == []


@pytest.mark.django_db
def test_looks_before_a_move_and_at_a_joined_entry_are_told(
    observation: Observation, make_observation: MakeObservation, doctor: Viewer
) -> None:
    twin = make_observation(name="王方", address="9栋1单元101室").person
    reveal_identity(person=twin, reason=RevealReason.PAPER, by=doctor, now=MORNING)
    Person.objects.filter(pk=twin.pk).update(joined_to=observation.person, joined_at=MORNING)
    moved = observation.person
    moved.county, moved.community, moved.area = FOREIGN.county, FOREIGN, FOREIGN
    reveal_identity(person=moved, reason=RevealReason.CALL, by=doctor, now=timezone.now())

    told = looks_at(person=moved, counties={COUNTY, FOREIGN.county})
    assert [one.reason for one in told] == ["CALL", "PAPER"]
