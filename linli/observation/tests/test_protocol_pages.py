"""The pages of protocol versions, as people of the cast use them."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from linli.areas.rules import AreaCode
from linli.clock import day_of
from linli.observation.models import Observation
from linli.protocols.models import Protocol, ProtocolInForce
from linli.protocols.rules import differing
from linli.protocols.versions import protocol_on, rules_of
from linli.staff.models import User
from linli.staff.rights import Role
from tests.cast import COMMUNITY, COUNTY, GRID, PROVINCE, TOWNSHIP, MakeObservation

pytestmark = pytest.mark.once

MakeUser = Callable[..., User]


@pytest.fixture
def officer(make_user: MakeUser) -> Client:
    """Sign the officer of COUNTY in."""
    return entered(make_user(role=Role.COUNTY_OFFICER, area=COUNTY))


@pytest.fixture
def observation(make_observation: MakeObservation) -> Observation:
    """Register somebody a moment ago who came yesterday."""
    now = timezone.now()
    return make_observation(at=now, arrived_on=day_of(now) - timedelta(days=1))


def entered(user: User) -> Client:
    browser = Client()
    browser.force_login(user)
    return browser


def own_url(code: str = "P2020-01") -> str:
    return reverse("protocols:own_protocol", args=[code])


def filled(page: Any, **typed: object) -> dict[str, object]:
    """Return what the page of an own version would send, with what is typed over it."""
    form = page.context["form"]
    sent = {field.name: field.value() for field in form if field.value() not in (None, "")}
    sent |= {name: f"{value:%H:%M}" for name, value in sent.items() if name.startswith(("opens", "due"))}
    named = {"name": "瑶海区版", "source": "区指挥部1号通告"}
    return (
        sent
        | {f"place_{n}": "HOME" for n in (2, 3)}
        | {f"status_{n}": "HOME_MONITORING" for n in (2, 3)}
        | named
        | typed
    )


@pytest.mark.parametrize(
    ("role", "area"),
    [
        (Role.GRID_WORKER, GRID),
        (Role.SECRETARY, COMMUNITY),
        (Role.TOWNSHIP_OFFICER, TOWNSHIP),
        (Role.PROVINCE_OFFICER, PROVINCE),
        (Role.ADMINISTRATOR, PROVINCE),
    ],
)
def test_everybody_reads_every_version_with_its_source(
    role: Role, area: AreaCode, make_user: MakeUser
) -> None:
    browser = entered(make_user(role=role, area=area))
    listed = browser.get(reverse("protocols:protocols"))
    assert "2020年1月首版" in listed.text
    for version in Protocol.objects.all():
        assert version.name in listed.text
        page = browser.get(reverse("protocols:protocol", args=[version.pk]))
        assert version.source in page.text
    assert "制定本县方案" not in listed.text
    assert browser.get(own_url()).status_code == 403
    answer = browser.post(reverse("protocols:protocol", args=["P2020-03"]), {"from_on": "2099-01-01"})
    assert answer.status_code == 403
    assert ProtocolInForce.objects.count() == 1


def test_what_differs_from_the_base_stands_side_by_side(officer: Client) -> None:
    page = officer.get(reverse("protocols:protocol", args=["P2022-06"]))

    told = {str(d.label): (d.base, d.own) for d in page.context["differences"]}
    assert told["观察天数"] == ("21 天", "10 天")
    assert told["阶段"][1].startswith("集中点 7 天")
    assert set(told) == {"观察天数", "阶段"}


def test_the_form_as_it_opens_is_the_base_itself(officer: Client) -> None:
    for code in ("P2020-01", "P2021-05"):
        page = officer.get(own_url(code))
        answer = officer.post(own_url(code), filled(page))
        own = page.context["form"]["code"].value()
        assert answer.status_code == 302, answer.context["form"].errors
        assert differing(one=rules_of(code), other=rules_of(own)) == ()


def test_a_county_makes_its_own_and_newcomers_open_under_it(
    officer: Client, observation: Observation, make_observation: MakeObservation
) -> None:
    page = officer.get(own_url())
    answer = officer.post(
        own_url(), filled(page, days_2="7", tests_2="1、7", fever_tenths="37.2"), follow=True
    )

    assert "已保存并启用" in answer.text
    own = protocol_on(day=day_of(timezone.now()), area=COMMUNITY)
    assert (own.name, own.area, own.base_id, own.length_days) == ("瑶海区版", COUNTY, "P2020-01", 21)
    assert [str(d.label) for d in answer.context["differences"]] == ["观察天数", "阶段", "发热"]
    observation.refresh_from_db()
    assert observation.protocol_id == "P2020-01"
    assert make_observation(name="李强", at=timezone.now()).protocol_id == own.pk


def test_pressed_twice_it_is_one_version_and_a_changed_one_is_refused(officer: Client) -> None:
    sent = filled(officer.get(own_url()))
    officer.post(own_url(), sent)
    assert officer.post(own_url(), sent).status_code == 302
    again = officer.post(own_url(), sent | {"name": "另一个"})

    assert again.status_code == 422
    assert "方案保存后不能修改" in again.text
    assert Protocol.objects.get(area=COUNTY).name == "瑶海区版"
    assert ProtocolInForce.objects.filter(area=COUNTY).count() == 1


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"days_1": ""}, "days_1"),
        ({"tests_1": "15"}, "tests_1"),
        ({"tests_1": "明天"}, "tests_1"),
        ({"due_AM": ""}, "due_AM"),
        ({"due_AM": "13:00"}, "opens_AM"),
        ({"fever_tenths": "43"}, "fever_tenths"),
        ({"from_on": "2020-01-27"}, "from_on"),
        ({"source": ""}, "source"),
        ({"code": "310101-01"}, "__all__"),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_stays_typed(
    officer: Client, typed: dict[str, str], field: str
) -> None:
    page = officer.post(own_url(), filled(officer.get(own_url()), **typed))

    assert page.status_code == 422
    assert list(page.context["form"].errors) == [field]
    assert "瑶海区版" in page.text
    assert not Protocol.objects.exclude(area__in=["", "4201", "5114"]).exists()


def test_an_edition_is_put_into_force_in_the_county_by_a_person(officer: Client) -> None:
    url = reverse("protocols:protocol", args=["P2022-12"])
    today = day_of(timezone.now())
    early = officer.post(url, {"from_on": (today - timedelta(days=1)).isoformat()})
    assert (early.status_code, ProtocolInForce.objects.count()) == (422, 1)
    assert "启用日期不能早于今天" in early.text

    listed = officer.post(url, {"from_on": today.isoformat()}, follow=True)

    assert protocol_on(day=today, area=COMMUNITY).pk == "P2022-12"
    assert listed.context["in_force"].pk == "P2022-12"
    assert "County_Officer" in listed.text


def test_a_local_set_can_be_read_and_not_used(officer: Client) -> None:
    url = reverse("protocols:protocol", args=["P2020-02H"])
    assert "在本县启用" not in officer.get(url).text
    assert officer.post(url, {"from_on": "2099-01-01"}).status_code == 403
    assert officer.get(own_url("P2020-02H")).status_code == 403
