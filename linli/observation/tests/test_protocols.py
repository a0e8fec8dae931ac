"""Versions written, declared in force, and observations moved between them."""

from dataclasses import replace
from datetime import date, time, timedelta

import pytest

from linli.areas.rules import AreaCode
from linli.audit.models import AuditEvent
from linli.clock import moment
from linli.duties.models import Duty
from linli.ids import new_id
from linli.observation.commands import (
    AlreadyUnder,
    DecisionNeedsReason,
    NewArrival,
    NewCheck,
    NewVersion,
    ObservationClosed,
    VersionFaulty,
    VersionNotYetValid,
    VersionOfAnotherArea,
    VersionWritten,
    declare_in_force,
    end_with_reason,
    move_to_protocol,
    record_check,
    register_arrivals,
    take_referral_step,
    write_version,
)
from linli.observation.models import Observation, ObservationDecision, Protocol, ProtocolInForce
from linli.observation.protocols import NoProtocol, protocol_on, rules_of
from linli.observation.queries.protocols import protocols_readable
from linli.observation.rules import Channel, CheckOutcome, Session, State
from linli.people.commands import PersonCard
from linli.referrals.models import Referral
from linli.referrals.rules import State as Step
from linli.staff.rights import Role
from linli.staff.rules import Viewer
from tests.cast import COMMUNITY, COUNTY, FIRST_DAY, MORNING, MakeObservation, MakeViewer

NOON = moment(date(2020, 1, 30), time(12, 30))
WUHAN = AreaCode("420102")


@pytest.fixture
def officer(make_viewer: MakeViewer) -> Viewer:
    """Make an officer of COUNTY."""
    return make_viewer(role=Role.COUNTY_OFFICER, area=COUNTY)


def version(*, code: str = "340102-01", area: str = COUNTY, **rules: object) -> NewVersion:
    own = replace(rules_of("P2020-01"), code=code, **rules)  # type: ignore[arg-type]  # any field of the rules
    return NewVersion(
        rules=own,
        name="瑶海区版",
        area=area,
        base=Protocol.objects.get(pk="P2020-01"),
        valid_from=date(2020, 1, 28),
        source="区指挥部1号通告",
    )


def outcomes(observation: Observation) -> dict[tuple[date, str], str]:
    rows = Duty.objects.filter(county=COUNTY, subject=observation.pk)
    return {(duty.slot_on, duty.session): duty.outcome for duty in rows}


def open_slots(observation: Observation) -> list[tuple[date, str]]:
    return sorted(slot for slot, outcome in outcomes(observation).items() if outcome == "")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("day", "area"),
    [
        (date(2020, 1, 24), COUNTY),
        (date(2020, 3, 7), COUNTY),
        (date(2022, 12, 31), COUNTY),
        (date(2026, 11, 23), COMMUNITY),
        (date(2020, 2, 20), WUHAN),
    ],
)
def test_the_calendar_alone_brings_no_other_version_into_force(day: date, area: str) -> None:
    assert protocol_on(day=day, area=area).pk == "P2020-01"


@pytest.mark.django_db
def test_before_the_first_version_there_is_none() -> None:
    with pytest.raises(NoProtocol):
        protocol_on(day=date(2020, 1, 23), area=COUNTY)


def test_a_county_stands_over_the_nation_from_the_day_it_says(officer: Viewer) -> None:
    own = write_version(new=version(), by=officer, now=MORNING)
    declare_in_force(area=COUNTY, protocol=own, from_on=date(2020, 1, 29), by=officer, now=MORNING)
    nation = Protocol.objects.get(pk="P2020-03")
    declare_in_force(area="", protocol=nation, from_on=date(2020, 3, 7), by=officer, now=MORNING)

    def in_force(day: date, area: str) -> str:
        return protocol_on(day=day, area=area).pk

    assert in_force(date(2020, 1, 28), COMMUNITY) == "P2020-01"
    assert in_force(date(2020, 1, 29), COMMUNITY) == "340102-01"
    assert in_force(date(2020, 3, 7), COMMUNITY) == "340102-01"
    assert in_force(date(2020, 3, 7), AreaCode("340103001001")) == "P2020-03"
    declare_in_force(area=COUNTY, protocol=nation, from_on=date(2020, 3, 10), by=officer, now=MORNING)
    assert in_force(date(2020, 3, 10), COMMUNITY) == "P2020-03"


def test_a_county_version_that_has_run_out_gives_way_to_the_nation(officer: Viewer) -> None:
    own = write_version(new=version(), by=officer, now=MORNING)
    declare_in_force(area=COUNTY, protocol=own, from_on=date(2020, 1, 29), by=officer, now=MORNING)
    Protocol.objects.filter(pk=own.pk).update(valid_until=date(2020, 2, 5))

    assert protocol_on(day=date(2020, 2, 4), area=COUNTY).pk == own.pk
    assert protocol_on(day=date(2020, 2, 5), area=COUNTY).pk == "P2020-01"


def test_a_local_set_is_declared_nowhere_else(officer: Viewer) -> None:
    wuhan = Protocol.objects.get(pk="P2020-02H")
    with pytest.raises(VersionOfAnotherArea):
        declare_in_force(area=COUNTY, protocol=wuhan, from_on=date(2020, 2, 3), by=officer, now=MORNING)
    declare_in_force(area=WUHAN, protocol=wuhan, from_on=date(2020, 2, 3), by=officer, now=MORNING)

    assert protocol_on(day=date(2020, 2, 3), area=WUHAN).pk == "P2020-02H"
    assert protocol_on(day=date(2020, 2, 3), area=COUNTY).pk == "P2020-01"


def test_nothing_is_in_force_before_it_holds(officer: Viewer) -> None:
    with pytest.raises(VersionNotYetValid):
        declare_in_force(
            area=COUNTY,
            protocol=Protocol.objects.get(pk="P2020-03"),
            from_on=date(2020, 3, 6),
            by=officer,
            now=MORNING,
        )
    assert ProtocolInForce.objects.count() == 1


def test_a_version_never_changes_and_may_be_sent_twice(officer: Viewer) -> None:
    first = write_version(new=version(), by=officer, now=MORNING)
    assert write_version(new=version(), by=officer, now=NOON) == first
    for other in (version(fever_tenths=372), replace(version(), name="另一个"), version(code="P2020-01")):
        with pytest.raises(VersionWritten):
            write_version(new=other, by=officer, now=NOON)

    assert Protocol.objects.get(pk=first.pk).fever_tenths == 373
    assert AuditEvent.objects.filter(county=COUNTY, action="protocol.written").count() == 1


def test_an_unsound_version_or_one_on_foreign_ground_is_not_written(officer: Viewer) -> None:
    with pytest.raises(VersionFaulty):
        write_version(new=version(length_days=13), by=officer, now=MORNING)
    foreign = replace(version(), base=Protocol.objects.get(pk="P2020-02H"))
    with pytest.raises(VersionOfAnotherArea):
        write_version(new=foreign, by=officer, now=MORNING)

    assert not Protocol.objects.filter(area=COUNTY).exists()


def test_an_observation_keeps_its_version_when_another_comes_into_force(
    officer: Viewer, make_observation: MakeObservation
) -> None:
    before = make_observation()
    shorter = replace(rules_of("P2020-01"), counts_anchor_day=True)
    own = write_version(new=version(counts_anchor_day=True), by=officer, now=MORNING)
    declare_in_force(area=COUNTY, protocol=own, from_on=date(2020, 1, 28), by=officer, now=MORNING)
    after = make_observation(at=moment(date(2020, 1, 28), time(8)))

    before.refresh_from_db()
    assert (before.protocol_id, before.last_on) == ("P2020-01", date(2020, 2, 9))
    assert (after.protocol_id, after.last_on) == (own.pk, date(2020, 2, 8))
    assert rules_of(own.pk) == replace(shorter, code=own.pk)
    assert max(slot_on for slot_on, _session in open_slots(before)) == date(2020, 2, 9)


def test_the_last_contact_counts_before_leaving_and_arrival(secretary: Viewer) -> None:
    arrival = NewArrival(
        card=PersonCard(name="王芳", phone="13812345678"),
        arrived_on=date(2020, 1, 26),
        left_on=date(2020, 1, 25),
        exposed_on=date(2020, 1, 20),
    )
    observation = register_arrivals(community=COMMUNITY, arrivals=[arrival], by=secretary, now=MORNING)[
        0
    ].observation

    assert observation is not None
    assert (observation.anchor, observation.anchor_on) == ("EXPOSED", date(2020, 1, 20))
    assert observation.last_on == date(2020, 2, 3)


def test_moving_to_a_shorter_version_waives_what_lies_behind_the_new_end(
    doctor: Viewer, make_observation: MakeObservation
) -> None:
    observation = make_observation()
    before = outcomes(observation)
    decision = move_to_protocol(
        observation=observation,
        protocol=Protocol.objects.get(pk="P2022-12"),
        reason="专家组意见",
        by=doctor,
        now=NOON,
    )

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
    assert (event.subject, event.changed["reason"]) == (observation.pk, "专家组意见")


def test_moving_to_a_longer_version_and_back_leaves_the_slots_as_they_were(
    doctor: Viewer, make_observation: MakeObservation
) -> None:
    observation = make_observation()
    before = outcomes(observation)
    longer, back = Protocol.objects.get(pk="P2021-05"), Protocol.objects.get(pk="P2020-01")
    move_to_protocol(observation=observation, protocol=longer, reason="第八版", by=doctor, now=NOON)
    assert len(open_slots(observation)) == len(before) + 7 * 2
    move_to_protocol(observation=observation, protocol=back, reason="改回", by=doctor, now=NOON)
    assert open_slots(observation) == sorted(before)
    move_to_protocol(observation=observation, protocol=longer, reason="第八版", by=doctor, now=NOON)

    assert len(open_slots(observation)) == len(before) + 7 * 2
    assert ObservationDecision.objects.count() == 3


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


def test_days_that_were_added_go_along(doctor: Viewer, make_observation: MakeObservation) -> None:
    observation = make_observation()
    Observation.objects.update(last_on=observation.last_on + timedelta(days=3))
    move_to_protocol(
        observation=observation,
        protocol=Protocol.objects.get(pk="P2022-06"),
        reason="第九版",
        by=doctor,
        now=NOON,
    )

    observation.refresh_from_db()
    assert observation.last_on == date(2020, 1, 26) + timedelta(days=10 + 3)


def test_somebody_moved_while_at_the_clinic_comes_home_to_the_new_version(
    doctor: Viewer, make_observation: MakeObservation
) -> None:
    observation = make_observation()
    fever = NewCheck(new_id(), observation, CheckOutcome.DONE, Channel.VISIT, MORNING, temperature_tenths=381)
    record_check(new=fever, by=doctor, now=MORNING)

    def step(to: Step, **told: str) -> None:
        take_referral_step(referral=Referral.objects.get(), to=to, by=doctor, now=NOON, **told)

    step(Step.ACCEPTED)
    step(Step.TRANSPORT, transport="AMBULANCE")
    step(Step.ARRIVED, clinic="区医院发热门诊")
    move_to_protocol(
        observation=observation,
        protocol=Protocol.objects.get(pk="P2022-12"),
        reason="新十条",
        by=doctor,
        now=NOON,
    )
    assert [slot for slot in open_slots(observation) if slot >= (date(2020, 1, 30), "PM")] == []
    step(Step.RESULT, result="EXCLUDED")
    step(Step.RETURNED)

    assert [slot for slot in open_slots(observation) if slot >= (date(2020, 1, 30), "PM")] == [
        (date(2020, 1, 30), "PM"),
        (date(2020, 1, 31), "AM"),
        (date(2020, 1, 31), "PM"),
    ]


def test_a_move_needs_a_reason_an_open_observation_and_another_version_of_this_area(
    secretary: Viewer, make_observation: MakeObservation
) -> None:
    observation = make_observation()

    def move(code: str, reason: str) -> None:
        protocol = Protocol.objects.get(pk=code)
        move_to_protocol(observation=observation, protocol=protocol, reason=reason, by=secretary, now=NOON)

    with pytest.raises(DecisionNeedsReason):
        move("P2022-12", " ")
    with pytest.raises(AlreadyUnder):
        move("P2020-01", "再来一次")
    with pytest.raises(VersionOfAnotherArea):
        move("P2020-02H", "学武汉")
    end_with_reason(observation=observation, state=State.LOST, reason="失联", by=secretary, now=NOON)
    with pytest.raises(ObservationClosed):
        move("P2022-12", "太晚")

    observation.refresh_from_db()
    assert (observation.protocol_id, observation.last_on) == ("P2020-01", date(2020, 2, 9))
    assert not ObservationDecision.objects.exists()


def test_a_version_of_a_county_is_read_there_and_above(officer: Viewer, make_viewer: MakeViewer) -> None:
    write_version(new=version(), by=officer, now=MORNING)

    def reads(role: Role, area: AreaCode) -> bool:
        rows = protocols_readable(viewer=make_viewer(role=role, area=area))
        assert rows.filter(pk="P2020-01").exists()
        return rows.filter(pk="340102-01").exists()

    assert reads(Role.GRID_WORKER, COMMUNITY)
    assert reads(Role.PROVINCE_OFFICER, AreaCode("34"))
    assert not reads(Role.SECRETARY, AreaCode("310101001001"))
