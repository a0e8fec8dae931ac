"""A record whose phone's clock was moved: asked about at the phone, held at the desk, and taken once somebody said its time."""

import json
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from linli.emergencies.models import Emergency
from linli.ids import new_id
from linli.observation.models import Check, Observation
from linli.phone.models import HeldOperation, Receipt
from linli.phone.rules import WhyHeld
from linli.phone.tests.conftest import Held
from linli.phone.times import TimeFrom
from linli.staff.models import User
from linli.staff.rights import Role
from tests.cast import COMMUNITY, COUNTY, GRID, MakeViewer

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)


@pytest.fixture
def secretary(make_viewer: MakeViewer) -> Client:
    """Sit down at the desk of COMMUNITY."""
    client = Client()
    client.force_login(User.objects.get(pk=make_viewer(role=Role.SECRETARY, area=COMMUNITY).user_id))
    return client


def clock(*, ahead: timedelta = timedelta(), **told: Any) -> dict[str, Any]:
    """Tell what a record knows: the offset of a clock that showed so much too much, learnt five hours ago."""
    learnt = (timezone.now() - 5 * HOUR).isoformat()
    offset_ms = -round(ahead.total_seconds() * 1000)
    return {"offset_ms": offset_ms, "after": learnt, "page": "a", "mark_ms": 0, "moves": 0} | told


def moved(operation: dict[str, Any], **told: Any) -> dict[str, Any]:
    """Make an operation of three hours ago under a clock that was an hour ahead, and was put right since."""
    at = (timezone.now() - 2 * HOUR).isoformat()
    return operation | {"claimed_at": at, "clock": clock(ahead=HOUR, **told)}


def ago(at: datetime) -> timedelta:
    return round((timezone.now() - at) / timedelta(minutes=1)) * timedelta(minutes=1)


def checks() -> list[Check]:
    return list(Check.objects.filter(county=COUNTY))


def test_one_that_its_page_sends_is_timed_by_what_passed_there(phone: Held, observed: Observation) -> None:
    operation = moved(phone.check(observed))
    body = {"ops": [operation], "page": "a", "mark_ms": 3 * HOUR / timedelta(milliseconds=1)}

    (answer,) = phone.post("/api/v1/sync", body).json()["answers"]

    (check,) = checks()
    assert (answer["status"], check.time_from, ago(check.claimed_at)) == ("ok", TimeFrom.MONOTONIC, 3 * HOUR)
    assert check.skew_seconds == pytest.approx(-3600, abs=60)


def test_two_readings_are_asked_about_and_the_one_that_was_chosen_is_taken_once(
    phone: Held, observed: Observation
) -> None:
    operation = moved(phone.check(observed, 378))

    (asked,) = phone.bring(operation)

    assert (asked["status"], asked["code"], checks()) == ("rejected", "which_time", [])
    own, sent = (datetime.fromisoformat(one) for one in asked["times"])
    assert (ago(own), ago(sent)) == (3 * HOUR, 2 * HOUR)
    chosen = operation | {"time_said": asked["times"][0]}
    assert [a["status"] for _ in range(2) for a in phone.bring(chosen)] == ["ok", "duplicate"]
    (check,) = checks()
    assert (check.claimed_at, check.time_from) == (own, TimeFrom.CHOSEN)
    # Told by a page that knew nothing of it, it is the same check still.
    assert [a["status"] for a in phone.bring({k: v for k, v in operation.items() if k != "clock"})] == [
        "duplicate"
    ]


def test_a_receipt_is_of_the_same_message_before_and_after_somebody_said_its_time(
    phone: Held, observed: Observation
) -> None:
    card = moved(
        phone.operation("household", {"household": str(observed.person.household_id), "note": "有狗"})
    )
    (asked,) = phone.bring(card)
    assert asked["code"] == "which_time"

    said = [card | {"time_said": asked["times"][place]} for place in (0, 1)]

    assert [a["status"] for a in phone.bring(*said)] == ["ok", "duplicate"]
    assert Receipt.objects.get(county=COUNTY).time_from == TimeFrom.CHOSEN


def test_an_emergency_does_not_wait_for_an_answer(phone: Held) -> None:
    told = {"emergency_kind": "OTHER", "words": "老人摔倒", "people": 1, "grid": GRID}

    (answer,) = phone.bring(moved(phone.operation("emergency", told)))

    assert answer["status"] == "ok"
    assert ago(Emergency.objects.get().found_at) == 3 * HOUR
    assert Receipt.objects.get(county=COUNTY).time_from == TimeFrom.UNSURE


def test_a_time_outside_the_observation_is_told_with_its_first_day_and_mended_again(
    phone: Held, observed: Observation
) -> None:
    operation = phone.check(observed) | {"clock": clock()}
    early = operation | {"time_said": (timezone.now() - timedelta(days=20)).isoformat()}

    (answer,) = phone.bring(early)

    assert answer["code"] == "before_start"
    first = timezone.localdate(observed.opened_at)
    assert answer["fields"] == {"time": f"这次观察从 {first:%m-%d} 开始"}
    assert [
        a["code"] for a in phone.bring(operation | {"time_said": (timezone.now() + HOUR).isoformat()})
    ] == ["future"]
    assert [a["status"] for a in phone.bring(operation | {"time_said": timezone.now().isoformat()})] == ["ok"]


def import_file(phone: Held, client: Client, **told: Any) -> str:
    content = {"linli_outbox": 1, "user": str(phone.user.pk), "device": str(phone.id)} | told
    file = SimpleUploadedFile("a.json", json.dumps(content).encode(), content_type="application/json")
    return " ".join(client.post("/phones/import/", {"file": file}).text.split())


def test_a_file_of_a_phone_whose_clock_was_moved_is_held_until_the_secretary_says_the_time(
    phone: Held, observed: Observation, secretary: Client
) -> None:
    sure = phone.check(observed, 366) | {"clock": clock()}
    ops = [moved(phone.check(observed, 378)), sure]
    phone.ask()

    import_file(phone, secretary, ops=ops, offset_ms=0, moves=0)

    assert [check.temperature_tenths for check in checks()] == [366]
    held = HeldOperation.objects.get()
    assert (held.why, held.told_on, held.alarm) == (WhyHeld.WHICH_TIME, None, "FEVER")
    page = f"/phones/{phone.id}/"
    assert "这条记录是什么时候的" in secretary.get(page).text
    refused = secretary.post(page, {"held": held.pk, "what": "take"})
    assert (refused.status_code, len(checks())) == (422, 1)
    assert "请选这条记录是什么时候的" in refused.text

    secretary.post(page, {"held": held.pk, "what": "take", "at": (held.times or [""])[0]})

    late = next(check for check in checks() if check.temperature_tenths == 378)
    assert (ago(late.claimed_at), late.time_from) == (3 * HOUR, TimeFrom.CHOSEN)
    assert HeldOperation.objects.get().taken


@pytest.mark.once
def test_what_a_revoked_phone_brings_keeps_what_its_own_evidence_says(
    phone: Held, observed: Observation, secretary: Client
) -> None:
    phone.ask()
    secretary.post(f"/phones/{phone.id}/revoke/")
    phone.client.force_login(phone.user)
    certain = moved(phone.check(observed, 366))
    unknown = moved(phone.check(observed, 378), offset_ms=None, moves=1, page="b")
    body = {"ops": [certain, unknown], "page": "a", "mark_ms": 3 * HOUR / timedelta(milliseconds=1)}

    assert [a["status"] for a in phone.post("/api/v1/sync", body).json()["answers"]] == ["held", "held"]

    assert {held.operation: held.times for held in HeldOperation.objects.all()} == {
        certain["id"]: None,
        unknown["id"]: [],
    }
    page = f"/phones/{phone.id}/"
    noon = timezone.localtime().replace(hour=12, minute=0, second=0, microsecond=0) - timedelta(days=1)
    for held in HeldOperation.objects.all():
        when = {} if held.times is None else {"other": f"{noon:%Y-%m-%dT%H:%M}"}
        secretary.post(page, {"held": held.pk, "what": "take"} | when)
    told = {check.temperature_tenths: (check.time_from, ago(check.claimed_at)) for check in checks()}
    assert told == {366: (TimeFrom.CLOCK, 3 * HOUR), 378: (TimeFrom.CHOSEN, ago(noon))}


def test_evidence_that_is_nonsense_is_said_so_and_stops_nobody(phone: Held, observed: Observation) -> None:
    odd = phone.check(observed) | {"clock": clock() | {"mark_ms": -1}}

    assert [a["status"] for a in phone.bring(odd, phone.check(observed))] == ["rejected", "ok"]
    assert (
        phone.post("/api/v1/sync", {"ops": [phone.check(observed)], "page": str(new_id()) * 3}).status_code
        == 422
    )
