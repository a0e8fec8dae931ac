"""How much is due on a day: each way a duty can stand, for everybody their own."""

from dataclasses import astuple
from datetime import date, datetime, time

import pytest

from linli.areas.rules import AreaCode
from linli.clock import moment
from linli.duties.commands import waive_duties
from linli.ids import new_id
from linli.observation.commands import NewCheck, record_check
from linli.observation.duties import CHECK
from linli.observation.models import Observation
from linli.observation.rules import Channel, CheckOutcome
from linli.staff.rights import Role
from linli.staff.rules import Viewer
from linli.worklist.queries.check_lines import alerts_waiting
from linli.worklist.queries.doors import Narrowing, walk
from linli.worklist.queries.lines import doors_told
from linli.worklist.queries.reach import seen_by
from linli.worklist.queries.tallies import Tally, tallies
from tests.cast import COMMUNITY, FIRST_DAY, GRID, MORNING, OTHER_GRID, SIBLING, MakeObservation, MakeViewer

# Before the first session opens, so that both duties of the day exist.
EARLY = moment(FIRST_DAY, time(5))


def at(hour: int, minute: int = 0, *, on: date = FIRST_DAY) -> datetime:
    return moment(on, time(hour, minute))


def counted(viewer: Viewer, now: datetime, grid: str = "") -> Tally:
    return tallies(reach=seen_by(viewer=viewer), day=FIRST_DAY, now=now, grid=grid).get(CHECK, Tally())


def visit(
    observation: Observation,
    by: Viewer,
    now: datetime,
    *,
    outcome: CheckOutcome = CheckOutcome.DONE,
    tenths: int | None = 365,
) -> None:
    new = NewCheck(
        id=new_id(),
        observation=observation,
        outcome=outcome,
        channel=Channel.VISIT,
        claimed_at=now,
        temperature_tenths=tenths if outcome is CheckOutcome.DONE else None,
    )
    record_check(new=new, by=by, now=now)


def test_what_is_waived_counts_nowhere(make_observation: MakeObservation, worker: Viewer) -> None:
    observation = make_observation(at=EARLY)
    waive_duties(county=observation.county, kind=CHECK.code, subject=observation.pk, from_=at(12))
    counts = counted(worker, at(19))
    assert (counts.due, counts.overdue) == (1, 1)


@pytest.mark.parametrize(
    ("role", "area", "people"),
    [
        (Role.GRID_WORKER, GRID, 1),
        (Role.GRID_WORKER, OTHER_GRID, 1),
        (Role.SECRETARY, COMMUNITY, 2),
        (Role.DOCTOR, SIBLING, 1),
        (Role.TOWNSHIP_OFFICER, AreaCode("340102001"), 0),
    ],
)
def test_everybody_has_counts_of_their_own(
    role: Role, area: AreaCode, people: int, make_observation: MakeObservation, make_viewer: MakeViewer
) -> None:
    make_observation(name="王芳", at=EARLY)
    make_observation(name="李强", at=EARLY, grid_name="第二网格")
    make_observation(name="周敏", at=EARLY, community=SIBLING)
    assert counted(make_viewer(role=role, area=area), MORNING).due == 2 * people


@pytest.fixture
def mixed_day(make_observation: MakeObservation, worker: Viewer, secretary: Viewer) -> None:
    """Leave, at 13:00, each way a slot can stand; one person in the other grid, one in the sibling community."""
    done, tried, refused, _silent = (make_observation(name=name, at=EARLY) for name in "甲乙丙丁")
    visit(done, worker, at(8), tenths=381)
    visit(done, worker, at(12, 30))
    visit(tried, worker, at(8), outcome=CheckOutcome.NOBODY_HOME)
    visit(refused, worker, at(8), outcome=CheckOutcome.REFUSED)
    other = make_observation(name="戊", at=EARLY, grid_name="第二网格")
    visit(other, secretary, at(8))
    make_observation(name="己", at=EARLY, community=SIBLING)


@pytest.mark.usefixtures("mixed_day")
@pytest.mark.parametrize(
    ("now", "area", "expected"),
    [
        # due, done, tried, refused, overdue, open, later, alerts
        (at(11, 30), "", (10, 3, 1, 1, 0, 1, 4, 1)),
        (at(12), "", (10, 3, 1, 1, 0, 5, 0, 1)),
        (at(13), GRID, (8, 2, 1, 1, 1, 3, 0, 1)),
        (at(13), OTHER_GRID, (2, 1, 0, 0, 0, 1, 0, 0)),
        (at(18), "", (10, 3, 1, 1, 1, 4, 0, 1)),
        (at(20), "", (10, 3, 1, 1, 5, 0, 0, 1)),
        (at(13), SIBLING, (0, 0, 0, 0, 0, 0, 0, 0)),
    ],
)
def test_the_counts_of_a_day_add_up(
    now: datetime, area: str, expected: tuple[int, ...], secretary: Viewer
) -> None:
    counts = astuple(counted(secretary, now, area))
    assert (*counts, alerts_waiting(viewer=secretary, grid=area).count()) == expected
    assert counts[0] == sum(counts[1:])


@pytest.mark.usefixtures("mixed_day")
def test_the_counts_are_those_of_the_list(secretary: Viewer) -> None:
    reach = seen_by(viewer=secretary)
    asked = Narrowing(day=FIRST_DAY, now=at(13))
    walked = walk(reach=reach, asked=asked)
    doors = doors_told(viewer=secretary, reach=reach, walk=walked, stops=walked.stops, asked=asked)
    slots = [slot.state for door in doors for line in door.lines for slot in line.slots]
    counts = counted(secretary, at(13))
    assert (len(slots), slots.count("DONE")) == (counts.due, counts.done)
    assert (slots.count("OVERDUE"), slots.count("OPEN")) == (counts.overdue, counts.open)
    assert (slots.count("NOBODY_HOME"), slots.count("REFUSED")) == (counts.tried, counts.refused)
