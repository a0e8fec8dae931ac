"""Duties opened, answered, waived, resumed, handed over and explained."""

from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse

from linli.clock import moment
from linli.duties.commands import (
    SUBJECTS_A_STATEMENT,
    Subject,
    discharge_duties,
    open_duties,
    reassign_duties,
    resume_duties,
    waive_duties,
)
from linli.duties.models import Duty
from linli.duties.tests.acts import (
    AM_DUE,
    BEFORE,
    INSTANT,
    KIND,
    NEXT_DAY,
    PM_DUE,
    answer,
    duties_of,
    opened,
    outcomes_of,
    slots,
)
from linli.ids import new_id
from tests.cast import COUNTY, FIRST_DAY, GRID, OTHER_GRID, MakeObservation

pytestmark = pytest.mark.django_db


def test_a_duty_is_open_and_knows_its_slot() -> None:
    subject = opened(last_on=FIRST_DAY)

    duty = duties_of(subject)[0]
    assert (duty.county, duty.kind, duty.area) == (COUNTY, KIND, GRID)
    assert (duty.slot_on, duty.session, duty.due_at) == (FIRST_DAY, "AM", AM_DUE)
    assert duty.opens_at == moment(FIRST_DAY, time(6))
    assert (duty.outcome, duty.done_at, duty.fact_id, duty.explanation) == ("", None, None, "")


def test_opening_again_opens_nothing_and_changes_nothing() -> None:
    subject = Subject(id=new_id(), area=GRID, last_on=NEXT_DAY, from_=BEFORE)
    elsewhere = Subject(id=subject.id, area=OTHER_GRID, last_on=NEXT_DAY, from_=BEFORE)
    open_duties(county=COUNTY, kind=KIND, subjects=[subject], slots=slots(FIRST_DAY))
    answer(subject.id, "DONE")
    before = list(Duty.objects.filter(county=COUNTY).order_by("due_at").values())

    for again in ([subject], [elsewhere], [subject, subject]):
        open_duties(county=COUNTY, kind=KIND, subjects=again, slots=slots(FIRST_DAY))
        assert list(Duty.objects.filter(county=COUNTY).order_by("due_at").values()) == before


def test_opening_again_with_more_slots_opens_the_new_ones_only() -> None:
    subject = Subject(id=new_id(), area=GRID, last_on=NEXT_DAY, from_=BEFORE)
    open_duties(county=COUNTY, kind=KIND, subjects=[subject], slots=slots(FIRST_DAY))
    open_duties(county=COUNTY, kind=KIND, subjects=[subject], slots=slots(FIRST_DAY, NEXT_DAY))

    assert len(duties_of(subject.id)) == 4


@pytest.mark.parametrize(
    ("last_on", "count"),
    [(FIRST_DAY - timedelta(days=1), 0), (FIRST_DAY, 2), (NEXT_DAY, 4), (NEXT_DAY + timedelta(days=1), 4)],
)
def test_the_last_day_still_has_its_slots_and_the_day_after_none(last_on: date, count: int) -> None:
    assert len(duties_of(opened(last_on=last_on))) == count


@pytest.mark.parametrize(
    ("from_", "count"),
    [(AM_DUE - INSTANT, 4), (AM_DUE, 3), (PM_DUE - INSTANT, 3), (PM_DUE, 2), (PM_DUE + timedelta(days=1), 0)],
)
def test_no_duty_is_opened_for_an_hour_that_has_passed(from_: datetime, count: int) -> None:
    assert len(duties_of(opened(from_=from_))) == count


def test_each_subject_has_a_last_day_of_its_own() -> None:
    short, long = (
        Subject(id=new_id(), area=GRID, last_on=last_on, from_=BEFORE) for last_on in (FIRST_DAY, NEXT_DAY)
    )
    open_duties(county=COUNTY, kind=KIND, subjects=[short, long], slots=slots(FIRST_DAY, NEXT_DAY))

    assert [len(duties_of(subject.id)) for subject in (short, long)] == [2, 4]


def test_more_subjects_than_one_statement_takes_all_have_their_duty() -> None:
    subjects = [
        Subject(id=new_id(), area=GRID, last_on=FIRST_DAY, from_=BEFORE)
        for _ in range(SUBJECTS_A_STATEMENT + 1)
    ]
    open_duties(county=COUNTY, kind=KIND, subjects=subjects, slots=slots(FIRST_DAY)[:1])

    found = Duty.objects.filter(county=COUNTY).values_list("subject", "id")
    assert {subject for subject, _ in found} == {subject.id for subject in subjects}
    assert len({id_ for _, id_ in found}) == len(subjects)


def test_nothing_to_do_does_nothing() -> None:
    subject = Subject(id=new_id(), area=GRID, last_on=FIRST_DAY, from_=BEFORE)
    open_duties(county=COUNTY, kind=KIND, subjects=[], slots=slots(FIRST_DAY))
    open_duties(county=COUNTY, kind=KIND, subjects=[subject], slots=[])
    discharge_duties(county=COUNTY, kind=KIND, discharges=[], now=AM_DUE)

    assert not Duty.objects.filter(county=COUNTY).exists()


@pytest.mark.parametrize(
    ("facts", "outcome", "counted"),
    [
        (["DONE"], "DONE", 0),
        (["NOBODY_HOME"], "NOBODY_HOME", 0),
        (["NOBODY_HOME", "DONE"], "DONE", 1),
        (["REFUSED", "DONE"], "DONE", 1),
        (["NOBODY_HOME", "REFUSED"], "REFUSED", 1),
        (["REFUSED", "NOBODY_HOME"], "REFUSED", 0),
        (["DONE", "NOBODY_HOME"], "DONE", 0),
        (["DONE", "REFUSED"], "DONE", 0),
        (["DONE", "DONE"], "DONE", 0),
    ],
)
def test_done_stays_and_a_failed_visit_gives_way(facts: list[str], outcome: str, counted: int) -> None:
    subject = opened()
    ids = answer(subject, *facts)

    duty = duties_of(subject)[0]
    assert (duty.outcome, duty.fact_id, duty.done_at) == (outcome, ids[counted], AM_DUE)
    assert outcomes_of(subject) == [outcome, "", "", ""]


def test_a_fact_answers_its_own_subject_day_session_and_kind_only() -> None:
    subject, neighbour, otherwise = opened(), opened(), opened(kind="OTHER")
    answer(subject, "DONE", day=NEXT_DAY, session="AM")
    answer(otherwise, "DONE")
    answer(subject, "DONE", day=NEXT_DAY + timedelta(days=1))

    assert outcomes_of(subject) == ["", "", "DONE", ""]
    assert outcomes_of(neighbour) == ["", "", "", ""]
    assert outcomes_of(otherwise) == ["", "", "", ""]


@pytest.mark.parametrize(
    ("from_", "outcomes"),
    [
        (AM_DUE - INSTANT, ["NOT_NEEDED"] * 4),
        (AM_DUE, ["", *["NOT_NEEDED"] * 3]),
        (PM_DUE, ["", "", "NOT_NEEDED", "NOT_NEEDED"]),
        (PM_DUE + timedelta(days=1), [""] * 4),
    ],
)
def test_what_falls_due_after_the_moment_is_waived(from_: datetime, outcomes: list[str]) -> None:
    subject = opened()

    waived = waive_duties(county=COUNTY, kind=KIND, subject=subject, from_=from_)

    assert outcomes_of(subject) == outcomes
    assert waived == outcomes.count("NOT_NEEDED")


def test_waiving_leaves_what_was_done_and_takes_a_failed_visit() -> None:
    subject = opened()
    answer(subject, "DONE")
    answer(subject, "NOBODY_HOME", session="PM")
    answer(subject, "REFUSED", day=NEXT_DAY)

    assert waive_duties(county=COUNTY, kind=KIND, subject=subject, from_=BEFORE) == 3
    assert outcomes_of(subject) == ["DONE", "NOT_NEEDED", "NOT_NEEDED", "NOT_NEEDED"]


def test_waiving_touches_neither_neighbours_nor_other_kinds() -> None:
    subject, neighbour, otherwise = opened(), opened(), opened(kind="OTHER")
    for one in (subject, otherwise):
        waive_duties(county=COUNTY, kind=KIND, subject=one, from_=BEFORE)

    assert outcomes_of(neighbour) == [""] * 4
    assert outcomes_of(otherwise) == [""] * 4


def test_resuming_opens_again_what_is_ahead_and_nothing_else() -> None:
    subject, neighbour = opened(), opened()
    answer(subject, "DONE", day=NEXT_DAY, session="AM")
    for one in (subject, neighbour):
        waive_duties(county=COUNTY, kind=KIND, subject=one, from_=BEFORE)

    assert resume_duties(county=COUNTY, kind=KIND, subject=subject, from_=AM_DUE) == 2
    assert outcomes_of(subject) == ["NOT_NEEDED", "", "DONE", ""]
    assert outcomes_of(neighbour) == ["NOT_NEEDED"] * 4


def test_resuming_leaves_a_failed_visit() -> None:
    subject = opened()
    answer(subject, "REFUSED", session="PM")

    assert resume_duties(county=COUNTY, kind=KIND, subject=subject, from_=BEFORE) == 0
    assert outcomes_of(subject) == ["", "REFUSED", "", ""]


def test_open_duties_go_to_the_other_grid_and_answered_ones_stay() -> None:
    subject, neighbour = opened(last_on=FIRST_DAY), opened(last_on=FIRST_DAY)
    answer(subject, "DONE")
    reassign_duties(county=COUNTY, kind=KIND, subjects=[subject], area=OTHER_GRID)

    assert [duty.area for duty in duties_of(subject)] == [GRID, OTHER_GRID]
    assert [duty.area for duty in duties_of(neighbour)] == [GRID, GRID]


def test_an_end_waives_what_is_ahead_but_what_was_done(
    make_observation: MakeObservation, secretary: Any, client: Client
) -> None:
    """A page acts at the real present, so this adds the duties of its yesterday and its tomorrow."""
    observation = make_observation()
    long_past = [""] * len(duties_of(observation.pk))
    today = datetime.now(tz=AM_DUE.tzinfo).date()
    subject = Subject(id=observation.pk, area=GRID, last_on=date.max, from_=BEFORE)
    yesterday, tomorrow = today - timedelta(days=1), today + timedelta(days=1)
    open_duties(county=COUNTY, kind=KIND, subjects=[subject], slots=slots(yesterday, tomorrow))
    answer(observation.pk, "DONE", day=tomorrow, session="AM")

    client.force_login(get_user_model().objects.get(pk=secretary.user_id))
    said = {"state": "STRUCK_OFF", "reason": "错登", "sure": "yes"}
    client.post(reverse("desk:end", args=[observation.pk]), said)

    assert outcomes_of(observation.pk) == [*long_past, "", "", "DONE", "NOT_NEEDED"]
