"""What a phone brings: taken once, answered one by one, never lost."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from linli.audit.models import AuditEvent
from linli.duties.models import Duty
from linli.observation.models import Alert, Check, Observation
from linli.people.models import Person
from linli.phone.models import HeldOperation, Phone
from linli.phone.rules import WhyHeld
from linli.phone.tests.conftest import Held, MakePhone
from linli.referrals.models import Referral
from linli.staff.models import Post
from linli.staff.rights import Role
from linli.staff.rules import LATE_DELIVERY
from tests.cast import COUNTY, OTHER_GRID, SIBLING, MakeObservation

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


def test_a_door_of_another_grid_is_held_for_the_secretary(phone: Held, observed: Observation) -> None:
    Observation.objects.update(area=OTHER_GRID)
    Person.objects.update(area=OTHER_GRID)
    told = phone.check(observed, 378)

    answers = [phone.bring(told), phone.bring(told)]

    assert [(a["id"], a["status"], a["code"]) for (a,) in answers] == [(told["id"], "held", "no_post")] * 2
    assert "岗位不管这一户" in answers[0][0]["reason"]
    assert not checks()
    assert not Alert.objects.exists()
    assert [held.why for held in HeldOperation.objects.all()] == [WhyHeld.NO_POST]


def test_a_stand_in_brings_what_lies_in_the_grid_stood_in_for(phone: Held, observed: Observation) -> None:
    Observation.objects.update(area=OTHER_GRID)
    today = timezone.localdate()
    Post.objects.create(
        user=phone.user,
        area_id=OTHER_GRID,
        role=Role.GRID_WORKER,
        from_on=today - timedelta(days=2),
        until_on=today - timedelta(days=1),
    )
    days = [phone.check(observed) | {"claimed_at": days_ago(n)} for n in (1, 2)]
    Observation.objects.update(opened_at=timezone.now() - timedelta(days=3))

    assert [a["status"] for a in phone.bring(*days)] == ["held", "ok"]


def test_what_was_done_after_a_post_ended_is_held_and_before_it_is_taken(
    phone: Held, observed: Observation
) -> None:
    Observation.objects.update(opened_at=timezone.now() - timedelta(days=3))
    Post.objects.update(until_on=timezone.localdate())
    before, after = phone.check(observed, 378) | {"claimed_at": days_ago(1)}, phone.check(observed, 379)

    assert [a["status"] for a in phone.bring(before, after)] == ["ok", "held"]
    assert [check.temperature_tenths for check in checks()] == [378]
    assert phone.ask()["households"] == []


def test_what_comes_long_after_a_post_ended_is_not_taken_and_not_held(
    phone: Held, observed: Observation
) -> None:
    Post.objects.update(until_on=timezone.localdate() - LATE_DELIVERY - timedelta(days=1))

    assert [a["code"] for a in phone.bring(phone.check(observed))] == ["not_yours"]
    assert not HeldOperation.objects.exists()


def days_ago(days: int) -> str:
    return (timezone.now() - timedelta(days=days)).isoformat()


def test_what_was_seen_before_the_end_of_an_observation_is_taken_after_it(
    phone: Held, observed: Observation
) -> None:
    before, after = phone.check(observed, 378), phone.check(observed, 379)
    before["claimed_at"] = (timezone.now() - timedelta(hours=2)).isoformat()
    Observation.objects.update(state="LOST", closed_at=timezone.now() - timedelta(hours=1))

    answers = phone.bring(before, after)

    assert [(a["status"], a.get("code")) for a in answers] == [("ok", None), ("rejected", "closed")]
    assert Alert.objects.get().temperature_tenths == 378


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
