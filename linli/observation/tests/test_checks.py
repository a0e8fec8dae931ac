"""Checks, with their duty, alert and referral."""

from collections.abc import Callable
from datetime import datetime, time, timedelta
from uuid import UUID

import pytest

from linli.areas.rules import AreaCode
from linli.clock import moment
from linli.duties.models import Duty
from linli.ids import new_id
from linli.observation import commands
from linli.observation.commands import NewCheck, record_check, record_checks
from linli.observation.models import Alert, Check, Observation
from linli.observation.rules import Channel, CheckOutcome, UnbelievableTemperature
from linli.referrals.models import Referral
from linli.staff.rules import Viewer
from tests.cast import COUNTY, FIRST_DAY, MORNING, MakeObservation


def told(
    observation: Observation,
    *,
    tenths: int | None = 365,
    at: datetime = MORNING,
    outcome: CheckOutcome = CheckOutcome.DONE,
    id: UUID | None = None,
) -> NewCheck:
    return NewCheck(
        id=id or new_id(),
        observation=observation,
        outcome=outcome,
        channel=Channel.VISIT,
        claimed_at=at,
        temperature_tenths=tenths,
    )


def duty_of(observation: Observation, session: str) -> Duty:
    return Duty.objects.get(county=COUNTY, subject=observation.pk, slot_on=FIRST_DAY, session=session)


def test_a_check_answers_the_duty_of_its_slot_and_no_other(
    make_observation: MakeObservation, worker: Viewer
) -> None:
    observation = make_observation()
    check = record_check(new=told(observation), by=worker, now=MORNING).check

    assert check is not None
    assert (duty_of(observation, "AM").outcome, duty_of(observation, "AM").fact_id) == ("DONE", check.id)
    assert duty_of(observation, "PM").outcome == ""


def test_two_checks_in_one_session_never_cover_the_other(
    make_observation: MakeObservation, worker: Viewer
) -> None:
    observation = make_observation()
    for minutes in (0, 30):
        at = MORNING + timedelta(minutes=minutes)
        record_check(new=told(observation, at=at), by=worker, now=at)

    assert duty_of(observation, "PM").outcome == ""


def test_fever_raises_one_alert_and_one_referral_however_often_it_is_sent(
    make_observation: MakeObservation, worker: Viewer
) -> None:
    new = told(make_observation(), tenths=373)
    first = record_check(new=new, by=worker, now=MORNING)
    again = record_check(new=new, by=worker, now=MORNING + timedelta(hours=1))

    assert first.check == again.check
    assert Alert.objects.get().check_id == new.id
    assert Referral.objects.get().cause == new.id


def test_a_fever_after_a_normal_reading_of_the_same_slot_is_not_lost(
    make_observation: MakeObservation, worker: Viewer
) -> None:
    observation = make_observation()
    record_check(new=told(observation, tenths=365), by=worker, now=MORNING)
    record_check(new=told(observation, tenths=381), by=worker, now=MORNING + timedelta(minutes=10))

    assert Alert.objects.get().temperature_tenths == 381


def test_a_later_normal_reading_hides_no_fever(make_observation: MakeObservation, worker: Viewer) -> None:
    observation = make_observation()
    record_check(new=told(observation, tenths=381), by=worker, now=MORNING)
    record_check(new=told(observation, tenths=365), by=worker, now=MORNING + timedelta(minutes=10))

    assert Alert.objects.get().reviewed_at is None


def test_a_second_fever_alerts_again_but_opens_no_second_referral(
    make_observation: MakeObservation, worker: Viewer
) -> None:
    observation = make_observation()
    for hour in (8, 14):
        at = moment(FIRST_DAY, time(hour))
        record_check(new=told(observation, tenths=381, at=at), by=worker, now=at)

    assert Alert.objects.count() == 2
    assert Referral.objects.count() == 1


def test_the_id_of_another_check_is_refused(make_observation: MakeObservation, worker: Viewer) -> None:
    new = told(make_observation(), tenths=365)
    record_check(new=new, by=worker, now=MORNING)

    with pytest.raises(commands.CheckIdReused):
        record_check(new=told(new.observation, tenths=381, id=new.id), by=worker, now=MORNING)
    assert not Alert.objects.exists()


def test_nobody_home_is_tried_and_gives_way_to_a_later_check(
    make_observation: MakeObservation, worker: Viewer
) -> None:
    observation = make_observation()
    nobody = told(observation, tenths=None, outcome=CheckOutcome.NOBODY_HOME)
    record_check(new=nobody, by=worker, now=MORNING)
    assert duty_of(observation, "AM").outcome == "NOBODY_HOME"

    record_check(new=told(observation), by=worker, now=MORNING)
    assert duty_of(observation, "AM").outcome == "DONE"

    record_check(new=told(observation, tenths=None, outcome=CheckOutcome.NOBODY_HOME), by=worker, now=MORNING)
    assert duty_of(observation, "AM").outcome == "DONE"


@pytest.mark.parametrize(
    ("tenths", "at", "refusal"),
    [
        (339, MORNING, UnbelievableTemperature),
        (421, MORNING, UnbelievableTemperature),
        (365, MORNING + timedelta(minutes=11), commands.CheckInFuture),
        (365, MORNING - timedelta(days=1), commands.CheckBeforeObservation),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_saved(
    make_observation: MakeObservation, worker: Viewer, tenths: int, at: datetime, refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        record_check(new=told(make_observation(), tenths=tenths, at=at), by=worker, now=MORNING)
    assert not Check.objects.filter(county=COUNTY).exists()


def test_one_refused_check_never_stops_the_rest(make_observation: MakeObservation, worker: Viewer) -> None:
    good, bad = told(make_observation()), told(make_observation(name="李强"), tenths=500)

    answers = record_checks(county=COUNTY, new=[bad, good], by=worker, now=MORNING)

    assert isinstance(answers[0].refused, UnbelievableTemperature)
    assert Check.objects.get(county=COUNTY).id == good.id


def test_two_hundred_checks_take_a_handful_of_statements(
    make_observation: MakeObservation, worker: Viewer, django_assert_max_num_queries: Callable[..., object]
) -> None:
    observation = make_observation()
    new = [told(observation, tenths=381 if n == 0 else 365) for n in range(200)]
    with django_assert_max_num_queries(16):  # type: ignore[attr-defined]
        record_checks(county=AreaCode(COUNTY), new=new, by=worker, now=MORNING)
