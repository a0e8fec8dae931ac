"""The pages of shorter versions, as people of the cast use them."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from linli.areas.rules import AreaCode
from linli.clock import day_of
from linli.observation.models import Observation, ObservationDecision
from linli.protocols.models import Protocol
from linli.staff.models import User
from linli.staff.rights import Role
from tests.cast import COMMUNITY, COUNTY, GRID, SIBLING, MakeObservation
from tests.whole_page import whole_page

pytestmark = pytest.mark.once

MakeUser = Callable[..., User]


@pytest.fixture
def officer(make_user: MakeUser) -> Client:
    """Sign the officer of COUNTY in."""
    return entered(make_user(role=Role.COUNTY_OFFICER, area=COUNTY))


@pytest.fixture
def doctor_client(make_user: MakeUser) -> Client:
    """Sign the doctor of COMMUNITY in."""
    return entered(make_user(role=Role.DOCTOR, area=COMMUNITY))


@pytest.fixture
def observation(make_observation: MakeObservation) -> Observation:
    """Register somebody a moment ago who came yesterday."""
    now = timezone.now()
    return make_observation(at=now, arrived_on=day_of(now) - timedelta(days=1))


def entered(user: User) -> Client:
    browser = Client()
    browser.force_login(user)
    return browser


def test_the_secretary_asks_for_a_shorter_version_and_the_doctor_answers_with_reasons_that_stay_on_the_page(
    secretary_client: Client, doctor_client: Client, observation: Observation
) -> None:
    url = reverse("shortening:move_protocol", args=[observation.pk])
    page = secretary_client.get(url)
    last_on = observation.anchor_on + timedelta(days=5)
    assert f"新十条：观察到 {last_on.isoformat()} 24:00（缩短，须另一人同意）" in page.text
    assert "武汉" not in page.text
    short = secretary_client.post(url, {"protocol": "P2022-12", "reason": "短"})
    assert (short.status_code, ObservationDecision.objects.count()) == (422, 0)

    asked = secretary_client.post(url, {"protocol": "P2022-12", "reason": "专家组意见"}, follow=True)
    assert "撤回请求" in asked.text
    assert "同意或不同意" not in asked.text
    asking = ObservationDecision.objects.get()
    answer_url = reverse("shortening:answer", args=[asking.pk])
    assert secretary_client.get(answer_url).status_code == 404
    assert observation.person.name in doctor_client.get(reverse("shortening:index")).text
    doctor_client.post(answer_url, {"answer": "YES", "words": "接触史核实过"})

    observation.refresh_from_db()
    assert (observation.protocol_id, observation.last_on) == ("P2022-12", last_on)
    person = whole_page(client=doctor_client, address=reverse("desk:person", args=[observation.person_id]))
    for words in ("新十条", "2020年1月首版", "专家组意见", "接触史核实过", "Doctor 340102001001"):
        assert words in person
    again = doctor_client.post(url, {"protocol": "P2020-02H", "reason": "学武汉"})
    assert again.status_code == 422


def test_the_county_answers_what_the_doctor_asks_and_reads_no_name(
    officer: Client, doctor_client: Client, observation: Observation
) -> None:
    url = reverse("shortening:move_protocol", args=[observation.pk])
    doctor_client.post(url, {"protocol": "P2022-12", "reason": "专家组意见"})
    asking = ObservationDecision.objects.get()
    listed = officer.get(reverse("shortening:index"))
    page = officer.get(reverse("shortening:answer", args=[asking.pk]))
    assert "专家组意见" in listed.text
    for told in (listed, page):
        assert observation.person.name not in told.text
    assert officer.get(reverse("shortening:withdraw", args=[asking.pk])).status_code == 404
    withdrawn = doctor_client.post(
        reverse("shortening:withdraw", args=[asking.pk]), {"reason": "弄错了人"}, follow=True
    )
    assert "没有等着决定的请求" in withdrawn.text


def test_on_a_day_of_one_version_there_is_nothing_to_choose(
    doctor_client: Client, observation: Observation
) -> None:
    Protocol.objects.exclude(pk=observation.protocol_id).update(valid_until=day_of(timezone.now()))
    page = doctor_client.get(reverse("shortening:move_protocol", args=[observation.pk]))
    assert "今天没有别的方案可以改用。" in page.text


@pytest.mark.parametrize(
    ("role", "area", "status"),
    [
        (Role.SECRETARY, COMMUNITY, 200),
        (Role.GRID_WORKER, GRID, 404),
        (Role.COUNTY_OFFICER, COUNTY, 404),
        (Role.DOCTOR, SIBLING, 404),
    ],
)
def test_who_may_move_somebody(
    role: Role, area: AreaCode, status: int, observation: Observation, make_user: MakeUser
) -> None:
    browser = entered(make_user(role=role, area=area))
    assert browser.get(reverse("shortening:move_protocol", args=[observation.pk])).status_code == status
