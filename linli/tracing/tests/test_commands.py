"""Leads as sentences: received once, assigned, found, handed on, given up, opened again."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from linli.audit.models import AuditEvent
from linli.duties.models import Duty
from linli.people.models import Person, PersonSource
from linli.staff.rights import Role
from linli.staff.rules import Viewer
from linli.tracing import commands
from linli.tracing.commands import NewLead, Outcome, receive_leads
from linli.tracing.models import Lead, LeadEvent
from linli.tracing.queries import counts, leads, matches, rows
from linli.tracing.rules import How, Move, Source, State, StepNeeds, StepNotAllowed, Try
from linli.tracing.tests.conftest import FULL, ID, MakeLead
from tests.cast import (
    COMMUNITY,
    COUNTY,
    FOREIGN,
    GRID,
    MORNING,
    OTHER_GRID,
    SIBLING,
    TOWNSHIP,
    MakeObservation,
    MakeViewer,
)

LATER = MORNING + timedelta(hours=3)


def duties(lead: Lead) -> list[tuple[str, str]]:
    rows = Duty.objects.filter(county__in=[COUNTY, FOREIGN[:6]], kind="LEAD", subject=lead.pk)
    return list(rows.order_by("session").values_list("area", "outcome"))


def history(lead: Lead) -> list[str]:
    return list(LeadEvent.objects.filter(lead=lead).order_by("at", "pk").values_list("what", flat=True))


def test_a_list_becomes_leads_once_and_each_is_due_within_a_day(township_officer: Viewer) -> None:
    entries = [FULL, NewLead(name="李明", phone="13800000002"), NewLead(name="王 芳", id_number=ID)]
    first = receive_leads(
        community=COMMUNITY,
        source=Source.RAIL,
        list_name="G1",
        entries=entries,
        by=township_officer,
        now=MORNING,
    )
    assert [one.outcome for one in first] == [Outcome.NEW, Outcome.NEW, Outcome.DUPLICATE]
    assert first[2].lead.pk == first[0].lead.pk
    again = receive_leads(
        community=COMMUNITY,
        source=Source.RAIL,
        list_name="G1",
        entries=entries,
        by=township_officer,
        now=LATER,
    )
    assert {one.outcome for one in again} == {Outcome.DUPLICATE}
    assert Lead.objects.count() == 2
    assert {lead.due_at for lead in Lead.objects.all()} == {MORNING + timedelta(hours=24)}
    assert duties(first[0].lead) == [(COMMUNITY, "")]
    assert ID.encode() not in bytes(Lead.objects.get(name="王芳").id_sealed)


def test_another_list_and_a_closed_tip_are_told_anew(make_lead: MakeLead, secretary: Viewer) -> None:
    make_lead()
    assert make_lead(source=Source.POLICE).pk
    tip = NewLead(name="张三", origin="黄冈")

    def tell() -> commands.Received:
        return receive_leads(
            community=COMMUNITY, source=Source.TIP, list_name="", entries=[tip], by=secretary, now=MORNING
        )[0]

    first = tell()
    assert tell().outcome == Outcome.DUPLICATE
    commands.close_lead(
        lead=first.lead, move=Move.SAY_NOT_EXISTING, reason="没有这个人", by=secretary, now=LATER
    )
    assert tell().outcome == Outcome.NEW


def test_hundreds_take_a_handful_of_statements(township_officer: Viewer) -> None:
    entries = [NewLead(name="王某", phone=f"139{n:08}") for n in range(300)]
    with CaptureQueriesContext(
        connection,
    ) as asked:
        receive_leads(
            community=COMMUNITY,
            source=Source.RAIL,
            list_name="G1",
            entries=entries,
            by=township_officer,
            now=MORNING,
        )
    assert len(asked) < 25
    assert Lead.objects.count() == 300


def test_nobody_can_be_looked_for_without_anything_known(township_officer: Viewer) -> None:
    with pytest.raises(commands.NotEnoughKnown):
        receive_leads(
            community=COMMUNITY,
            source=Source.RAIL,
            list_name="G1",
            entries=[FULL, NewLead(origin="武汉")],
            by=township_officer,
            now=MORNING,
        )
    assert not Lead.objects.exists()
    with pytest.raises(commands.NotACommunity):
        receive_leads(
            community=TOWNSHIP,
            source=Source.RAIL,
            list_name="",
            entries=[FULL],
            by=township_officer,
            now=MORNING,
        )


def test_assigned_to_a_grid_its_worker_sees_it_and_the_other_does_not(
    make_lead: MakeLead, secretary: Viewer, worker: Viewer, make_viewer: MakeViewer
) -> None:
    lead = make_lead()
    other = make_viewer(role=Role.GRID_WORKER, area=OTHER_GRID)
    assert not leads.leads_open(viewer=worker)
    commands.assign_lead(lead=lead, area=GRID, worker=None, by=secretary, now=LATER)
    assert [one.pk for one in leads.leads_open(viewer=worker)] == [lead.pk]
    assert not leads.leads_open(viewer=other)
    assert duties(lead) == [(GRID, "")]
    commands.assign_lead(lead=lead, area=OTHER_GRID, worker=other.user_id, by=secretary, now=LATER)
    assert not leads.leads_open(viewer=worker)
    with pytest.raises(commands.AreaElsewhere):
        commands.assign_lead(lead=lead, area=SIBLING, worker=None, by=secretary, now=LATER)


def test_found_is_joined_to_the_person_and_answers_the_duty(
    make_lead: MakeLead, secretary: Viewer, make_observation: MakeObservation
) -> None:
    person = make_observation(name="王芳", phone="13800000001").person
    lead = make_lead()
    match = matches.matches_here(viewer=secretary, lead=lead)[0]
    assert (match.person, match.grounds) == (person, ("PHONE_AND_NAME",))
    assert not matches.people_elsewhere(viewer=secretary, lead=lead)
    commands.recognise_person(lead=lead, person=match.person, by=secretary, now=LATER)
    assert (lead.state, lead.person_id, lead.found_at) == (State.FOUND, person.pk, LATER)
    assert duties(lead) == [(COMMUNITY, "DONE")]
    assert PersonSource.objects.filter(person=person, kind="UPPER_LIST", reference="G1 车").exists()
    assert AuditEvent.objects.filter(county=COUNTY, action="lead.find", subject=lead.pk).exists()
    (found,) = counts.counts_of_viewer(viewer=secretary, now=LATER)
    assert (found.found, found.open, found.time.median_hours, found.time.longest_hours) == (1, 0, 3.0, 3.0)


def test_a_lead_is_never_joined_to_a_person_of_another_community(
    make_lead: MakeLead, secretary: Viewer, make_observation: MakeObservation
) -> None:
    person = make_observation(name="王芳", community=SIBLING, grid_name="").person
    with pytest.raises(commands.AreaElsewhere):
        commands.mark_found(lead=make_lead(), person=person, by=secretary, now=LATER)


def test_the_sender_stays_responsible_until_the_other_accepts(
    make_lead: MakeLead, secretary: Viewer, neighbour: Viewer
) -> None:
    lead = make_lead()
    commands.hand_on(lead=lead, community=SIBLING, reason="住在胜利路", by=secretary, now=LATER)
    assert [one.pk for one in leads.leads_open(viewer=secretary)] == [lead.pk]
    assert not leads.leads_open(viewer=neighbour)
    assert [one.pk for one in leads.leads_asked(viewer=neighbour)] == [lead.pk]
    late = MORNING + timedelta(hours=24)
    assert [one.overdue for one in counts.counts_of_viewer(viewer=secretary, now=late)] == [1]
    commands.accept_lead(lead=lead, by=neighbour, now=LATER)
    assert (lead.community, lead.area, lead.state) == (SIBLING, SIBLING, State.NEW)
    assert lead.due_at == late
    assert not leads.leads_open(viewer=secretary)
    assert [one.pk for one in leads.leads_open(viewer=neighbour)] == [lead.pk]
    assert duties(lead) == [(COMMUNITY, "NOT_NEEDED"), (SIBLING, "")]
    assert history(lead) == ["RECEIVED", "HAND_ON", "ACCEPT"]
    assert [one.handed_on for one in counts.counts_of_viewer(viewer=secretary, now=late)] == [1]
    assert [one.overdue for one in counts.counts_of_viewer(viewer=neighbour, now=late)] == [1]


def test_a_lead_crosses_counties_and_comes_back(
    make_lead: MakeLead, secretary: Viewer, make_viewer: MakeViewer
) -> None:
    lead = make_lead()
    far = make_viewer(role=Role.SECRETARY, area=FOREIGN)
    commands.hand_on(lead=lead, community=FOREIGN, reason="", by=secretary, now=LATER)
    commands.accept_lead(lead=lead, by=far, now=LATER)
    commands.hand_on(lead=lead, community=COMMUNITY, reason="不在这里", by=far, now=LATER)
    commands.accept_lead(lead=lead, by=secretary, now=LATER)
    assert (lead.county, lead.community) == (COUNTY, COMMUNITY)
    assert duties(lead) == [(COMMUNITY, "NOT_NEEDED"), (FOREIGN, "NOT_NEEDED"), (COMMUNITY, "")]


def test_refused_with_a_reason_it_lies_with_the_secretary_again(
    make_lead: MakeLead, secretary: Viewer, neighbour: Viewer
) -> None:
    lead = make_lead()
    commands.assign_lead(lead=lead, area=GRID, worker=None, by=secretary, now=LATER)
    commands.hand_on(lead=lead, community=SIBLING, reason="", by=secretary, now=LATER)
    with pytest.raises(StepNeeds):
        commands.refuse_lead(lead=lead, reason=" ", by=neighbour, now=LATER)
    commands.refuse_lead(lead=lead, reason="没有这栋楼", by=neighbour, now=LATER)
    assert (lead.state, lead.community, lead.area, lead.asked_community) == ("NEW", COMMUNITY, COMMUNITY, "")
    assert duties(lead) == [(COMMUNITY, "")]


def test_whoever_comes_second_is_told(make_lead: MakeLead, secretary: Viewer, neighbour: Viewer) -> None:
    lead = make_lead()
    commands.hand_on(lead=lead, community=SIBLING, reason="", by=secretary, now=LATER)
    stale = Lead.objects.get(pk=lead.pk)
    commands.withdraw_lead(lead=lead, by=secretary, now=LATER)
    with pytest.raises(commands.LeadMovedOn):
        commands.accept_lead(lead=stale, by=neighbour, now=LATER)
    assert duties(lead) == [(COMMUNITY, "")]
    with pytest.raises(commands.SameCommunity):
        commands.hand_on(lead=lead, community=COMMUNITY, reason="", by=secretary, now=LATER)


def test_given_up_only_with_what_was_tried(make_lead: MakeLead, secretary: Viewer) -> None:
    lead = make_lead()
    with pytest.raises(StepNeeds):
        commands.close_lead(lead=lead, move=Move.GIVE_UP, reason="找不到", by=secretary, now=LATER)
    tried = [Try(How.CALL, MORNING, "关机"), Try(How.VISIT, LATER, "")]
    commands.close_lead(lead=lead, move=Move.GIVE_UP, reason="", tried=tried, by=secretary, now=LATER)
    assert (lead.state, duties(lead)) == (State.CANNOT_BE_FOUND, [(COMMUNITY, "DONE")])
    event = LeadEvent.objects.get(lead=lead, what="GIVE_UP")
    assert [one["how"] for one in event.tried] == ["CALL", "VISIT"]


def test_opened_again_it_has_a_new_hour_and_a_duty_of_its_own(make_lead: MakeLead, secretary: Viewer) -> None:
    lead = make_lead()
    commands.close_lead(lead=lead, move=Move.SAY_NOT_EXISTING, reason="查无", by=secretary, now=LATER)
    with pytest.raises(StepNotAllowed):
        commands.assign_lead(lead=lead, area=GRID, worker=None, by=secretary, now=LATER)
    commands.reopen_lead(lead=lead, reason="有人见过他", by=secretary, now=LATER)
    assert (lead.state, lead.due_at) == (State.NEW, LATER + timedelta(hours=24))
    assert duties(lead) == [(COMMUNITY, "DONE"), (COMMUNITY, "")]


def test_an_overdue_lead_reaches_the_worker_at_once_and_the_township_two_hours_later(
    make_lead: MakeLead, secretary: Viewer
) -> None:
    lead = make_lead()
    levels = [
        leads.told(leads=[lead], now=lead.due_at + timedelta(minutes=late))[0].level
        for late in (-1, 0, 119, 120)
    ]
    assert levels == ["", "SECRETARY", "SECRETARY", "TOWNSHIP"]


def test_bad_rows_wait_and_become_leads_of_the_same_list_when_corrected(
    township_officer: Viewer, secretary: Viewer
) -> None:
    list_ = commands.open_list(
        community=COMMUNITY, source=Source.RAIL, list_name="G1", by=township_officer, now=MORNING
    )
    row = commands.BadRow(row_number=3, cells={"phone": "12"}, field="phone", problem="电话号码不对。")
    commands.park_rows(list_=list_, rows=[row], by=township_officer, now=MORNING)
    parked = rows.rows_visible(viewer=township_officer).get()
    entry = NewLead(phone="13800000003")
    received = commands.correct_row(row=parked, entry=entry, by=secretary, now=LATER)
    assert (received.outcome, received.lead.list_id) == (Outcome.NEW, list_.pk)
    with pytest.raises(commands.RowSettledAlready):
        commands.drop_row(row=parked, by=secretary, now=LATER)
    assert not rows.rows_visible(viewer=secretary).exists()


def test_people_are_left_as_they_are(make_lead: MakeLead) -> None:
    make_lead()
    assert not Person.objects.exists()
