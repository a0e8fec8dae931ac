"""Where two rows say different things of one day: each is named with both, and what fits is left alone."""

from datetime import datetime, time, timedelta

import pytest

from linli.clock import moment
from linli.findings.queries.contradictions import contradictions_in, sum_in
from linli.findings.queries.found import Found
from linli.findings.rules import FindingKind, differs_from_below
from linli.ids import new_id
from linli.observation.commands import NewCheck, record_checks
from linli.observation.models import Observation
from linli.observation.rules import Channel, CheckOutcome
from linli.referrals.commands import NewVisit, add_clinic, put_to_work, tell_visit
from linli.reports.models import Report
from linli.reports.tests.days import CUT_OFF, Seal, Signer
from linli.sealing.seals import unseal
from linli.staff.rights import Role
from linli.staff.rules import Viewer
from linli.tracing.commands import NewLead, close_lead, receive_leads
from linli.tracing.rules import Move, Source
from tests.cast import COMMUNITY, COUNTY, FIRST_DAY, SIBLING, TOWNSHIP, MakeObservation, MakeViewer

NOON = moment(FIRST_DAY, time(12))
LATER = NOON + timedelta(days=2)


@pytest.fixture
def at_clinic(make_viewer: MakeViewer) -> Viewer:
    """Put somebody to work at a clinic of COUNTY."""
    viewer = make_viewer(role=Role.CLINIC, area=COUNTY)
    officer = make_viewer(role=Role.COUNTY_OFFICER, area=COUNTY)
    clinic = add_clinic(area=COUNTY, name="区医院发热门诊", phone="", by=officer, now=NOON)
    put_to_work(clinic=clinic, user=viewer.user_id, by=officer, now=NOON)
    return viewer


def found(now: datetime = LATER) -> list[Found]:
    return list(contradictions_in(community=COMMUNITY, day=FIRST_DAY, now=now))


def check(
    observation: Observation, by: Viewer, at: datetime, tenths: int, channel: Channel = Channel.VISIT
) -> NewCheck:
    new = NewCheck(new_id(), observation, CheckOutcome.DONE, channel, at, temperature_tenths=tenths)
    (answer,) = record_checks(county=COUNTY, new=[new], by=by, now=at + timedelta(minutes=1))
    assert answer.refused is None
    return new


def visit(observation: Observation, by: Viewer, *, name: str = "", at: datetime = NOON) -> str:
    person = observation.person
    new = NewVisit(COMMUNITY, name or person.name, unseal(person.phone_sealed), 385, at)
    return str(tell_visit(new=new, by=by, now=at + timedelta(minutes=10)).pk)


def test_a_fever_that_the_clinic_saw_and_the_community_did_not_is_named_with_both_rows(
    make_observation: MakeObservation, at_clinic: Viewer, worker: Viewer
) -> None:
    observation = make_observation()
    normal = check(observation, worker, NOON - timedelta(hours=3), 365)
    seen = visit(observation, at_clinic)
    (one,) = found()
    assert (one.kind, one.said) == (FindingKind.CLINIC, {"patients": 1})
    assert {seen, str(observation.pk), str(normal.id)} <= set(one.evidence)


@pytest.mark.parametrize("hours", [-47, 23])
def test_a_fever_that_the_community_told_of_around_then_fits(
    make_observation: MakeObservation, at_clinic: Viewer, worker: Viewer, hours: int
) -> None:
    observation = make_observation(at=NOON - timedelta(days=3), arrived_on=FIRST_DAY - timedelta(days=4))
    check(observation, worker, NOON + timedelta(hours=hours), 380)
    visit(observation, at_clinic)
    assert found() == []


def test_nothing_is_said_while_the_community_may_still_find_it(
    make_observation: MakeObservation, at_clinic: Viewer
) -> None:
    visit(make_observation(), at_clinic)
    assert found(now=NOON + timedelta(hours=23)) == []
    assert len(found(now=NOON + timedelta(hours=25))) == 1


def test_a_patient_who_is_not_under_observation_is_nobodys_contradiction(
    make_observation: MakeObservation, at_clinic: Viewer
) -> None:
    visit(make_observation(), at_clinic, name="别的人")
    visit(make_observation(), at_clinic, at=NOON - timedelta(days=1, hours=20))
    assert found() == []


def test_a_fever_that_somebody_told_himself_is_held_against_a_report_without_alerts(
    make_observation: MakeObservation, worker: Viewer, seal: Seal
) -> None:
    observation = make_observation()
    seal(at=CUT_OFF)
    told = NewCheck(
        new_id(),
        observation,
        CheckOutcome.DONE,
        Channel.SELF,
        CUT_OFF - timedelta(hours=1),
        temperature_tenths=381,
    )
    record_checks(county=COUNTY, new=[told], by=worker, now=CUT_OFF + timedelta(hours=2))
    (one,) = found()
    assert (one.kind, one.said, one.evidence) == (FindingKind.SELF_REPORT, {"times": 1}, (str(told.id),))


@pytest.mark.parametrize(
    ("tenths", "channel", "hour"),
    [(372, Channel.SELF, 15), (381, Channel.VISIT, 15), (381, Channel.SELF, 16)],
)
def test_no_fever_not_told_by_himself_or_after_the_hour_is_no_contradiction(
    make_observation: MakeObservation, worker: Viewer, seal: Seal, tenths: int, channel: Channel, hour: int
) -> None:
    observation = make_observation()
    seal(at=CUT_OFF)
    told = NewCheck(
        new_id(),
        observation,
        CheckOutcome.DONE,
        channel,
        moment(FIRST_DAY, time(hour)),
        temperature_tenths=tenths,
    )
    record_checks(county=COUNTY, new=[told], by=worker, now=CUT_OFF + timedelta(hours=2))
    assert found() == []


def test_leads_without_an_answer_in_time_are_counted_on_the_day_they_were_due(
    areas: object, signer: Signer
) -> None:
    receive_leads(
        community=COMMUNITY,
        source=Source.UPPER_LIST,
        list_name="名单",
        entries=[NewLead(name="李一"), NewLead(name="李二")],
        by=signer(area=COMMUNITY),
        now=NOON - timedelta(days=1),
    )
    (one,) = found()
    assert (one.kind, one.said, len(one.evidence)) == (FindingKind.LEADS, {"leads": 2}, 2)
    assert found(now=NOON - timedelta(hours=1)) == []
    assert list(contradictions_in(community=COMMUNITY, day=FIRST_DAY + timedelta(days=1), now=LATER)) == []


def test_a_lead_told_away_though_the_register_has_the_person_is_named(
    make_observation: MakeObservation, signer: Signer
) -> None:
    by = signer(area=COMMUNITY)
    person = make_observation().person
    for name in (person.name, "查无此人"):
        entry = NewLead(name=name, phone=unseal(person.phone_sealed))
        (answer,) = receive_leads(
            community=COMMUNITY, source=Source.TIP, list_name="", entries=[entry], by=by, now=NOON
        )
        close_lead(lead=answer.lead, move=Move.SAY_NOT_EXISTING, reason="查无此人", by=by, now=NOON)
    (one,) = found()
    assert (one.kind, one.key, one.said) == (FindingKind.LEADS, "KNOWN", {"known": 1})


def test_a_sum_that_is_not_what_those_below_told_is_named_by_its_figure(
    make_observation: MakeObservation, seal: Seal
) -> None:
    make_observation()
    seal()
    seal(area=SIBLING)
    above = seal(area=TOWNSHIP, at=CUT_OFF + timedelta(minutes=20))
    assert list(sum_in(area=TOWNSHIP, day=FIRST_DAY)) == []
    Report.objects.filter(pk=above.pk).update(figures={**above.figures, "after": 0})
    (one,) = sum_in(area=TOWNSHIP, day=FIRST_DAY)
    assert (one.kind, one.said) == (FindingKind.SUM, {"figure": "after", "told": 0, "below": 1})
    assert str(above.pk) in one.evidence
    assert len(one.evidence) == 3
    assert list(sum_in(area=TOWNSHIP, day=FIRST_DAY + timedelta(days=1))) == []


@pytest.mark.parametrize(
    ("own", "below", "differs"),
    [
        ({"new": 3}, {"new": 3}, []),
        ({"new": 3}, {"new": 4}, [("new", 3, 4)]),
        ({"new": None}, {"new": 4}, []),
        ({"new": 3}, {"new": None}, []),
        ({}, {"new": 4}, []),
        ({"new": 0}, {"new": 4}, [("new", 0, 4)]),
    ],
)
def test_only_what_both_recorded_is_compared(
    own: dict[str, int | None], below: dict[str, int | None], differs: list[tuple[str, int, int]]
) -> None:
    assert differs_from_below(own=own, below=below) == differs
