"""What the lists of a day ask of the database: no more when there is a kind of duty more."""

from collections.abc import Callable, Collection
from datetime import time, timedelta
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from linli.clock import moment
from linli.duties.commands import Slot, Subject, open_duties
from linli.duties.kinds import DutyKind, DutySubject, Page
from linli.duties.rules import Ends
from linli.ids import new_id
from linli.staff.rights import Action, Role
from linli.staff.rules import Viewer
from linli.worklist import kinds
from linli.worklist.queries.doors import STATES, Narrowing, areas_listed, walk
from linli.worklist.queries.due import due_unwatched, unanswered
from linli.worklist.queries.lines import Door, doors_told
from linli.worklist.queries.reach import seen_by
from linli.worklist.queries.tallies import tallies, tallies_by_area
from tests.cast import COUNTY, FIRST_DAY, GRID, OTHER_GRID, SIBLING, MakeObservation, MakeViewer

pytestmark = pytest.mark.django_db
NOON = moment(FIRST_DAY, time(12))
HOUR = timedelta(hours=1)
SHOWN = ["all", "action", "over", *STATES]


def planted(number: int) -> DutyKind:
    """Return a kind with one duty, open now, whose subject is known without asking."""
    code, subject, ends = f"VENUE{number}", new_id(), list(Ends)[number % len(Ends)]
    area = (GRID, OTHER_GRID)[number % 2]
    told = DutySubject(f"{number}号图书室", "和平路1号", area, None, Page("tracing:lead", subject))

    def subjects(ids: Collection[UUID]) -> dict[UUID, DutySubject]:
        return {subject: told} if subject in ids else {}

    slot = Slot(FIRST_DAY, "V1", NOON - HOUR, NOON + HOUR, NOON + 2 * HOUR)
    whom = Subject(id=subject, area=area, last_on=FIRST_DAY, from_=NOON - HOUR)
    open_duties(county=COUNTY, kind=code, subjects=[whom], slots=[slot])
    return DutyKind(
        code=code,
        words="场所检查",
        ends=ends,
        seen_by=Action.SEE_PERSON,
        answered_by=Action.RECORD_CHECK,
        subjects=subjects,
    )


@pytest.fixture
def viewer_of_sibling(make_viewer: MakeViewer) -> Viewer:
    """Return the secretary of the community beside, of the same county."""
    return make_viewer(role=Role.SECRETARY, area=SIBLING)


@pytest.fixture
def more_kinds(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], None]:
    """Declare so many kinds more, each with something to do."""

    def declare(count: int) -> None:
        more = [planted(len(kinds.KINDS) + n) for n in range(count)]
        monkeypatch.setattr(kinds, "KINDS", (*kinds.KINDS, *more))

    return declare


def listed(viewer: Viewer, shown: str) -> tuple[list[Door], set[str]]:
    """Return the doors of the day as the page asks for them, and their areas."""
    reach, asked = seen_by(viewer=viewer), Narrowing(day=FIRST_DAY, now=NOON, shown=shown)
    areas = areas_listed(reach=reach, day=FIRST_DAY)
    tallies(reach=reach, day=FIRST_DAY, now=NOON)
    tallies_by_area(reach=reach, day=FIRST_DAY, now=NOON)
    walked = walk(reach=reach, asked=asked)
    return doors_told(viewer=viewer, reach=reach, walk=walked, stops=walked.stops, asked=asked), areas


@pytest.mark.parametrize("shown", SHOWN)
def test_a_kind_more_asks_nothing_more_but_who_its_subjects_are(
    more_kinds: Callable[[int], None], make_observation: MakeObservation, secretary: Viewer, shown: str
) -> None:
    make_observation(at=moment(FIRST_DAY, time(5)))
    more_kinds(1)
    with CaptureQueriesContext(connection) as one:
        few, _areas = listed(secretary, shown)
    more_kinds(5)
    with CaptureQueriesContext(connection) as six:
        many, _areas = listed(secretary, shown)
    assert len(six) == len(one)
    assert len(many) - len(few) == (5 if shown in {"all", "action", "open"} else 0)


def test_the_areas_come_with_the_walk_where_it_is_not_narrowed(
    more_kinds: Callable[[int], None], make_observation: MakeObservation, secretary: Viewer
) -> None:
    reach, asked = seen_by(viewer=secretary), Narrowing(day=FIRST_DAY, now=NOON)
    assert walk(reach=reach, asked=asked).areas == areas_listed(reach=reach, day=FIRST_DAY) == set()
    make_observation(at=moment(FIRST_DAY, time(5)), grid_name="第一网格")
    assert walk(reach=reach, asked=asked).areas == areas_listed(reach=reach, day=FIRST_DAY) == {GRID}
    more_kinds(2)
    reach = seen_by(viewer=secretary)
    assert walk(reach=reach, asked=asked).areas == areas_listed(reach=reach, day=FIRST_DAY)
    assert areas_listed(reach=reach, day=FIRST_DAY) == {GRID, OTHER_GRID}


def test_what_lies_in_another_community_is_on_no_list_and_one_grid_shows_its_own(
    more_kinds: Callable[[int], None], secretary: Viewer, viewer_of_sibling: Viewer
) -> None:
    """Kinds that are alike are asked for together, and each still in the viewer's areas alone."""
    more_kinds(2)  # one in each grid of the secretary's community, of different ends

    def found(viewer: Viewer, grid: str = "") -> tuple[int, int, int]:
        reach = seen_by(viewer=viewer)
        counted = tallies(reach=reach, day=FIRST_DAY, now=NOON, grid=grid)
        return (
            sum(tally.due for tally in counted.values()),
            len(due_unwatched(reach=reach, day=FIRST_DAY, grid=grid)),
            len(unanswered(reach=reach, first=FIRST_DAY, last=FIRST_DAY, grid=grid)),
        )

    assert found(secretary) == (2, 2, 2)
    assert found(secretary, GRID) == found(secretary, OTHER_GRID) == (1, 1, 1)
    assert found(viewer_of_sibling) == (0, 0, 0)
