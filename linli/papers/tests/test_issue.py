"""Issuing: to whom, with which number, from which text; what replaces and what revokes."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from linli.audit.models import AuditEvent
from linli.observation.models import Observation
from linli.papers.commands import (
    AlreadyRevoked,
    NotFitting,
    RevokeNeedsReason,
    TextChangedMeanwhile,
    change_office,
    change_text,
    issue_papers,
    revoke_paper,
)
from linli.papers.models import Paper
from linli.papers.queries.papers import values_stored
from linli.papers.rules import Kind, UnknownPlaceholders
from linli.people.commands import PersonCard, add_people
from linli.people.models import Person
from linli.staff.rights import Role
from linli.staff.rules import Viewer
from tests.cast import COMMUNITY, COUNTY, MORNING, SIBLING, MakeObservation, MakeViewer

MakeReleased = Callable[..., Observation]
LATER = MORNING + timedelta(days=14, hours=1)


@pytest.mark.parametrize("kind", [Kind.RELEASE, Kind.COMPLETION])
def test_nobody_gets_a_release_before_the_doctor_released(
    kind: Kind, observation: Observation, secretary: Viewer
) -> None:
    with pytest.raises(NotFitting):
        issue_papers(observations=[observation], kind=kind, by=secretary, now=LATER)
    assert not Paper.objects.exists()


@pytest.mark.parametrize("kind", [Kind.NOTICE, Kind.COMMITMENT])
def test_nobody_gets_a_notice_after_it(kind: Kind, released: Observation, secretary: Viewer) -> None:
    with pytest.raises(NotFitting):
        issue_papers(observations=[released], kind=kind, by=secretary, now=LATER)


def test_one_who_does_not_fit_stops_the_whole_act_and_takes_no_number(
    observation: Observation, make_released: MakeReleased, secretary: Viewer
) -> None:
    released = make_released(name="李强")
    with pytest.raises(NotFitting):
        issue_papers(observations=[observation, released], kind=Kind.NOTICE, by=secretary, now=LATER)
    issued = issue_papers(observations=[observation], kind=Kind.NOTICE, by=secretary, now=LATER)
    assert [paper.number for paper in issued] == ["2020-0001"]


def test_the_doctor_who_released_signs(released: Observation, secretary: Viewer, doctor: Viewer) -> None:
    paper = issue_papers(observations=[released], kind=Kind.RELEASE, by=secretary, now=LATER)[0]
    values = values_stored(paper=paper)
    assert values["doctor"] == doctor.name
    assert (values["last_day"], values["release_day"]) == ("2020年2月9日", "2020年2月10日")


def test_numbers_count_within_a_community_and_a_year(
    make_observation: MakeObservation, secretary: Viewer
) -> None:
    here, also_here = make_observation(), make_observation(name="李强")
    there = make_observation(name="赵敏", community=SIBLING)
    first = issue_papers(observations=[here, there, also_here], kind=Kind.NOTICE, by=secretary, now=MORNING)
    next_year = issue_papers(
        observations=[here], kind=Kind.COMMITMENT, by=secretary, now=MORNING + timedelta(days=365)
    )
    assert sorted((p.community, p.number) for p in first) == [
        (COMMUNITY, "2020-0001"),
        (COMMUNITY, "2020-0002"),
        (SIBLING, "2020-0001"),
    ]
    assert next_year[0].number == "2021-0001"


def test_a_new_paper_revokes_the_old_one_of_its_kind(observation: Observation, secretary: Viewer) -> None:
    notice, commitment = (
        issue_papers(observations=[observation], kind=kind, by=secretary, now=MORNING)[0]
        for kind in (Kind.NOTICE, Kind.COMMITMENT)
    )
    again = issue_papers(observations=[observation], kind=Kind.NOTICE, by=secretary, now=LATER)[0]
    notice.refresh_from_db()
    commitment.refresh_from_db()
    assert (notice.revoked_at, notice.revoked_reason) == (LATER, "REPLACED")
    assert (commitment.revoked_at, again.revoked_at, again.number) == (None, None, "2020-0003")
    assert len({notice.code, commitment.code, again.code}) == 3


def test_revoking_wants_a_reason_and_happens_once(observation: Observation, secretary: Viewer) -> None:
    paper = issue_papers(observations=[observation], kind=Kind.NOTICE, by=secretary, now=MORNING)[0]
    with pytest.raises(RevokeNeedsReason):
        revoke_paper(paper=paper, reason=" ", by=secretary, now=LATER)
    revoke_paper(paper=paper, reason="姓名写错", by=secretary, now=LATER)
    with pytest.raises(AlreadyRevoked):
        revoke_paper(paper=paper, reason="姓名写错", by=secretary, now=LATER)
    events = AuditEvent.objects.filter(county=COUNTY, subject=observation.pk, action__startswith="paper.")
    assert list(events.order_by("at").values_list("action", flat=True)) == ["paper.issued", "paper.revoked"]


def test_a_paper_keeps_what_it_said(observation: Observation, secretary: Viewer) -> None:
    paper = issue_papers(observations=[observation], kind=Kind.NOTICE, by=secretary, now=MORNING)[0]
    Person.objects.filter(pk=observation.person_id).update(name="王方")
    change_office(community=COMMUNITY, phone="1", health_unit="", doctor_phone="", by=secretary, now=MORNING)
    paper.refresh_from_db()
    assert (values_stored(paper=paper)["name"], values_stored(paper=paper)["phone"]) == ("王芳", "")
    again = issue_papers(observations=[observation], kind=Kind.NOTICE, by=secretary, now=LATER)[0]
    assert (values_stored(paper=again)["name"], values_stored(paper=again)["phone"]) == ("王方", "1")


def test_only_the_last_four_of_an_id_number_and_no_clear_word_is_stored(
    observation: Observation, secretary: Viewer
) -> None:
    number = "110105199003077715"
    card = PersonCard(name="钱进", id_number=number, phone="13900000001", address="9栋1单元101室")
    other = add_people(community=COMMUNITY, cards=[card], now=MORNING)[0]
    Person.objects.filter(pk=observation.person_id).update(id_sealed=other.id_sealed, id_digest="of a test")
    paper = issue_papers(observations=[observation], kind=Kind.RESIDENCE, by=secretary, now=MORNING)[0]
    paper.refresh_from_db()
    assert values_stored(paper=paper)["id_last4"] == "7715"
    assert number not in str(values_stored(paper=paper))
    assert "王芳".encode() not in bytes(paper.values_sealed)


def test_a_county_sets_its_own_text_and_papers_keep_theirs(
    make_observation: MakeObservation, secretary: Viewer, make_viewer: MakeViewer
) -> None:
    officer = make_viewer(role=Role.COUNTY_OFFICER, area=COUNTY)
    one, other = make_observation(), make_observation(name="李强")
    before = issue_papers(observations=[one], kind=Kind.NOTICE, by=secretary, now=MORNING)[0]
    change_text(kind=Kind.NOTICE, county=COUNTY, body="{name}请在家", after=0, by=officer, now=MORNING)
    with pytest.raises(TextChangedMeanwhile):
        change_text(kind=Kind.NOTICE, county=COUNTY, body="{name}", after=0, by=officer, now=MORNING)
    change_text(kind=Kind.NOTICE, county=COUNTY, body="{name}请您在家", after=1, by=officer, now=MORNING)
    after = issue_papers(observations=[other], kind=Kind.NOTICE, by=secretary, now=MORNING)[0]
    commitment = issue_papers(observations=[other], kind=Kind.COMMITMENT, by=secretary, now=MORNING)[0]
    assert (before.template.area, before.template.version) == ("", 2)
    assert (after.template.version, after.template.body) == (2, "{name}请您在家")
    assert commitment.template.area == ""


def test_a_text_that_names_what_nobody_knows_is_not_saved(make_viewer: MakeViewer) -> None:
    officer = make_viewer(role=Role.COUNTY_OFFICER, area=COUNTY)
    with pytest.raises(UnknownPlaceholders):
        change_text(kind=Kind.NOTICE, county=COUNTY, body="{nme}", after=0, by=officer, now=MORNING)


def test_a_second_twenty_cost_no_statement_more(make_observation: MakeObservation, secretary: Viewer) -> None:
    def statements(count: int) -> int:
        rows = [make_observation(name=f"王{n}芳") for n in range(count)]
        with CaptureQueriesContext(
            connection,
        ) as asked:
            issue_papers(observations=rows, kind=Kind.NOTICE, by=secretary, now=MORNING)
        return len(asked)

    statements(2)  # reads the protocol once and for all
    assert statements(20) == statements(2)
