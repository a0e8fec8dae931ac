"""Who sees silence by name, and who only by number."""

from collections.abc import Callable
from datetime import time, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from linli.clock import day_of, moment
from linli.duties.rules import Level
from linli.observation.commands import end_with_reason, explain_slots, reopen_observation
from linli.observation.commands.explain import ExplanationNeedsReason, NothingToExplain
from linli.observation.queries.releases import to_release
from linli.observation.rules import State
from linli.staff.rights import Role
from linli.staff.rules import Viewer
from linli.worklist.queries.missed import missed_checks
from linli.worklist.queries.overdue import overdue_counts, overdue_duties, told
from tests.cast import (
    COMMUNITY,
    COUNTY,
    FIRST_DAY,
    OTHER_GRID,
    PROVINCE,
    SIBLING,
    TOWNSHIP,
    MakeObservation,
    MakeViewer,
)

EARLY = moment(FIRST_DAY, time(5))


@pytest.mark.parametrize(
    ("clock", "level", "found"),
    [
        (time(12, 59), Level.WORKER, 0),
        (time(13), Level.WORKER, 1),
        (time(13, 59), Level.SECRETARY, 0),
        (time(14), Level.SECRETARY, 1),
        (time(14, 59), Level.TOWNSHIP, 0),
        (time(15), Level.TOWNSHIP, 1),
    ],
)
def test_a_silence_reaches_one_after_the_other(
    clock: time, level: Level, found: int, make_observation: MakeObservation, worker: Viewer
) -> None:
    make_observation(at=EARLY)
    now = moment(FIRST_DAY, clock)
    assert overdue_duties(viewer=worker, now=now, level=level).count() == found


def test_names_stay_in_the_grid_and_the_township_sees_numbers(
    make_observation: MakeObservation, make_viewer: MakeViewer, secretary: Viewer, township_officer: Viewer
) -> None:
    make_observation(at=EARLY)
    make_observation(at=EARLY, community=SIBLING)
    now = moment(FIRST_DAY, time(15))
    rows = told(viewer=secretary, duties=list(overdue_duties(viewer=secretary, now=now)), now=now)
    assert [(row.shown.area[:12], row.level) for row in rows] == [(COMMUNITY, Level.TOWNSHIP)]
    elsewhere = make_viewer(role=Role.GRID_WORKER, area=OTHER_GRID)
    assert not overdue_duties(viewer=elsewhere, now=now)
    assert not overdue_duties(viewer=township_officer, now=now)
    counts = overdue_counts(viewer=township_officer, now=now)
    assert [(row.area, row.overdue, row.township) for row in counts] == [(COMMUNITY, 1, 1), (SIBLING, 1, 1)]
    assert not overdue_counts(viewer=make_viewer(role=Role.PROVINCE_OFFICER, area=PROVINCE), now=now)


def test_yesterdays_silence_is_no_list_any_more(make_observation: MakeObservation, worker: Viewer) -> None:
    make_observation(at=EARLY)
    tomorrow = moment(FIRST_DAY + timedelta(days=1), time(13))
    sessions = [duty["session"] for duty in overdue_duties(viewer=worker, now=tomorrow)]
    assert sessions == ["AM"]


def test_yesterdays_silence_stays_on_its_list_until_it_is_explained(
    make_observation: MakeObservation, worker: Viewer, secretary: Viewer, make_viewer: MakeViewer
) -> None:
    row = make_observation(at=EARLY)
    assert missed_checks(viewer=worker, now=moment(FIRST_DAY, time(23))).people == 0
    morning = moment(FIRST_DAY + timedelta(days=1), time(1))
    (line,) = missed_checks(viewer=worker, now=morning).lines
    assert (line.observation, line.missed, line.first_on, line.may_explain) == (row, 2, FIRST_DAY, True)
    end_with_reason(observation=row, state=State.DIED, reason="听说去世", by=secretary, now=morning)
    assert missed_checks(viewer=worker, now=morning).people == 0
    again = reopen_observation(observation=row, reason="认错人了", by=secretary, now=morning)
    (line,) = missed_checks(viewer=worker, now=morning).lines
    assert (line.observation, line.missed) == (again, 2)
    elsewhere = make_viewer(role=Role.GRID_WORKER, area=OTHER_GRID)
    assert missed_checks(viewer=elsewhere, now=morning).people == 0
    slots = [(FIRST_DAY, "AM"), (FIRST_DAY, "PM")]
    explain_slots(observation=again, slots=slots, reason="封路", by=worker, now=morning)
    assert missed_checks(viewer=worker, now=morning).people == 0


def test_the_page_leads_from_what_was_missed_to_its_explanation(
    secretary_client: Client, make_observation: MakeObservation
) -> None:
    at = timezone.now() - timedelta(days=3)
    row = make_observation(at=at, arrived_on=day_of(at))
    page = secretary_client.get("/overdue/").content.decode()
    assert "以前漏查、还没有说明" in page
    assert reverse("observation:explain", args=[row.pk]) in page


def test_an_explanation_has_words_and_a_slot_that_waits(
    make_observation: MakeObservation, worker: Viewer
) -> None:
    observation = make_observation(at=EARLY)
    now = moment(FIRST_DAY, time(13))
    slots = [(FIRST_DAY, "AM")]
    with pytest.raises(ExplanationNeedsReason):
        explain_slots(observation=observation, slots=slots, reason=" ", by=worker, now=now)
    with pytest.raises(NothingToExplain):
        explain_slots(observation=observation, slots=[(FIRST_DAY, "PM")], reason="外出", by=worker, now=now)
    assert explain_slots(observation=observation, slots=slots, reason="外出", by=worker, now=now) == 1
    with pytest.raises(NothingToExplain):
        explain_slots(observation=observation, slots=slots, reason="又外出", by=worker, now=now)


def test_the_last_day_comes_to_the_list_by_itself_with_what_is_missing(
    make_observation: MakeObservation, doctor: Viewer
) -> None:
    observation = make_observation(at=EARLY)
    day_before = observation.last_on - timedelta(days=1)
    assert not to_release(viewer=doctor, today=day_before, now=moment(day_before, time(9)))
    last = moment(observation.last_on, time(9))
    (row,) = to_release(viewer=doctor, today=observation.last_on, now=last)
    assert (row.missing.period, row.missing.slots, row.missing.alerts, row.missing.referral) == (
        True,
        26,
        0,
        False,
    )


@pytest.mark.parametrize(
    ("role", "area", "status", "word"),
    [
        (Role.SECRETARY, COMMUNITY, 200, "过了时限"),
        (Role.TOWNSHIP_OFFICER, TOWNSHIP, 200, "姓名只在社区看得到"),
        (Role.COUNTY_OFFICER, COUNTY, 200, "姓名只在社区看得到"),
        (
            Role.PROVINCE_OFFICER,
            PROVINCE,
            302,
            "",
        ),  # to whom nobody has seen: above the county nobody hurries
    ],
)
def test_the_page_of_the_overdue(
    role: Role, area: str, status: int, word: str, sign_in: Callable[..., Client]
) -> None:
    page = sign_in(role=role, area=area).get(reverse("desk:overdue"))
    assert page.status_code == status
    assert word in page.content.decode()
