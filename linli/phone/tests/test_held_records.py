"""Held records at the desk: when they were made, what alarms in them, and why they were not taken."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from linli.audit.models import AuditEvent
from linli.clock import day_of, start_of
from linli.duties.models import Duty
from linli.observation.models import Check, Observation
from linli.people.models import Person
from linli.phone.models import HeldOperation
from linli.phone.rules import Alarm, WhyHeld
from linli.phone.tests.conftest import Held
from linli.staff.models import Post, User
from linli.staff.rights import Role
from tests.cast import COMMUNITY, COUNTY, GRID, OTHER_GRID, SIBLING, MakeObservation, MakeViewer

pytestmark = [pytest.mark.django_db, pytest.mark.once]

SignIn = Callable[..., Client]
FEVER = "一条等书记核对的记录里有 38.2 ℃"


@pytest.fixture
def sign_in(make_viewer: MakeViewer) -> SignIn:
    """Sit down somewhere as somebody with a post."""

    def sit(*, role: Role, area: Any) -> Client:
        client = Client()
        client.force_login(User.objects.get(pk=make_viewer(role=role, area=area).user_id))
        return client

    return sit


@pytest.fixture
def secretary(sign_in: SignIn) -> Client:
    """Sit down at the desk of COMMUNITY."""
    return sign_in(role=Role.SECRETARY, area=COMMUNITY)


def lead_elsewhere(observed: Observation) -> None:
    """Let somebody live in a grid where the worker has no post."""
    Observation.objects.filter(pk=observed.pk).update(area=OTHER_GRID)
    Person.objects.filter(pk=observed.person_id).update(area=OTHER_GRID)


def words(client: Client, address: str) -> str:
    return " ".join(client.get(address).text.split())


def decide(client: Client, phone: Held, what: str, reason: str = "") -> Any:
    held = HeldOperation.objects.get()
    return client.post(f"/phones/{phone.id}/", {"held": held.pk, "what": what, "reason": reason})


def test_the_time_of_a_held_record_is_that_of_the_place_by_our_clock(
    phone: Held, observed: Observation, secretary: Client
) -> None:
    lead_elsewhere(observed)
    phone.bring(phone.check(observed) | {"claimed_at": "2020-01-27T06:00:00.000Z"})
    assert "2020-01-27 14:00" in words(secretary, f"/phones/{phone.id}/")

    HeldOperation.objects.update(skew_seconds=3600)
    assert "2020-01-27 15:00" in words(secretary, f"/phones/{phone.id}/")


@pytest.mark.parametrize(
    "claimed", ["0001-01-01T00:00:00Z", "2020-01-27T06:00:00", "9999-12-31T23:59:59Z", "x"]
)
def test_a_held_record_that_tells_no_moment_shows_none(
    phone: Held, observed: Observation, secretary: Client, claimed: str
) -> None:
    phone.ask()
    secretary.post(f"/phones/{phone.id}/revoke/")
    phone.bring(phone.check(observed) | {"claimed_at": claimed})

    assert secretary.get(f"/phones/{phone.id}/").context["held"][0].claimed_at is None


@pytest.mark.parametrize(("tenths", "told"), [(382, True), (373, True), (372, False), (None, False)])
def test_a_held_fever_stands_on_the_secretarys_day_and_the_doctors_alerts(
    phone: Held, observed: Observation, secretary: Client, sign_in: SignIn, tenths: int | None, told: bool
) -> None:
    lead_elsewhere(observed)
    phone.bring(phone.check(observed, tenths))
    line = f"一条等书记核对的记录里有 {(tenths or 0) / 10} ℃"
    doctor = sign_in(role=Role.DOCTOR, area=COMMUNITY)

    day, alerts = words(secretary, "/day/"), words(doctor, "/alerts/")

    assert (line in day, line in alerts) == (told, told)
    assert ("banner-now" in day, f"/phones/{phone.id}/" in day) == (told, told)
    assert f"/phones/{phone.id}/" not in alerts
    if told:
        assert f"{observed.person.name} 3栋2单元501室" in day
        assert observed.person.name in alerts.split(line)[1][:200]
    assert line not in words(sign_in(role=Role.DOCTOR, area=SIBLING), "/alerts/")
    assert line not in words(sign_in(role=Role.SECRETARY, area=SIBLING), "/day/")
    assert line not in words(sign_in(role=Role.GRID_WORKER, area=OTHER_GRID), "/day/")


def test_a_fever_that_is_decided_on_alarms_no_more(
    phone: Held, observed: Observation, secretary: Client, sign_in: SignIn
) -> None:
    lead_elsewhere(observed)
    phone.bring(phone.check(observed, 382))
    decide(secretary, phone, "drop", "量错了人")

    assert FEVER not in words(secretary, "/day/")
    assert FEVER not in words(sign_in(role=Role.DOCTOR, area=COMMUNITY), "/alerts/")


def test_an_emergency_of_a_revoked_phone_stands_on_the_day(
    phone: Held, observed: Observation, secretary: Client
) -> None:
    phone.ask()
    secretary.post(f"/phones/{phone.id}/revoke/")
    near = {"emergency_kind": "OTHER", "words": "摔倒", "grid": GRID, "person": str(observed.person_id)}
    phone.bring(
        phone.operation("emergency", near), phone.operation("emergency", near | {"grid": f"{SIBLING}001"})
    )

    assert words(secretary, "/day/").count("一条等书记核对的记录里有紧急情况") == 2
    assert set(HeldOperation.objects.values_list("alarm", "area")) == {
        (Alarm.EMERGENCY, GRID),
        (Alarm.EMERGENCY, ""),
    }


@pytest.mark.usefixtures("open_at_once")
def test_who_reports_early_is_told_how_many_held_records_of_the_day_wait(
    phone: Held, observed: Observation, secretary: Client, make_observation: MakeObservation
) -> None:
    now = timezone.now()
    today = day_of(now)
    make_observation(name="李强", at=start_of(today), arrived_on=today - timedelta(days=1))
    Duty.objects.filter(county=COUNTY, slot_on=today).update(
        due_at=start_of(today), overdue_at=now + timedelta(hours=1)
    )
    lead_elsewhere(observed)
    phone.bring(
        phone.check(observed), phone.check(observed) | {"claimed_at": (now - timedelta(days=1)).isoformat()}
    )

    page = secretary.post(reverse("reports:seal", args=[COMMUNITY, today.isoformat()])).text

    assert "这一天还有 1 条手机记录等您核对" in page


def test_what_is_not_taken_needs_a_reason_and_is_seen_and_opened_again(
    phone: Held, observed: Observation, secretary: Client
) -> None:
    lead_elsewhere(observed)
    phone.bring(phone.check(observed, 382))
    for nothing in ("", "  "):
        page = decide(secretary, phone, "drop", nothing)
        assert (page.status_code, "请写明原因" in page.text) == (422, True)
    assert decide(secretary, phone, "drop", "量错了人").status_code == 302
    shown = words(secretary, f"/phones/{phone.id}/")
    assert "等您核对的记录" not in shown
    for said in ("没有采用", "量错了人", f"Secretary {COMMUNITY}", "38.2"):
        assert said in shown

    assert decide(secretary, phone, "reopen").status_code == 422
    assert decide(secretary, phone, "reopen", "本人来电说没错").status_code == 302

    assert decide(secretary, phone, "reopen", "再来").status_code == 422
    assert "重新核对：本人来电说没错" in words(secretary, f"/phones/{phone.id}/")
    assert decide(secretary, phone, "take").status_code == 302
    assert Check.objects.get(county=COUNTY).temperature_tenths == 382
    assert "已采用" in words(secretary, f"/phones/{phone.id}/")
    assert decide(secretary, phone, "reopen", "再来").status_code == 422
    acts = AuditEvent.objects.filter(county=COUNTY, action__startswith="operation.").order_by("at", "id")
    assert [event.action for event in acts] == ["operation.dropped", "operation.reopened", "operation.taken"]


def test_a_post_that_ended_that_day_is_said_to_have_ended(
    phone: Held, observed: Observation, secretary: Client
) -> None:
    today = timezone.localdate()
    Post.objects.filter(user=phone.user).update(until_on=today)
    ended, elsewhere = phone.check(observed), phone.check(observed)
    (answer,) = phone.bring(ended)
    assert (answer["code"], answer["reason"]) == ("post_ended", "您的岗位在这一天结束，记录已交给社区核对。")
    assert "他的岗位在记录那天结束" in words(secretary, f"/phones/{phone.id}/")

    lead_elsewhere(observed)
    phone.bring(elsewhere)
    assert HeldOperation.objects.get(operation=elsewhere["id"]).why == WhyHeld.NO_POST


def test_the_day_before_it_ended_a_post_covers_its_doors(phone: Held, observed: Observation) -> None:
    today = timezone.localdate()
    Post.objects.filter(user=phone.user).update(until_on=today - timedelta(days=1))

    (answer,) = phone.bring(phone.check(observed))

    assert answer["code"] == "no_post"
