"""Everybody's page tells who looked at the numbers, when and why."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from linli.desk.queries.access_log import looks_of
from linli.desk.registers import ACTS, LOOKS
from linli.observation.models import Observation
from linli.observation.tests.acts import Enter, words
from linli.people.commands import RevealReason, reveal_identity
from linli.people.models import Person
from linli.people.queries import PersonFile
from linli.people.queries.access_log import looks_at
from linli.staff.rights import Role
from linli.staff.rules import Viewer
from tests.cast import COUNTY, FOREIGN, MORNING, SIBLING, TOWNSHIP, MakeObservation


def look(client: Client, observation: Observation, reason: str) -> None:
    answer = client.post(reverse("desk:reveal", args=[observation.person_id]), {"reason": reason})
    assert answer.status_code == 200


def test_a_page_tells_each_look_to_everybody_who_sees_the_person(
    doctor_client: Client, worker_client: Client, observation: Observation, doctor: Viewer
) -> None:
    url = reverse("desk:person", args=[observation.person_id])
    look(doctor_client, observation, "CALL")
    look(doctor_client, observation, "REFERRAL")

    assert "sections/looks/" in words(worker_client.get(url))
    page = worker_client.get(url + "sections/looks/")
    told = page.context["looks"]
    assert [(one.by, one.act, one.reason) for one in told if one.reason] == [
        (doctor.name, "identity.revealed", "REFERRAL"),
        (doctor.name, "identity.revealed", "CALL"),
    ]
    assert [one.act for one in told if not one.reason] == ["person.read"]
    text = words(page)
    assert "打开人员页面" in text
    assert all(word in text for word in (doctor.name, "送医转运", "打电话联系"))


def test_a_look_at_somebody_else_is_not_told(
    doctor_client: Client, observation: Observation, make_observation: MakeObservation
) -> None:
    other = make_observation(name="李强", address="9栋1单元101室")
    look(doctor_client, other, "CALL")
    assert looks_at(subjects=[observation.person_id], counties={COUNTY}, looks=LOOKS) == []


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

    told = looks_at(subjects=[moved.pk, twin.pk], counties={COUNTY, FOREIGN.county}, looks=LOOKS)
    assert [one.reason for one in told] == ["CALL", "PAPER"]


def test_the_list_costs_the_same_however_many_looks(
    observation: Observation, doctor: Viewer, django_assert_max_num_queries: Any
) -> None:
    for _ in range(5):
        reveal_identity(person=observation.person, reason=RevealReason.CALL, by=doctor, now=timezone.now())
    with django_assert_max_num_queries(4):
        assert len(looks_of(file=PersonFile(observation.person, (observation.person,)))) == 5


def test_who_does_not_see_the_person_does_not_see_who_looked(enter: Enter, observation: Observation) -> None:
    address = reverse("desk:access_log", args=[observation.person_id])
    for role, area in (
        (Role.SECRETARY, SIBLING),
        (Role.TOWNSHIP_OFFICER, TOWNSHIP),
        (Role.ADMINISTRATOR, TOWNSHIP),
        (Role.POLICE, TOWNSHIP),
        (Role.STOREKEEPER, TOWNSHIP),
    ):
        assert enter(role=role, area=area).get(address).status_code == 404, role


def test_every_act_of_the_list_has_words() -> None:
    assert set(LOOKS) <= set(ACTS)
