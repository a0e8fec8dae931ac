"""Duties that a crash, a restored backup or hours without power left out: there again after a start, and none twice."""

from datetime import datetime, time, timedelta

from django.db import connection
from django.test.utils import CaptureQueriesContext

from linli.clock import moment
from linli.duties.models import Duty
from linli.observation.commands import restore_duties
from linli.observation.models import Observation
from tests.cast import COUNTY, FIRST_DAY, MORNING, MakeObservation

EARLY = moment(FIRST_DAY, time(5))


def at(hour: int) -> datetime:
    return moment(FIRST_DAY, time(hour))


def slots(observation: Observation) -> list[tuple[object, str]]:
    return sorted(
        Duty.objects.filter(county=COUNTY, subject=observation.pk).values_list("slot_on", "session")
    )


def test_a_night_without_power_loses_no_duty_and_doubles_none(make_observation: MakeObservation) -> None:
    observation = make_observation(at=MORNING)
    there = Duty.objects.filter(county=COUNTY, subject=observation.pk)
    before = slots(observation)
    there.filter(slot_on__gte=FIRST_DAY + timedelta(days=2)).delete()

    restore_duties()
    restore_duties()

    assert slots(observation) == before


def test_nothing_is_restored_before_somebody_was_registered_or_after_the_end(
    make_observation: MakeObservation,
) -> None:
    early = make_observation(at=EARLY)
    noon = make_observation(at=at(13))
    restore_duties()
    first = [
        Duty.objects.filter(county=COUNTY, subject=row.pk)
        .order_by("due_at")
        .values_list("session", flat=True)[0]
        for row in (early, noon)
    ]
    assert first == ["AM", "PM"]


def test_one_slot_in_the_middle_is_missed_too(make_observation: MakeObservation) -> None:
    others, observation = make_observation(at=MORNING), make_observation(at=MORNING, phone="13812345670")
    before = slots(observation)
    Duty.objects.filter(
        county=COUNTY, subject=observation.pk, slot_on=FIRST_DAY + timedelta(days=3), session="AM"
    ).delete()

    restore_duties()

    assert slots(observation) == before
    assert len(slots(others)) == len(before)


def test_a_start_that_finds_everything_only_counts(make_observation: MakeObservation) -> None:
    for n in range(3):
        make_observation(at=MORNING, phone=f"1381234567{n}")
    with CaptureQueriesContext(connection) as asked:
        restore_duties()
    assert not [one["sql"] for one in asked if "INSERT" in one["sql"]]
