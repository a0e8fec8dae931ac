"""Observations moved to another version: what was answered stays, what is due follows."""

from dataclasses import replace
from datetime import date, time, timedelta
from typing import Unpack

import pytest

from linli.areas.rules import AreaCode
from linli.audit.models import AuditEvent
from linli.cases.commands import take_referral_step
from linli.clock import moment
from linli.duties.models import Duty
from linli.ids import new_id
from linli.observation.commands import (
    AlreadyUnder,
    DecisionNeedsReason,
    NewCheck,
    ObservationClosed,
    VersionNotHeld,
    end_with_reason,
    move_to_protocol,
    record_check,
    restore_duties,
)
from linli.observation.models import Observation, ObservationDecision
from linli.observation.rules import Channel, CheckOutcome, State
from linli.observation.tests.versions import version
from linli.protocols.commands import VersionOfAnotherArea, write_version
from linli.protocols.models import Protocol
from linli.protocols.rules import Session
from linli.referrals.commands import Told
from linli.referrals.models import Referral
from linli.referrals.rules import State as Step
from linli.shortening.commands import answer_asking, ask_for_shorter
from linli.staff.rights import Role
from linli.staff.rules import Viewer
from tests.cast import COUNTY, FIRST_DAY, MORNING, MakeObservation, MakeViewer

NOON = moment(date(2020, 1, 30), time(12, 30))
WUHAN = AreaCode("420102")


@pytest.fixture
def officer(make_viewer: MakeViewer) -> Viewer:
    """Make an officer of COUNTY."""
    return make_viewer(role=Role.COUNTY_OFFICER, area=COUNTY)


def shorten(*, observation: Observation, protocol: Protocol, by: Viewer) -> ObservationDecision:
    """Let the secretary's kind of asker ask, and somebody else say yes."""
    asker = replace(by, user_id=new_id())
    asking = ask_for_shorter(
        observation=observation, protocol=protocol, ground="专家组意见", by=asker, now=NOON
    )
    return answer_asking(asking=asking, is_granted=True, words="专家组意见", by=by, now=NOON)


def outcomes(observation: Observation) -> dict[tuple[date, str], str]:
    rows = Duty.objects.filter(county=COUNTY, subject=observation.pk)
    return {(duty.slot_on, duty.session): duty.outcome for duty in rows}


def open_slots(observation: Observation) -> list[tuple[date, str]]:
    return sorted(slot for slot, outcome in outcomes(observation).items() if outcome == "")


@pytest.mark.usefixtures("every_edition")
def test_moving_to_a_shorter_version_waives_what_lies_behind_the_new_end(
    doctor: Viewer, make_observation: MakeObservation
) -> None:
    observation = make_observation()
    before = outcomes(observation)
    decision = shorten(observation=observation, protocol=Protocol.objects.get(pk="P2022-12"), by=doctor)

    observation.refresh_from_db()
    assert (observation.protocol_id, observation.last_on) == ("P2022-12", date(2020, 1, 31))
    assert open_slots(observation) == [
        (day, session)
        for day in (
            date(2020, 1, 27),
            date(2020, 1, 28),
            date(2020, 1, 29),
            date(2020, 1, 30),
            date(2020, 1, 31),
        )
        for session in ("AM", "PM")
    ]
    assert set(outcomes(observation)) == set(before)
    assert outcomes(observation)[(date(2020, 2, 1), "AM")] == "NOT_NEEDED"
    assert (decision.kind, decision.reason, decision.by) == ("PROTOCOL", "专家组意见", doctor.user_id)
    assert decision.values["protocol"] == {"from": "P2020-01", "to": "P2022-12"}
    assert decision.values["last_on"] == {"from": "2020-02-09", "to": "2020-01-31"}
    event = AuditEvent.objects.get(county=COUNTY, action="observation.decided_protocol")
    assert (event.subject, event.changed["decision"]) == (observation.pk, str(decision.pk))
    assert "专家组意见" not in str(event.changed)  # it is sealed on the decision


@pytest.mark.usefixtures("every_edition")
def test_moving_to_a_longer_version_and_back_leaves_the_slots_as_they_were(
    doctor: Viewer, make_observation: MakeObservation
) -> None:
    observation = make_observation()
    before = outcomes(observation)
    longer, back = Protocol.objects.get(pk="P2021-05"), Protocol.objects.get(pk="P2020-01")
    move_to_protocol(observation=observation, protocol=longer, reason="第八版", by=doctor, now=NOON)
    assert len(open_slots(observation)) == len(before) + 7 * 2
    observation.refresh_from_db()
    shorten(observation=observation, protocol=back, by=doctor)
    assert open_slots(observation) == sorted(before)
    move_to_protocol(observation=observation, protocol=longer, reason="第八版", by=doctor, now=NOON)

    assert len(open_slots(observation)) == len(before) + 7 * 2
    assert ObservationDecision.objects.filter(kind="PROTOCOL").count() == 3


def test_past_slots_and_answers_stay_and_other_hours_hold_from_now_on(
    officer: Viewer, worker: Viewer, make_observation: MakeObservation
) -> None:
    observation = make_observation()
    new = NewCheck(new_id(), observation, CheckOutcome.DONE, Channel.VISIT, MORNING, temperature_tenths=365)
    record_check(new=new, by=worker, now=MORNING)
    once = version(sessions=(Session("PM", time(14), time(20)),))
    own = write_version(new=once, by=officer, now=MORNING)
    move_to_protocol(observation=observation, protocol=own, reason="每日一次", by=worker, now=NOON)

    told = outcomes(observation)
    assert told[(FIRST_DAY, "AM")] == "DONE"
    assert told[(date(2020, 1, 30), "AM")] == ""  # missed before the move, and stays missed
    assert told[(date(2020, 1, 31), "AM")] == "NOT_NEEDED"
    assert told[(date(2020, 1, 30), "PM")] == ""
    hours = {
        duty.slot_on: (duty.opens_at, duty.due_at)
        for duty in Duty.objects.filter(county=COUNTY, subject=observation.pk, session="PM")
    }
    yesterday, today = date(2020, 1, 29), date(2020, 1, 30)
    assert hours[yesterday] == (moment(yesterday, time(12)), moment(yesterday, time(18)))
    assert hours[today] == (moment(today, time(14)), moment(today, time(20)))


def test_a_restart_makes_no_duty_of_a_session_that_was_none_then(
    officer: Viewer, doctor: Viewer, make_observation: MakeObservation
) -> None:
    observation = make_observation()
    more = (
        Session("AM", time(6), time(11)),
        Session("NOON", time(11), time(14)),
        Session("PM", time(14), time(18)),
    )
    own = write_version(new=version(sessions=more), by=officer, now=MORNING)
    move_to_protocol(observation=observation, protocol=own, reason="每日三次", by=doctor, now=NOON)
    before = outcomes(observation)
    restore_duties()

    assert outcomes(observation) == before
    assert min(day for day, session in before if session == "NOON") == date(2020, 1, 30)


def test_a_version_says_when_silence_is_overdue(
    officer: Viewer, doctor: Viewer, make_observation: MakeObservation
) -> None:
    observation = make_observation()
    own = write_version(new=version(grace_minutes=30), by=officer, now=MORNING)
    move_to_protocol(observation=observation, protocol=own, reason="半小时", by=doctor, now=NOON)

    rows = Duty.objects.filter(county=COUNTY, subject=observation.pk).order_by("due_at")
    waits = {duty.slot_on: (duty.overdue_at - duty.due_at) // timedelta(minutes=1) for duty in rows}
    assert (waits[date(2020, 1, 29)], waits[date(2020, 1, 31)]) == (120, 30)


@pytest.mark.usefixtures("every_edition")
def test_days_that_were_added_go_along(doctor: Viewer, make_observation: MakeObservation) -> None:
    observation = make_observation()
    Observation.objects.update(last_on=observation.last_on + timedelta(days=3))
    shorten(observation=observation, protocol=Protocol.objects.get(pk="P2022-06"), by=doctor)

    observation.refresh_from_db()
    assert observation.last_on == date(2020, 1, 26) + timedelta(days=10 + 3)


@pytest.mark.usefixtures("every_edition")
def test_somebody_moved_while_at_the_clinic_comes_home_to_the_new_version(
    doctor: Viewer, make_observation: MakeObservation
) -> None:
    observation = make_observation()
    fever = NewCheck(new_id(), observation, CheckOutcome.DONE, Channel.VISIT, MORNING, temperature_tenths=381)
    record_check(new=fever, by=doctor, now=MORNING)

    def step(to: Step, **told: Unpack[Told]) -> None:
        take_referral_step(referral=Referral.objects.get(), to=to, by=doctor, now=NOON, **told)

    step(Step.ACCEPTED)
    step(Step.TRANSPORT, transport="AMBULANCE")
    step(Step.ARRIVED, clinic="区医院发热门诊")
    shorten(observation=observation, protocol=Protocol.objects.get(pk="P2022-12"), by=doctor)
    assert [slot for slot in open_slots(observation) if slot >= (date(2020, 1, 30), "PM")] == []
    step(Step.RESULT, result="EXCLUDED")
    step(Step.RETURNED)

    assert [slot for slot in open_slots(observation) if slot >= (date(2020, 1, 30), "PM")] == [
        (date(2020, 1, 30), "PM"),
        (date(2020, 1, 31), "AM"),
        (date(2020, 1, 31), "PM"),
    ]


def test_a_version_that_begins_later_or_has_run_out_is_no_version_of_today(
    officer: Viewer, doctor: Viewer, make_observation: MakeObservation
) -> None:
    observation = make_observation()
    own = write_version(new=version(), by=officer, now=MORNING)

    def move(valid_from: date, valid_until: date | None) -> None:
        Protocol.objects.filter(pk=own.pk).update(valid_from=valid_from, valid_until=valid_until)
        own.refresh_from_db()
        move_to_protocol(observation=observation, protocol=own, reason="试一下", by=doctor, now=NOON)

    day, after = date(2020, 1, 30), date(2020, 1, 31)
    with pytest.raises(VersionNotHeld):
        move(after, None)
    with pytest.raises(VersionNotHeld):
        move(date(2020, 1, 1), day)
    move(day, after)
    observation.refresh_from_db()
    assert observation.protocol_id == own.pk


@pytest.mark.usefixtures("every_edition")
def test_a_move_needs_a_reason_an_open_observation_and_another_version_of_this_area(
    secretary: Viewer, make_observation: MakeObservation
) -> None:
    observation = make_observation()

    def move(code: str, reason: str) -> None:
        protocol = Protocol.objects.get(pk=code)
        move_to_protocol(observation=observation, protocol=protocol, reason=reason, by=secretary, now=NOON)

    with pytest.raises(DecisionNeedsReason):
        move("P2021-05", " ")
    with pytest.raises(AlreadyUnder):
        move("P2020-01", "再来一次")
    with pytest.raises(VersionOfAnotherArea):
        move("P2020-02H", "学武汉")
    end_with_reason(observation=observation, state=State.STRUCK_OFF, reason="错登", by=secretary, now=NOON)
    with pytest.raises(ObservationClosed):
        move("P2021-05", "太晚")

    observation.refresh_from_db()
    assert (observation.protocol_id, observation.last_on) == ("P2020-01", date(2020, 2, 9))
    assert not ObservationDecision.objects.exists()
