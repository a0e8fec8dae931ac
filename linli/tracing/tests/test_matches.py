"""Whom a lead may mean: by name here, only where to ask elsewhere."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from linli.people.commands import PersonCard, add_people
from linli.staff.rules import Viewer
from linli.tracing import commands
from linli.tracing.commands import NewLead
from linli.tracing.queries import matches
from linli.tracing.tests.conftest import FULL, ID, MakeLead
from tests.cast import COMMUNITY, GRID, MORNING, SIBLING, MakeObservation

LATER = MORNING + timedelta(hours=3)


@pytest.mark.parametrize(
    ("born_on", "name", "grounds"),
    [
        (date(1949, 12, 31), "王芳", [("BIRTH_AND_NAME",)]),
        (date(1949, 12, 31), "王方", []),
        (date(1949, 12, 30), "王芳", []),
    ],
)
def test_birth_and_name_together_are_a_match(
    born_on: date, name: str, grounds: list[tuple[str, ...]], make_lead: MakeLead, secretary: Viewer
) -> None:
    card = PersonCard(name="王芳", born_on=date(1949, 12, 31), phone="13900000000", address="1栋1单元101室")
    add_people(community=COMMUNITY, cards=[card], now=MORNING)
    lead = make_lead(entry=NewLead(name=name, born_on=born_on))
    assert [one.grounds for one in matches.matches_here(viewer=secretary, lead=lead)] == grounds


@pytest.mark.parametrize(
    ("card", "grounds"),
    [
        ({"id_number": ID}, ["SAME_ID", "PHONE_AND_NAME"]),
        ({}, ["PHONE_AND_NAME"]),
        ({"id_number": "110105198001010032"}, None),  # two numbers are two people
        ({"name": "王强"}, ["PHONE_OTHER_NAME"]),  # the family may know
        ({"born_on": date(1980, 1, 1)}, ["PHONE_AND_NAME"]),
        ({"phone": "13800000002"}, None),
    ],
)
def test_whom_a_lead_may_mean_is_judged_by_the_rule_of_one_person(
    card: dict[str, Any], grounds: list[str] | None, make_lead: MakeLead, secretary: Viewer
) -> None:
    told = PersonCard(**{"name": "王芳", "phone": "13800000001", "address": "1栋1单元101室"} | card)
    add_people(community=COMMUNITY, cards=[told], now=MORNING)
    found = matches.matches_here(viewer=secretary, lead=make_lead())
    assert [list(match.grounds) for match in found] == ([grounds] if grounds else [])


def test_the_guests_of_a_hotel_are_not_all_meant(make_lead: MakeLead, secretary: Viewer) -> None:
    guests = [PersonCard(name=f"客{n}", phone="13800000001") for n in range(7)]
    add_people(community=COMMUNITY, cards=guests, now=MORNING)
    assert not matches.matches_here(viewer=secretary, lead=make_lead())


def test_known_elsewhere_tells_only_where_to_ask(
    make_lead: MakeLead, secretary: Viewer, neighbour: Viewer, make_observation: MakeObservation
) -> None:
    make_observation(name="王芳", community=SIBLING, grid_name="", phone="13800000001")
    make_observation(name="王芳", community=SIBLING, grid_name="")  # the name alone tells nothing
    lead = make_lead()
    assert not matches.matches_here(viewer=secretary, lead=lead)
    (known,) = matches.known_elsewhere(
        people=matches.people_elsewhere(viewer=secretary, lead=lead), now=LATER
    )
    assert (known.community, known.place) == (SIBLING, "安徽省合肥市瑶海区明光路街道胜利路社区")
    assert [post.user_id for post in known.ask] == [neighbour.user_id]


@pytest.mark.parametrize("name", ["", "李强"])
def test_a_number_alone_names_no_community_but_to_who_directs_leads_there(
    name: str,
    make_lead: MakeLead,
    secretary: Viewer,
    neighbour: Viewer,
    make_observation: MakeObservation,
) -> None:
    person = make_observation(name="王芳", community=SIBLING, grid_name="", phone="13800000001").person
    lead = make_lead(entry=replace(FULL, name=name))
    assert not matches.people_elsewhere(viewer=secretary, lead=lead)
    assert matches.people_elsewhere(viewer=neighbour, lead=lead) == [person]


def test_a_match_in_another_grid_is_said_without_the_person(
    make_lead: MakeLead, secretary: Viewer, worker: Viewer, make_observation: MakeObservation
) -> None:
    make_observation(phone="13800000001", grid_name="第二网格")
    lead = make_lead()
    commands.assign_lead(lead=lead, area=GRID, worker=None, by=secretary, now=LATER)
    assert not matches.matches_here(viewer=worker, lead=lead)
    assert matches.is_known_in_other_grid(viewer=worker, lead=lead)
    assert not matches.is_known_in_other_grid(viewer=secretary, lead=lead)
