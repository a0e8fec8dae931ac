"""The first day of a community: what to do in which order, each step's state read from what is there."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from linli.areas.commands import create_grid
from linli.clock import day_of
from linli.desk.queries.first_day import communities_run, counted
from linli.desk.rules.first_day import STEPS, Counted, Step, is_done, is_empty, next_of
from linli.observation.tests.acts import Enter, words
from linli.referrals.commands import add_clinic
from linli.screening.commands.base import count_grid
from linli.staff.commands.colleagues import add_colleague, end_colleague
from linli.staff.rights import Role
from linli.staff.rules import Viewer
from tests.cast import COMMUNITY, GRID, MORNING, SIBLING, MakeObservation

NOTHING = dict.fromkeys(Counted, 0)


@pytest.mark.parametrize(
    ("there", "following"),
    [
        (set(), Step.GRIDS),
        ({Counted.GRIDS}, Step.COLLEAGUES),
        ({Counted.GRIDS, Counted.WORKERS}, Step.COLLEAGUES),  # nobody to review an alert
        ({Counted.GRIDS, Counted.WORKERS, Counted.DOCTORS}, Step.CLINIC),
        ({Counted.WORKERS, Counted.DOCTORS, Counted.CLINICS}, Step.GRIDS),  # in order, whatever came first
        (set(Counted) - {Counted.REPORTS}, Step.REPORT),
        (
            set(Counted) - {Counted.DOORS, Counted.REPORTS},
            Step.REPORT,
        ),  # counted is enough where there is no list
        (set(Counted) - {Counted.DOORS, Counted.GRIDS_COUNTED}, Step.DOORS),
        (set(Counted), None),
    ],
)
def test_the_next_step_is_the_first_of_which_something_lacks(
    there: set[Counted], following: Step | None
) -> None:
    counts = NOTHING | dict.fromkeys(there, 2)
    assert next_of(counts=counts) == following


def test_every_count_belongs_to_one_step() -> None:
    assert sorted(what for those in STEPS.values() for what in those) == sorted(Counted)
    assert not any(is_done(step=step, counts=NOTHING) for step in Step)


@pytest.mark.parametrize(
    ("there", "empty"),
    [
        (set(Counted) - {Counted.OBSERVED, Counted.REPORTS}, True),
        ({Counted.OBSERVED}, False),
        ({Counted.REPORTS}, False),
    ],
)
def test_a_community_is_empty_until_somebody_is_observed_or_it_reports(
    there: set[Counted], empty: bool
) -> None:
    assert is_empty(counts=NOTHING | dict.fromkeys(there, 1)) is empty


def test_what_is_counted_is_there_and_lies_in_the_community(
    secretary: Viewer, make_observation: MakeObservation
) -> None:
    today = day_of(MORNING)
    assert communities_run(viewer=secretary) == (COMMUNITY,)
    before = counted(community=SIBLING, on=today)
    assert {what for what, n in before.items() if n} == set()
    post = add_colleague(
        username="he",
        full_name="何",
        role=Role.DOCTOR,
        area=COMMUNITY,
        from_on=today,
        by=secretary,
        now=MORNING,
    )
    add_clinic(area=COMMUNITY, name="镇卫生院", phone="", by=secretary, now=MORNING)
    make_observation(at=MORNING)
    for hour, doors in enumerate((118, 120)):  # counted again is counted once
        now = MORNING + timedelta(hours=hour)
        count_grid(area=GRID, doors=doors, counted_on=today, by=secretary, now=now)
    counts = counted(community=COMMUNITY, on=today)
    assert {what: n for what, n in counts.items() if n} == {
        Counted.GRIDS: 2,
        Counted.DOCTORS: 1,
        Counted.CLINICS: 1,
        Counted.GRIDS_COUNTED: 1,
        Counted.OBSERVED: 1,  # whose door is on no list of all doors
    }
    assert counted(community=SIBLING, on=today) == {**before, Counted.CLINICS: 1}  # one list a county
    end_colleague(post=post, reason="调走", by=secretary, now=MORNING + timedelta(days=1))
    assert counted(community=COMMUNITY, on=today + timedelta(days=1))[Counted.DOCTORS] == 0


def first_buttons(client: Client) -> list[str]:
    """Return where the primary buttons of the page lead."""
    page = words(client.get(reverse("desk:first_day")))
    return re.findall(r'class="btn btn-primary"\s+href="([^"]+)"', page)


def test_the_secretary_of_an_empty_community_lands_there_and_of_another_does_not(
    enter: Enter, secretary_client: Client, make_observation: MakeObservation
) -> None:
    first_day = reverse("desk:first_day")
    assert secretary_client.get("/").headers["Location"] == first_day
    assert first_buttons(secretary_client) == [reverse("staff:colleagues")]
    for page in (first_day, reverse("desk:people")):
        shown = words(secretary_client.get(page))
        assert reverse("arrivals:register") in shown
        assert "登记一个人" in shown
    make_observation(at=timezone.now())
    assert secretary_client.get("/").headers["Location"] == reverse("desk:waits")
    assert first_day in words(secretary_client.get(reverse("desk:day")))  # from the menu
    assert enter(role=Role.GRID_WORKER, area=GRID).get("/").headers["Location"] == reverse("desk:day")
    assert enter(role=Role.DOCTOR, area=COMMUNITY).get(first_day).status_code == 403


def test_without_grids_the_first_step_is_to_make_some(enter: Enter) -> None:
    client = enter(role=Role.SECRETARY, area=SIBLING)
    assert first_buttons(client) == [reverse("desk:grids")]
    create_grid(community=SIBLING, name="甲", on=day_of(timezone.now()))
    assert first_buttons(client) == [reverse("staff:colleagues")]
