"""Whose days had run out before registration is asked about, and neither released nor certified."""

from datetime import date, time, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from linli.census.queries.counts import counted
from linli.clock import day_of, moment
from linli.duties.models import Duty
from linli.observation import commands
from linli.observation.queries.releases import slots_to_explain
from linli.observation.rules import State, is_over_before
from linli.observation.tests.acts import words
from linli.papers.commands import NotFitting, issue_papers
from linli.papers.models import Paper
from linli.papers.queries.papers import fitting_kinds, values_stored, waiting_for
from linli.papers.rules import Kind
from linli.staff.rules import Viewer
from tests.cast import COMMUNITY, COUNTY, FIRST_DAY, MORNING, SIBLING, MakeObservation

LONG_AGO = FIRST_DAY - timedelta(days=17)  # fourteen days after it lie before FIRST_DAY
LATER = MORNING + timedelta(hours=2)


@pytest.mark.parametrize(
    ("last_on", "over"), [(date(2020, 1, 26), True), (date(2020, 1, 27), False), (date(2020, 1, 28), False)]
)
def test_the_last_day_itself_is_still_observed(last_on: date, over: bool) -> None:
    assert is_over_before(last_on=last_on, began_on=date(2020, 1, 27)) is over


def test_nobody_is_released_who_was_not_observed_and_no_paper_says_so(
    make_observation: MakeObservation, doctor: Viewer, secretary: Viewer
) -> None:
    observation = make_observation(arrived_on=LONG_AGO)
    assert not Duty.objects.filter(county=COUNTY, subject=observation.pk).exists()
    with pytest.raises(commands.OverBefore):
        commands.release(observation=observation, by=doctor, now=LATER)
    for kind in (Kind.NOTICE, Kind.COMMITMENT):
        with pytest.raises(NotFitting):
            issue_papers(observations=[observation], kind=kind, by=secretary, now=LATER)
        assert waiting_for(viewer=secretary, kind=kind, area=COMMUNITY) == []

    commands.confirm_over_before(observation=observation, by=secretary, now=LATER)
    assert (observation.state, observation.closed_at) == (State.OVER_BEFORE, LATER)
    assert fitting_kinds(observation=observation) == [Kind.RESIDENCE]
    for kind in (Kind.RELEASE, Kind.COMPLETION):
        with pytest.raises(NotFitting):
            issue_papers(observations=[observation], kind=kind, by=secretary, now=LATER)
    assert not Paper.objects.exists()
    told = counted(community=COMMUNITY, from_=MORNING, until=LATER + timedelta(hours=1))
    assert (told["new"], told["over_before"], told["released"], told["after"]) == (1, 1, 0, 0)


def test_whose_days_run_on_is_not_confirmed_so(make_observation: MakeObservation, secretary: Viewer) -> None:
    observation = make_observation(arrived_on=FIRST_DAY - timedelta(days=14))
    with pytest.raises(commands.NotOverBefore):
        commands.confirm_over_before(observation=observation, by=secretary, now=LATER)


def test_wrongly_confirmed_it_is_asked_about_again(
    make_observation: MakeObservation, doctor: Viewer, secretary: Viewer
) -> None:
    observation = make_observation(arrived_on=LONG_AGO)
    commands.confirm_over_before(observation=observation, by=secretary, now=LATER)
    again = commands.reopen_observation(observation=observation, reason="日期写错", by=secretary, now=LATER)
    assert (again.state, again.began_on) == (State.OBSERVING, FIRST_DAY)
    with pytest.raises(commands.OverBefore):
        commands.release(observation=again, by=doctor, now=LATER)


def test_who_was_observed_elsewhere_before_is_released_and_papers_tell_when_it_began(
    make_observation: MakeObservation, doctor: Viewer, secretary: Viewer
) -> None:
    observation = make_observation(arrived_on=FIRST_DAY - timedelta(days=4), community=SIBLING)
    after = moment(observation.last_on + timedelta(days=1), time(9))
    slots = [(duty.slot_on, duty.session) for duty in slots_to_explain(observation=observation, now=after)]
    moved = commands.move_to_community(
        observation=observation, community=COMMUNITY, address="9栋", by=secretary, now=after
    )
    assert (moved.began_on, day_of(moved.opened_at)) == (FIRST_DAY, observation.last_on + timedelta(days=1))
    # What was missed before the move is asked about here (decision 78).
    with pytest.raises(commands.SlotsUnanswered):
        commands.release(observation=moved, by=doctor, now=after)
    commands.explain_slots(observation=moved, slots=slots, reason="外出", by=doctor, now=after)
    commands.release(observation=moved, by=doctor, now=after)
    paper = issue_papers(observations=[moved], kind=Kind.COMPLETION, by=secretary, now=after)[0]
    values = values_stored(paper=paper)
    assert (values["anchor_day"], values["anchor"]) == ("2020年1月23日", "到达当天")
    assert values["first_day"] == "2020年1月27日"
    assert (paper.first_on, paper.last_on) == (FIRST_DAY, observation.last_on)
    assert paper.template.body.count("{anchor_day}") == 1


def test_the_page_asks_apart_from_those_who_may_be_released(
    make_observation: MakeObservation, secretary_client: Client, doctor_client: Client
) -> None:
    now = timezone.now()
    observation = make_observation(at=now, arrived_on=day_of(now) - timedelta(days=30), name="上官丽")
    url = reverse("observation:confirm_over_before", args=[observation.pk])
    page = secretary_client.get(reverse("observation:releases"))
    assert [row.observation.pk for row in page.context["over_before"]] == [observation.pk]
    assert (page.context["ready"], page.context["not_ready"]) == ([], [])
    assert (url in words(page), "登记时已满期，请核实" in words(page)) == (True, True)
    person = f"/people/{observation.person_id}/"
    release = reverse("observation:release", args=[observation.pk])
    assert release not in words(doctor_client.get(person))
    assert "登记时观察期已满" in words(doctor_client.post(release, follow=True))
    assert url not in words(doctor_client.get(reverse("observation:releases")))
    assert doctor_client.post(url).status_code == 404

    assert "不算解除，也不出证明" in words(secretary_client.post(url, follow=True))
    observation.refresh_from_db()
    assert observation.state == State.OVER_BEFORE
    assert "登记时还没有满" not in words(secretary_client.get(person))
