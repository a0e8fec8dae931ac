"""Who sees what of retention: the secretary by name, the county by number, others nothing."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from linli.areas.rules import AreaCode
from linli.clock import day_of
from linli.observation.models import Observation
from linli.observation.rules import State
from linli.people.models import Person
from linli.retention.commands import run_retention
from linli.retention.models import Announcement, HoldBack
from linli.staff.rights import Role
from tests.cast import CITY, COMMUNITY, COUNTY, FOREIGN, GRID, MORNING, SIBLING, TOWNSHIP, MakeObservation

SignIn = Callable[..., Client]
PAGE = "/retention/"


@pytest.fixture
def announced(make_observation: MakeObservation) -> Observation:
    """Make somebody who was released 25 days ago and announced two days ago."""
    observation = make_observation()
    now = timezone.now()
    Observation.objects.filter(pk=observation.pk).update(
        state=State.RELEASED, closed_at=now - timedelta(days=25)
    )
    list(run_retention(area=None, now=now - timedelta(days=2)))
    return observation


def test_the_secretary_sees_who_goes_when_and_holds_back(announced: Observation, sign_in: SignIn) -> None:
    client = sign_in(role=Role.SECRETARY, area=COMMUNITY)
    today = day_of(timezone.now())

    page = client.get(PAGE).text
    assert "王芳" in page
    assert f"{today + timedelta(days=5)}" in page
    assert "保存期没有满" in page

    hold = f"/retention/{announced.person_id}/hold/"
    assert client.get(hold).status_code == 200
    until = today + timedelta(days=20)
    answer = client.post(hold, {"until": until.isoformat(), "reason": "投诉还在处理"}, follow=True)
    assert answer.redirect_chain == [(PAGE, 302)]
    assert f"{until + timedelta(days=1)}" in answer.text
    assert "书记暂缓" in answer.text
    assert Announcement.objects.get().held_until == until


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"until": "", "reason": "投诉"}, "until"),
        ({"until": "2000-01-01", "reason": "投诉"}, "从今天起，最晚到"),
        ({"until": "2999-01-01", "reason": "投诉"}, "从今天起，最晚到"),
        ({"until": "TOMORROW", "reason": ""}, "请写明理由"),
        ({"until": "TOMORROW", "reason": "   "}, "请写明理由"),
    ],
)
def test_a_hold_that_is_not_sound_is_told_at_its_field(
    announced: Observation, sign_in: SignIn, said: dict[str, str], words: str
) -> None:
    client = sign_in(role=Role.SECRETARY, area=COMMUNITY)
    tomorrow = day_of(timezone.now()) + timedelta(days=1)
    typed = said | {"until": said["until"].replace("TOMORROW", tomorrow.isoformat())}

    answer = client.post(f"/retention/{announced.person_id}/hold/", typed)

    assert answer.status_code == 422
    assert words in answer.text
    assert typed["reason"].strip() in answer.text
    assert not HoldBack.objects.exists()


def test_a_third_hold_is_refused(announced: Observation, sign_in: SignIn) -> None:
    client = sign_in(role=Role.SECRETARY, area=COMMUNITY)
    said = {"until": day_of(timezone.now()).isoformat(), "reason": "投诉"}
    for _time in range(2):
        assert client.post(f"/retention/{announced.person_id}/hold/", said).status_code == 302

    answer = client.post(f"/retention/{announced.person_id}/hold/", said)

    assert answer.status_code == 422
    assert "已经暂缓过两次" in answer.text
    assert "已暂缓两次" in client.get(PAGE).text


@pytest.mark.parametrize(
    ("role", "area", "status"),
    [
        (Role.SECRETARY, COMMUNITY, 200),
        (Role.COUNTY_OFFICER, COUNTY, 200),
        (Role.GRID_WORKER, GRID, 403),
        (Role.DOCTOR, COMMUNITY, 403),
        (Role.TOWNSHIP_OFFICER, TOWNSHIP, 403),
        (Role.CITY_OFFICER, CITY, 403),
        (Role.ADMINISTRATOR, COUNTY, 403),
        (Role.AUDITOR, COUNTY, 403),
    ],
)
def test_who_opens_the_page(
    announced: Observation, sign_in: SignIn, role: Role, area: AreaCode, status: int
) -> None:
    assert sign_in(role=role, area=area).get(PAGE).status_code == status


@pytest.mark.parametrize("area", [SIBLING, FOREIGN])
def test_another_secretary_sees_and_holds_nobody(
    announced: Observation, sign_in: SignIn, area: AreaCode
) -> None:
    client = sign_in(role=Role.SECRETARY, area=area)

    assert "王芳" not in client.get(PAGE).text
    assert client.get(f"/retention/{announced.person_id}/hold/").status_code == 404


def test_the_county_sees_numbers_and_no_name(announced: Observation, sign_in: SignIn) -> None:
    client = sign_in(role=Role.COUNTY_OFFICER, area=COUNTY)
    list(run_retention(area=None, now=timezone.now() + timedelta(days=5)))

    page = client.get(PAGE).text

    assert "明光路社区" in page
    row = page[page.index("明光路社区") :]
    numbers = [line.split(">")[1].split("<")[0] for line in row.split("\n") if 'class="number"' in line]
    assert numbers == ["0", "0", "1"]
    assert "王芳" not in page
    assert client.get(f"/retention/{announced.person_id}/hold/").status_code == 404


def test_the_day_page_says_it_quietly_until_it_is_held_back(announced: Observation, sign_in: SignIn) -> None:
    client = sign_in(role=Role.SECRETARY, area=COMMUNITY)
    assert "1 人的保存期将满" in client.get("/day/").text
    assert "保存期将满" not in client.get("/people/").text

    until = day_of(timezone.now()) + timedelta(days=3)
    client.post(f"/retention/{announced.person_id}/hold/", {"until": until.isoformat(), "reason": "投诉"})
    assert "保存期将满" not in client.get("/day/").text


def test_a_worker_is_not_told_on_the_day_page(announced: Observation, sign_in: SignIn) -> None:
    assert "保存期将满" not in sign_in(role=Role.GRID_WORKER, area=GRID).get("/day/").text


def test_nobody_due_says_what_comes(make_observation: MakeObservation, sign_in: SignIn) -> None:
    make_observation(at=MORNING)
    page = sign_in(role=Role.SECRETARY, area=COMMUNITY).get(PAGE).text
    assert "一周内没有人到期" in page


def test_who_was_removed_leaves_the_page(announced: Observation, sign_in: SignIn) -> None:
    list(run_retention(area=None, now=timezone.now() + timedelta(days=5)))
    client = sign_in(role=Role.SECRETARY, area=COMMUNITY)

    page = client.get(PAGE).text

    assert "到现在已销毁 1 人的身份" in page
    assert Person.objects.get(pk=announced.person_id).name not in page
