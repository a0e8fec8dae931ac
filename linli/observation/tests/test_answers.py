"""Which checks answer which duties, and what stays due."""

from datetime import datetime, time, timedelta

import pytest

from linli.clock import moment
from linli.duties.commands import waive_duties
from linli.duties.models import Duty
from linli.ids import new_id
from linli.observation.commands import NewCheck, record_checks
from linli.observation.commands.checks import Recorded
from linli.observation.models import Observation
from linli.observation.rules import Channel, CheckOutcome
from linli.staff.rules import Viewer
from tests.cast import COUNTY, FIRST_DAY, MakeObservation

EARLY = moment(FIRST_DAY, time(5))


def at(hour: int, minute: int = 0, *, day: int = 0) -> datetime:
    return moment(FIRST_DAY + timedelta(days=day), time(hour, minute))


def record(
    observation: Observation, by: Viewer, *claims: tuple[datetime, Channel], now: datetime
) -> list[Recorded]:
    new = [
        NewCheck(new_id(), observation, CheckOutcome.DONE, channel, claimed, temperature_tenths=365)
        for claimed, channel in claims
    ]
    return record_checks(county=COUNTY, new=new, by=by, now=now)


def outcomes(observation: Observation, *, days: int = 1) -> list[str]:
    duties = Duty.objects.filter(county=COUNTY, subject=observation.pk).order_by("due_at")
    return [duty.outcome for duty in duties[: 2 * days]]


def test_two_checks_in_one_session_never_cover_a_missed_one(
    make_observation: MakeObservation, worker: Viewer
) -> None:
    observation = make_observation(at=EARLY)
    record(observation, worker, (at(14), Channel.VISIT), (at(15), Channel.VISIT), now=at(15))
    assert outcomes(observation) == ["", "DONE"]


@pytest.mark.parametrize("channel", [Channel.PHONE, Channel.SELF, Channel.PROXY])
def test_a_call_after_a_missed_slot_is_kept_and_answers_nothing(
    channel: Channel, make_observation: MakeObservation, worker: Viewer
) -> None:
    observation = make_observation(at=EARLY)
    (told,) = record(observation, worker, (at(13), channel), now=at(13))
    assert told.check is not None
    assert not told.answers
    assert outcomes(observation) == ["", ""]

    (seen,) = record(observation, worker, (at(14), Channel.VISIT), now=at(14))
    assert seen.answers
    assert outcomes(observation) == ["", "DONE"]


def test_a_call_after_a_visit_of_the_same_slot_asks_for_no_other_visit(
    make_observation: MakeObservation, worker: Viewer
) -> None:
    observation = make_observation(at=EARLY)
    record(observation, worker, (at(14), Channel.VISIT), now=at(14))
    (told,) = record(observation, worker, (at(15), Channel.PHONE), now=at(15))
    assert told.answers
    (seen, told) = record(
        observation, worker, (at(14, 30), Channel.VISIT), (at(14, 40), Channel.PHONE), now=at(16)
    )
    assert seen.answers
    assert told.answers


def test_a_call_is_enough_while_the_slot_before_is_in_its_grace(
    make_observation: MakeObservation, worker: Viewer
) -> None:
    observation = make_observation(at=EARLY)
    (told,) = record(observation, worker, (at(12, 59), Channel.PHONE), now=at(12, 59))
    assert told.answers
    assert outcomes(observation) == ["", "DONE"]


def test_a_late_message_of_the_morning_lets_the_afternoons_call_count(
    make_observation: MakeObservation, worker: Viewer
) -> None:
    observation = make_observation(at=EARLY)
    record(observation, worker, (at(14), Channel.PHONE), now=at(14))
    record(observation, worker, (at(9), Channel.VISIT), now=at(19))  # the phone had no signal all day
    assert outcomes(observation) == ["DONE", "DONE"]


def test_one_message_with_the_whole_day_answers_the_whole_day(
    make_observation: MakeObservation, worker: Viewer
) -> None:
    observation = make_observation(at=EARLY)
    claims = [(at(14), Channel.PHONE), (at(9), Channel.PHONE)]
    assert all(answer.answers for answer in record(observation, worker, *claims, now=at(21)))
    assert outcomes(observation) == ["DONE", "DONE"]


def test_yesterdays_silence_wants_a_visit_this_morning(
    make_observation: MakeObservation, worker: Viewer
) -> None:
    observation = make_observation(at=EARLY)
    record(observation, worker, (at(9), Channel.VISIT), now=at(9))
    (told,) = record(observation, worker, (at(8, day=1), Channel.PHONE), now=at(8, day=1))
    assert not told.answers
    assert outcomes(observation, days=2) == ["DONE", "", "", ""]


def test_a_failed_visit_to_somebody_at_the_clinic_leaves_the_slot_not_needed(
    make_observation: MakeObservation, worker: Viewer
) -> None:
    observation = make_observation(at=EARLY)
    waive_duties(county=COUNTY, kind="CHECK", subject=observation.pk, from_=EARLY)
    new = NewCheck(new_id(), observation, CheckOutcome.NOBODY_HOME, Channel.VISIT, at(9))
    record_checks(county=COUNTY, new=[new], by=worker, now=at(9))
    assert outcomes(observation) == ["NOT_NEEDED", "NOT_NEEDED"]
