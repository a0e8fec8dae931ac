"""What a phone brings: taken once, answered one by one, never lost."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from linli.audit.models import AuditEvent
from linli.duties.models import Duty
from linli.field.models import HeldOperation, Phone, Receipt
from linli.field.tests.conftest import Held, MakePhone
from linli.observation.models import Alert, Check, Observation
from linli.people.models import CardChange, ContactEntry, Person
from linli.people.queries.cards import overwritten_for
from linli.people.sealing import unseal
from linli.referrals.models import Referral
from linli.reports.models import Emergency
from linli.staff.models import Post, User
from linli.staff.rights import Role
from tests.cast import COMMUNITY, COUNTY, FOREIGN, GRID, OTHER_GRID, SIBLING, MakeObservation

pytestmark = pytest.mark.django_db


def checks() -> list[Check]:
    return list(Check.objects.filter(county=COUNTY).order_by("claimed_at", "id"))


def test_a_check_is_taken_once_with_its_duty_alert_referral_and_audit(
    phone: Held, observed: Observation
) -> None:
    operation = phone.check(observed, 378)

    first, again = phone.bring(operation), phone.bring(operation)

    assert first == [{"id": operation["id"], "status": "ok", "alert": "FEVER"}]
    assert again == [{"id": operation["id"], "status": "duplicate", "alert": "FEVER"}]
    assert [check.temperature_tenths for check in checks()] == [378]
    assert Duty.objects.filter(county=COUNTY, subject=observed.pk, outcome="DONE").count() <= 1
    assert Alert.objects.get().cause == "FEVER"
    assert Referral.objects.get().person_id == observed.person_id
    assert AuditEvent.objects.filter(county=COUNTY, action="check.recorded").count() == 1


def test_the_same_operation_twice_in_one_message_is_one_check(phone: Held, observed: Observation) -> None:
    operation = phone.check(observed)

    assert [a["status"] for a in phone.bring(operation, operation)] == ["ok", "duplicate"]
    assert len(checks()) == 1


def test_a_poisoned_record_stops_nobody_and_says_what_is_wrong(phone: Held, observed: Observation) -> None:
    good, also_good = phone.check(observed), phone.check(observed, 366)
    poisoned = phone.check(observed, temperature_tenths="abc")

    answers = phone.bring(good, poisoned, also_good)

    assert [a["status"] for a in answers] == ["ok", "rejected", "ok"]
    assert (answers[1]["code"], list(answers[1]["fields"])) == ("malformed", ["temperature_tenths"])
    assert answers[1]["reason"]
    assert len(checks()) == 2


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"kind": "song"}, "unknown_kind"),
        ({"schema": 9}, "unknown_schema"),
        ({"id": "7"}, "malformed"),
        ({"claimed_at": "yesterday"}, "malformed"),
        ({"claimed_at": "2020-01-27T08:00:00"}, "malformed"),  # no zone: whose eight o'clock?
        ({"data": {}}, "malformed"),
        ({"spell": "x"}, "malformed"),
    ],
)
def test_an_operation_that_cannot_be_read_is_rejected_by_itself(
    phone: Held, observed: Observation, change: dict[str, Any], code: str
) -> None:
    answers = phone.bring(phone.check(observed) | change, phone.check(observed))

    assert [(a["status"], a.get("code")) for a in answers] == [("rejected", code), ("ok", None)]


def test_another_message_under_a_known_id_is_rejected(phone: Held, observed: Observation) -> None:
    operation = phone.check(observed)
    phone.bring(operation)

    (answer,) = phone.bring(phone.check(observed, 369) | {"id": operation["id"]})

    assert (answer["status"], answer["code"]) == ("rejected", "id_reused")
    assert [check.temperature_tenths for check in checks()] == [365]


@pytest.mark.parametrize("tenths", [339, 431])
def test_a_reading_that_nobody_believes_is_rejected(phone: Held, observed: Observation, tenths: int) -> None:
    (answer,) = phone.bring(phone.check(observed, tenths))

    assert (answer["status"], answer["code"]) == ("rejected", "unbelievable")


def test_a_clock_nine_hours_off_is_measured_and_both_times_are_kept(
    make_phone: MakePhone, observed: Observation
) -> None:
    behind = make_phone(slow_by=timedelta(hours=9))
    operation = behind.check(observed)

    behind.bring(operation)
    (again,) = behind.bring(operation)

    (check,) = checks()
    assert abs((check.claimed_at - timezone.now()).total_seconds()) < 60
    assert abs(check.skew_seconds - 9 * 3600) < 60
    assert again["status"] == "duplicate"
    assert Phone.objects.get().skew_seconds == pytest.approx(9 * 3600, abs=60)


def test_a_moment_that_has_not_come_is_rejected(phone: Held, observed: Observation) -> None:
    later = (timezone.now() + timedelta(hours=2)).isoformat()

    (answer,) = phone.bring(phone.check(observed) | {"claimed_at": later})

    assert (answer["status"], answer["code"]) == ("rejected", "future")


def test_a_foreign_person_is_not_yours_and_the_answer_tells_nothing_else(
    phone: Held, make_observation: MakeObservation
) -> None:
    foreign = make_observation(
        name="外人", community=SIBLING, grid_name="", at=timezone.now() - timedelta(hours=3)
    )

    (answer,) = phone.bring(phone.check(foreign))
    (unknown,) = phone.bring(
        phone.operation("check", phone.check(foreign)["data"] | {"observation": str(phone.id)})
    )

    assert {k: answer[k] for k in ("status", "code", "reason", "fields")} == {
        k: unknown[k] for k in ("status", "code", "reason", "fields")
    }
    assert answer["code"] == "not_yours"
    assert not checks()


def test_what_was_seen_before_a_hand_over_to_another_grid_is_taken(
    phone: Held, observed: Observation
) -> None:
    Observation.objects.update(area=OTHER_GRID)
    Person.objects.update(area=OTHER_GRID)

    assert [a["status"] for a in phone.bring(phone.check(observed))] == ["ok"]


def test_a_post_that_ended_yesterday_still_brings_and_one_that_ended_long_ago_does_not(
    phone: Held, observed: Observation
) -> None:
    today = timezone.localdate()
    Post.objects.update(until_on=today - timedelta(days=1))
    assert [a["status"] for a in phone.bring(phone.check(observed))] == ["ok"]
    assert phone.ask()["households"] == []

    Post.objects.update(until_on=today - timedelta(days=15))
    assert [a["code"] for a in phone.bring(phone.check(observed))] == ["not_yours"]


def test_what_was_seen_before_the_end_of_an_observation_is_taken_after_it(
    phone: Held, observed: Observation
) -> None:
    before, after = phone.check(observed, 378), phone.check(observed, 379)
    before["claimed_at"] = (timezone.now() - timedelta(hours=2)).isoformat()
    Observation.objects.update(state="LOST", closed_at=timezone.now() - timedelta(hours=1))

    answers = phone.bring(before, after)

    assert [(a["status"], a.get("code")) for a in answers] == [("ok", None), ("rejected", "closed")]
    assert Alert.objects.get().temperature_tenths == 378


def test_an_arrival_at_the_door_is_registered_once_with_its_first_check(phone: Held) -> None:
    operation = phone.operation("arrival", ARRIVAL)

    assert [a["status"] for a in phone.bring(operation)] == ["ok"]
    assert [a["status"] for a in phone.bring(operation)] == ["duplicate"]

    person = Person.objects.get()
    assert (person.name, person.area) == ("欧阳小敏", "340102001001001")
    assert Observation.objects.get().person == person
    assert [check.temperature_tenths for check in checks()] == [374]
    assert Receipt.objects.get(county=COUNTY).kind == "arrival"


ARRIVAL = {
    "community": "340102001001",
    "grid": "340102001001001",
    "name": "欧阳小敏",
    "phone": "13800001111",
    "address": "9栋1单元101室",
    "origin": "武汉",
    "arrived_on": timezone.localdate().isoformat(),
    "temperature_tenths": 374,
}


@pytest.mark.parametrize(
    ("change", "fields"),
    [
        ({"name": "王"}, ["name"]),
        ({"phone": "12"}, ["phone"]),
        ({"phone": ""}, ["phone"]),
        ({"address": ""}, ["address"]),
        ({"arrived_on": None}, ["arrived_on"]),
        ({"id_number": "1"}, ["id_number"]),
        ({"id_number": "1", "name": "王"}, ["name", "id_number"]),
    ],
)
def test_an_arrival_is_judged_as_at_the_desk_and_nothing_is_half_saved(
    phone: Held, change: dict[str, Any], fields: list[str]
) -> None:
    (answer,) = phone.bring(phone.operation("arrival", ARRIVAL | change))

    assert (answer["status"], answer["code"]) == ("rejected", "malformed")
    assert set(fields) <= set(answer["fields"])
    assert not Person.objects.exists()
    assert not Receipt.objects.filter(county=COUNTY).exists()


def test_an_arrival_in_a_foreign_community_is_not_yours(phone: Held) -> None:
    (answer,) = phone.bring(phone.operation("arrival", ARRIVAL | {"community": str(FOREIGN), "grid": ""}))

    assert answer["code"] == "not_yours"


def test_somebody_known_elsewhere_is_said_to_be(phone: Held, make_phone: MakePhone) -> None:
    told = ARRIVAL | {"id_number": "11010519491231002X"}
    other = make_phone(role=Role.SECRETARY, area=SIBLING)
    other.bring(other.operation("arrival", told | {"community": str(SIBLING), "grid": ""}))

    (answer,) = phone.bring(phone.operation("arrival", told))

    assert (answer["status"], answer["code"]) == ("rejected", "known_elsewhere")
    assert Person.objects.count() == 1


def test_a_need_becomes_a_contact_once(phone: Held, observed: Observation) -> None:
    data = {
        "person": str(observed.person_id),
        "way": "VISIT",
        "purpose": "SUPPLIES",
        "outcome": "REACHED",
        "note": "降压药",
    }
    operation = phone.operation("contact", data)

    assert [a["status"] for a in (*phone.bring(operation), *phone.bring(operation))] == ["ok", "duplicate"]
    assert ContactEntry.objects.get().note == "降压药"


def test_two_hundred_checks_are_a_handful_of_statements(
    phone: Held, make_observation: MakeObservation, django_assert_max_num_queries: Any
) -> None:
    people = [
        make_observation(name=f"王芳{n}", address=f"{n}栋1单元101室", at=timezone.now() - timedelta(hours=30))
        for n in range(20)
    ]
    few = [phone.check(people[0], 378)]
    many = [phone.check(people[n % 20], 365 + n % 20) for n in range(200)]
    phone.bring(phone.check(people[1]))

    with django_assert_max_num_queries(STATEMENTS):
        phone.bring(*few)
    with django_assert_max_num_queries(STATEMENTS):
        assert {a["status"] for a in phone.bring(*many)} == {"ok"}


STATEMENTS = 30


def test_more_than_two_hundred_are_too_many(phone: Held, observed: Observation) -> None:
    response = phone.post("/api/v1/sync", {"ops": [phone.check(observed)] * 201})

    assert (response.status_code, response.json()["code"]) == (413, "too_many")
    assert not checks()


@pytest.mark.parametrize("address", ["/api/v1/sync", "/api/v1/day"])
def test_a_stranger_is_answered_401_and_no_page(db: None, address: str) -> None:
    response = Client().post(address, {}, content_type="application/json")

    assert (response.status_code, response.json()["code"]) == (401, "signed_out")


@pytest.mark.parametrize("address", ["/api/v1/sync", "/api/v1/day"])
def test_a_message_without_token_is_answered_in_json(phone: Held, address: str) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = phone.client.cookies

    response = strict.post(address, {}, content_type="application/json")

    assert (response.status_code, response.json()["code"]) == (403, "csrf")


@pytest.mark.parametrize("address", ["/api/v1/sync", "/api/v1/day"])
@pytest.mark.parametrize("body", [b"", b"{", b"[]", b'{"device": "x"}', b"\xff\xfe"])
def test_what_is_no_message_is_answered_422(phone: Held, address: str, body: bytes) -> None:
    response = phone.client.post(address, body, content_type="application/json")

    assert (response.status_code, response.json()["code"]) == (422, "malformed")


def test_the_phone_of_somebody_else_is_refused(phone: Held, make_phone: MakePhone) -> None:
    phone.ask()
    other = make_phone(area=OTHER_GRID)
    other.id = phone.id

    response = other.post("/api/v1/day", {})

    assert (response.status_code, response.json()["code"]) == (403, "other_user")


def test_a_revoked_phone_fetches_nothing_and_what_it_brings_is_held(
    phone: Held, observed: Observation
) -> None:
    phone.ask()
    Phone.objects.update(
        revoked_at=timezone.now(), revoked_by=User.objects.get(username__startswith="grid").pk
    )

    response = phone.post("/api/v1/day", {})
    operation = phone.check(observed)
    answers = [*phone.bring(operation), *phone.bring(operation)]

    assert (response.status_code, response.json()["code"]) == (403, "revoked")
    assert [a["status"] for a in answers] == ["held", "held"]
    assert not checks()
    held = HeldOperation.objects.get()
    assert held.operation == operation["id"]
    assert str(observed.pk).encode() not in bytes(held.sealed)


def test_two_phones_change_one_card_and_the_desk_sees_both(
    phone: Held, make_phone: MakePhone, observed: Observation
) -> None:
    other = make_phone(role=Role.SECRETARY, area=COMMUNITY)
    home = str(observed.person.household_id)
    earlier = phone.operation("household", {"household": home, "note": "有狗"}, base={"note": ""})
    later = other.operation("household", {"household": home, "note": "钥匙在隔壁"}, base={"note": ""})

    assert [a["status"] for a in other.bring(later)] == ["ok"]
    (answer,) = phone.bring(earlier)

    assert answer["status"] == "conflict"
    assert answer["both"] == {"note": {"mine": "有狗", "kept": "钥匙在隔壁"}}
    assert phone.ask()["households"][0]["note"] == "钥匙在隔壁"
    assert not overwritten_for(viewer=None).exists()
    assert CardChange.objects.filter(lost_to__isnull=False).count() == 1
    assert [a["status"] for a in phone.bring(earlier)] == ["duplicate"]


@pytest.mark.parametrize("data", [{"name": "王"}, {"phone": "12"}, {"id_number": "1"}, {}])
def test_a_card_that_cannot_stand_is_rejected(
    phone: Held, observed: Observation, data: dict[str, Any]
) -> None:
    (answer,) = phone.bring(phone.operation("person", {"person": str(observed.person_id)} | data))

    assert (answer["status"], answer["code"]) == ("rejected", "malformed")
    assert not CardChange.objects.exists()


def test_a_household_that_cannot_keep_apart_is_said_so_from_the_door(
    phone: Held, observed: Observation
) -> None:
    home = str(observed.person.household_id)

    (answer,) = phone.bring(
        phone.operation("household", {"household": home, "apart": False}, base={"apart": None})
    )

    assert answer["status"] == "ok"
    assert phone.ask()["households"][0]["apart"] is False


@pytest.mark.parametrize(("said", "kept"), [("CLUSTER", "CLUSTER"), ("SOMETHING_NEW", "OTHER")])
def test_an_emergency_is_raised_once(phone: Held, observed: Observation, said: str, kept: str) -> None:
    data = {
        "emergency_kind": said,
        "words": "三人发热",
        "people": 3,
        "grid": str(GRID),
        "person": str(observed.person_id),
    }
    operation = phone.operation("emergency", data)

    assert [a["status"] for a in (*phone.bring(operation), *phone.bring(operation))] == ["ok", "duplicate"]
    row = Emergency.objects.get()
    assert (row.kind, row.area, row.person, row.waiting_for) == (
        kept,
        str(GRID),
        observed.person_id,
        "COMMUNITY",
    )


def test_an_emergency_of_a_foreign_area_is_not_yours(phone: Held) -> None:
    (answer,) = phone.bring(phone.operation("emergency", {"emergency_kind": "OTHER", "grid": str(FOREIGN)}))

    assert answer["code"] == "not_yours"


def test_a_passport_is_kept_as_such(phone: Held) -> None:
    (answer,) = phone.bring(
        phone.operation("arrival", ARRIVAL | {"id_type": "PASSPORT", "id_number": "E 1234567"})
    )

    assert answer["status"] == "ok"
    person = Person.objects.get()
    assert (person.id_type, unseal(person.id_sealed)) == ("PASSPORT", "E1234567")


def test_another_arrival_under_a_known_id_is_rejected(phone: Held) -> None:
    operation = phone.operation("arrival", ARRIVAL)
    phone.bring(operation)

    (answer,) = phone.bring(operation | {"data": ARRIVAL | {"name": "李强", "phone": "13900003333"}})

    assert (answer["status"], answer["code"]) == ("rejected", "id_reused")
    assert [person.name for person in Person.objects.all()] == ["欧阳小敏"]
