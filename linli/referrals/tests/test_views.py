"""The pages of referrals, as people of the cast use them."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from linli.areas.rules import AreaCode
from linli.clock import day_of
from linli.referrals.models import Referral, ReferralStep
from linli.referrals.queries import steps_taken
from linli.referrals.rules import State
from linli.staff.models import Post, User
from linli.staff.rights import Role

COMMUNITY = AreaCode("340102001001")
GRID = AreaCode("340102001001001")
OTHER_GRID = AreaCode("340102001001002")
LISTING = "/referrals/"

# The way home: who takes the step, and what it is told.
WALK: tuple[tuple[State, str, dict[str, str]], ...] = (
    (State.ACCEPTED, "doctor", {}),
    (State.TRANSPORT, "secretary", {"transport": "AMBULANCE"}),
    (State.ARRIVED, "secretary", {"clinic": "市第二人民医院"}),
    (State.RESULT, "doctor", {"result": "EXCLUDED"}),
    (State.RETURNED, "secretary", {}),
)


@pytest.fixture
def browsers(make_user: Callable[..., User]) -> dict[str, Client]:
    """Sign the cast in, each with a browser of their own."""
    cast = {
        "secretary": (Role.SECRETARY, COMMUNITY),
        "doctor": (Role.DOCTOR, COMMUNITY),
        "worker": (Role.GRID_WORKER, GRID),
        "stranger": (Role.GRID_WORKER, OTHER_GRID),
    }
    signed_in = {}
    for name, (role, area) in cast.items():
        signed_in[name] = Client()
        signed_in[name].force_login(make_user(role=role, area=area, username=name))
    return signed_in


@pytest.fixture
def referral(browsers: dict[str, Client], make_observation: Callable[..., Any]) -> Referral:
    """Let the worker measure 38.1 at a door."""
    now = timezone.now()
    observation = make_observation(at=now, arrived_on=day_of(now) - timedelta(days=1))
    url = reverse("observation:record_check", args=[observation.pk])
    form = browsers["worker"].get(url).context["form"]
    typed = {name: form[name].value() for name in ("id", "outcome")}
    typed |= {"claimed_at": now.isoformat(), "temperature": "38.1", "channel": "VISIT"}
    assert browsers["worker"].post(url, typed).status_code == 302
    return Referral.objects.get()


def address(referral: Referral) -> str:
    return reverse("desk:referral", args=[referral.pk])


def offered(browser: Client, referral: Referral) -> list[State]:
    """Return the steps that a page offers."""
    page = browser.get(address(referral))
    steps = [step.to for step, _ in page.context["steps"]]
    for to in steps:
        assert f'name="to" value="{to}"' in page.content.decode()
    return steps


def walk(browsers: dict[str, Client], referral: Referral, until: State) -> None:
    """Take the steps of the way home by the pages, until one is reached."""
    for to, who, told in WALK:
        if referral.state == until:
            return
        assert to in offered(browsers[who], referral)
        assert browsers[who].post(address(referral), {"to": to, **told}).status_code == 302
        referral.refresh_from_db()
        assert referral.state == to


def test_a_referral_is_walked_home_by_its_pages(browsers: dict[str, Client], referral: Referral) -> None:
    assert referral.state == State.RAISED
    assert address(referral) in browsers["doctor"].get(LISTING).content.decode()
    walk(browsers, referral, State.RETURNED)
    page = browsers["worker"].get(address(referral)).content.decode()
    for word in ("系统按登记的情况建议送医", "医生接手", "交通已安排", "到达门诊", "已有结果", "已回家"):
        assert word in page
    for word in ("120 急救车", "市第二人民医院", "排除"):
        assert word in page
    assert offered(browsers["doctor"], referral) == []
    listing = browsers["doctor"].get(LISTING)
    assert list(listing.context["open"]) == []
    assert [row.pk for row in listing.context["closed"]] == [referral.pk]


@pytest.mark.parametrize(
    ("from_", "to", "who", "field", "said"),
    [
        (State.RAISED, State.NOT_NEEDED, "doctor", "reason", "请写明原因。"),
        (State.ACCEPTED, State.TRANSPORT, "secretary", "transport", "不能乘坐公共交通"),
        (State.TRANSPORT, State.ARRIVED, "secretary", "clinic", "请填写发热门诊名称。"),
        (State.ARRIVED, State.RESULT, "doctor", "result", "请选择诊断结果。"),
    ],
)
def test_a_step_without_what_it_needs_is_explained_at_its_field(
    from_: State,
    to: State,
    who: str,
    field: str,
    said: str,
    browsers: dict[str, Client],
    referral: Referral,
) -> None:
    walk(browsers, referral, from_)
    assert referral.state == from_
    page = browsers[who].post(address(referral), {"to": to})
    assert page.status_code == 422
    assert list(page.context["form"].errors) == [field]
    text = page.content.decode()
    assert said in text
    assert f'id="step-{field}"' in text
    assert f'id="step-{field}_error"' in text
    referral.refresh_from_db()
    assert referral.state == from_


@pytest.mark.parametrize(
    ("result", "steps"),
    [
        ("EXCLUDED", [State.RETURNED]),
        ("SUSPECTED", [State.ADMITTED]),
        ("CONFIRMED", [State.ADMITTED]),
        ("OTHER_ILLNESS", [State.RETURNED, State.ADMITTED]),
    ],
)
def test_only_steps_that_the_result_allows_are_offered(
    result: str, steps: list[State], browsers: dict[str, Client], referral: Referral
) -> None:
    walk(browsers, referral, State.ARRIVED)
    browsers["doctor"].post(address(referral), {"to": State.RESULT, "result": result})
    assert offered(browsers["secretary"], referral) == steps


def test_somebody_suspected_does_not_go_home(browsers: dict[str, Client], referral: Referral) -> None:
    walk(browsers, referral, State.ARRIVED)
    browsers["doctor"].post(address(referral), {"to": State.RESULT, "result": "SUSPECTED"})
    page = browsers["secretary"].post(address(referral), {"to": State.RETURNED})
    assert page.status_code == 422
    referral.refresh_from_db()
    assert referral.state == State.RESULT


def test_a_worker_sees_the_way_and_takes_no_step(browsers: dict[str, Client], referral: Referral) -> None:
    assert offered(browsers["worker"], referral) == []
    assert browsers["worker"].post(address(referral), {"to": State.ACCEPTED}).status_code == 403
    referral.refresh_from_db()
    assert referral.state == State.RAISED


def test_a_step_taken_meanwhile_is_not_taken_again(browsers: dict[str, Client], referral: Referral) -> None:
    walk(browsers, referral, State.ACCEPTED)
    assert browsers["doctor"].post(address(referral), {"to": State.ACCEPTED}).status_code == 422
    assert browsers["doctor"].post(address(referral), {"to": "NOWHERE"}).status_code == 422
    assert referral.steps.count() == 2


def test_a_foreign_referral_does_not_exist(browsers: dict[str, Client], referral: Referral) -> None:
    assert browsers["stranger"].get(address(referral)).status_code == 404
    assert address(referral) not in browsers["stranger"].get(LISTING).content.decode()


def test_a_stranger_is_sent_to_the_sign_in_page(referral: Referral, client: Client) -> None:
    for url in (LISTING, address(referral)):
        assert client.get(url)["Location"] == f"/sign-in/?next={url}"


@pytest.mark.parametrize("who", ["secretary", "doctor", "worker"])
def test_the_pages_open_in_english_too(who: str, browsers: dict[str, Client], referral: Referral) -> None:
    walk(browsers, referral, State.ARRIVED)
    for url in (LISTING, address(referral)):
        page = browsers[who].get(url, headers={"accept-language": "en"})
        assert page.status_code == 200
        assert '<html lang="en">' in page.content.decode()


def test_without_a_doctor_the_secretary_goes_on_and_reads_whom_to_ring(
    browsers: dict[str, Client], referral: Referral, make_user: Callable[..., User]
) -> None:
    page = browsers["secretary"].get(address(referral)).text
    assert "找本社区医生" in page
    assert User.objects.get(username="doctor").full_name in page

    Post.objects.filter(user__username="doctor").update(until_on=day_of(timezone.now()))
    officer = make_user(role=Role.TOWNSHIP_OFFICER, area=AreaCode(COMMUNITY[:9]), username="officer")
    User.objects.filter(pk=officer.pk).update(phone="0551-65100000")
    page = browsers["secretary"].get(address(referral)).text
    for said in ("本社区今天没有医生在岗", officer.full_name, "0551-65100000", reverse("staff:colleagues")):
        assert said in page
    walk_on = ((State.TRANSPORT, {"transport": "AMBULANCE"}), (State.ARRIVED, {"clinic": "区医院"}))
    for to, told in walk_on:
        assert to in offered(browsers["secretary"], referral)
        assert browsers["secretary"].post(address(referral), {"to": to, **told}).status_code == 302
    referral.refresh_from_db()
    assert referral.state == State.ARRIVED
    assert offered(browsers["secretary"], referral) == []


def test_what_followed_of_a_reading_bears_nobodys_name_and_what_a_doctor_asked_for_does(
    browsers: dict[str, Client], referral: Referral
) -> None:
    worker = User.objects.get(username="worker").full_name
    walk(browsers, referral, State.TRANSPORT)
    taken = steps_taken(referral=referral)
    assert (taken[0].by, taken[0].is_systems) == ("", True)
    assert taken[1].by == User.objects.get(username="doctor").full_name
    steps = browsers["secretary"].get(address(referral)).text.split('<ol class="steps">')[1].split("</ol>")[0]
    assert worker not in steps

    by = taken[1].at
    doctor = User.objects.get(username="doctor").pk
    ReferralStep.objects.filter(to=State.RAISED).update(at=by, by=doctor)
    assert steps_taken(referral=referral)[0].is_systems is False


def test_a_field_that_some_ways_ask_for_says_when(browsers: dict[str, Client], referral: Referral) -> None:
    walk(browsers, referral, State.ACCEPTED)
    assert "不是 120 急救车的要填" in browsers["secretary"].get(address(referral)).text
