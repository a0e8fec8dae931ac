"""Every night the last days are looked through, area by area; stopped in the middle it goes on where it was, and finds once."""

from datetime import date, datetime, time, timedelta

import pytest

from linli.beat.commands import know_jobs, run_if_due
from linli.beat.models import Round
from linli.clock import moment
from linli.findings import beat
from linli.findings.commands import find as find_in
from linli.findings.models import ReportFinding
from linli.findings.rules.nights import days_back, may_look, missing_since
from linli.staff.queries.held import areas_staffed
from linli.staff.rights import Role
from linli.staff.rules import Viewer
from tests.cast import (
    CITY,
    COMMUNITY,
    COUNTY,
    FIRST_DAY,
    PROVINCE,
    SIBLING,
    TOWNSHIP,
    MakeObservation,
    MakeViewer,
)

NIGHT = moment(FIRST_DAY + timedelta(days=1), time(3))


@pytest.mark.parametrize(("at", "may"), [(time(1, 59), False), (time(2), True), (time(23, 59), True)])
def test_a_nights_look_begins_at_two(at: time, may: bool) -> None:
    assert may_look(at=at) is may


@pytest.mark.parametrize(
    ("since_last", "days"), [(None, 3), (0, 3), (1, 3), (2, 4), (5, 7), (12, 14), (400, 14)]
)
def test_days_on_which_nothing_ran_are_made_up_for(since_last: int | None, days: int) -> None:
    assert days_back(since_last=since_last) == days


@pytest.mark.parametrize(
    ("last_on", "missing"),
    [
        (None, False),
        (FIRST_DAY + timedelta(days=1), False),
        (FIRST_DAY, False),  # it is three: the night is not over
        (FIRST_DAY - timedelta(days=1), True),
    ],
)
def test_a_look_is_missing_from_six_on(last_on: date | None, missing: bool) -> None:
    assert (missing_since(last_on=last_on, now=NIGHT) is not None) is missing


@pytest.fixture
def staffed(secretary: Viewer, make_viewer: MakeViewer, make_observation: MakeObservation) -> None:
    """Let somebody be observed in COMMUNITY and SIBLING, each with a secretary; nobody reports."""
    make_viewer(role=Role.SECRETARY, area=SIBLING)
    for community in (COMMUNITY, SIBLING):
        make_observation(community=community, at=moment(FIRST_DAY, time(8)))


def test_only_where_anybody_ever_held_a_post(staffed: None) -> None:
    line = [PROVINCE, CITY, COUNTY, TOWNSHIP, COMMUNITY, SIBLING]
    assert areas_staffed(behind="", limit=9) == line
    assert areas_staffed(behind=COUNTY, limit=2) == [TOWNSHIP, COMMUNITY]


def test_killed_in_the_middle_it_goes_on_where_it_was_and_finds_each_once(
    staffed: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    know_jobs(names={beat.NAME})
    looked: list[tuple[str, date]] = []

    def killed_in_the_first(*, areas: list[str], day: date, now: datetime) -> int:
        looked.append((areas[0], day))
        if areas[0] == COMMUNITY and day < FIRST_DAY:
            raise SystemExit  # between two days of an area
        return find_in(areas=areas, day=day, now=now)  # type: ignore[arg-type]

    monkeypatch.setattr(beat, "find", killed_in_the_first)
    with pytest.raises(SystemExit):
        run_if_due(job=beat.LOOK, clock=lambda: NIGHT)
    missing = ReportFinding.objects.filter(kind="MISSING", day=FIRST_DAY)
    assert [row.area for row in missing] == [COMMUNITY]
    monkeypatch.setattr(beat, "find", find_in)
    later = [NIGHT + timedelta(minutes=n) for n in range(1, 3)]
    assert [run_if_due(job=beat.LOOK, clock=lambda at=at: at) for at in later] == [True, True]  # type: ignore[misc]
    assert sorted(row.area for row in missing.all()) == [COMMUNITY, SIBLING]
    row = Round.objects.get()
    assert (row.on, row.visited, row.failed) == (NIGHT.date(), 6, 0)
    assert row.ended_at is not None


def test_before_two_and_a_second_time_it_looks_at_nothing(
    staffed: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    beat.look(moment(FIRST_DAY + timedelta(days=1), time(1)))
    assert not Round.objects.exists()
    assert beat.look(NIGHT)
    monkeypatch.setattr(beat, "find", None)  # which is called no more
    assert beat.look(NIGHT + timedelta(hours=3))
