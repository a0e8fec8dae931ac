"""Households moved between grids by a list and put back, and a grid closed once it is empty."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from linli.areas.commands import GridClosed
from linli.areas.commands import close_grid as close_area
from linli.areas.models import Area
from linli.areas.rules import AreaCode
from linli.duties.models import Duty
from linli.observation.models import Observation
from linli.people.models import Household
from linli.staff.models import Post
from linli.staff.rules import Viewer
from linli.worklist.commands import grids as commands
from linli.worklist.queries.grids import going_along
from tests.cast import COMMUNITY, COUNTY, GRID, MORNING, OTHER_GRID, MakeObservation

LATER = MORNING + timedelta(hours=1)


@pytest.fixture
def households(make_observation: MakeObservation) -> list[Household]:
    """Put three people, each behind a door of their own, into GRID."""
    made = [make_observation() for _ in range(3)]
    return [observation.person.household for observation in made]


def standing() -> dict[tuple[str, int], int]:
    """Return how much of everything lies in which area."""
    areas = [GRID, OTHER_GRID, COMMUNITY]
    tables = (
        Household.objects.all(),
        Observation.objects.all(),
        Duty.objects.filter(county=COUNTY, outcome=Duty.Outcome.OPEN),
    )
    return {(area, n): rows.filter(area=area).count() for area in areas for n, rows in enumerate(tables)}


@pytest.mark.parametrize("to", [OTHER_GRID, COMMUNITY])
def test_a_list_goes_with_everything_due_and_is_put_back_as_a_whole(
    to: AreaCode, households: list[Household], secretary: Viewer
) -> None:
    before = standing()
    told = going_along(households=households[:2])
    open_ = Duty.objects.filter(county=COUNTY, outcome=Duty.Outcome.OPEN).count()
    assert (told.households, told.persons, told.observed, told.duties) == (2, 2, 2, open_ * 2 // 3)
    move = commands.move_households(households=households[:2], to=to, by=secretary, now=LATER)
    moved = standing()
    assert [moved[GRID, n] for n in range(3)] == [1, 1, open_ // 3]
    assert [moved[to, n] for n in range(3)] == [2, 2, open_ * 2 // 3]
    assert commands.undo_move(move=move, by=secretary, now=LATER) == 2
    assert standing() == before
    with pytest.raises(commands.MoveUndoneAlready):
        commands.undo_move(move=move, by=secretary, now=LATER)


def test_one_moved_on_since_stays_where_it_is(households: list[Household], secretary: Viewer) -> None:
    move = commands.move_households(households=households, to=OTHER_GRID, by=secretary, now=LATER)
    one = Household.objects.get(pk=households[0].pk)
    commands.move_households(households=[one], to=COMMUNITY, by=secretary, now=LATER)
    assert commands.undo_move(move=move, by=secretary, now=LATER) == 2
    one.refresh_from_db()
    assert one.area == COMMUNITY


def test_nobody_is_put_into_a_closed_grid_or_back_into_one(
    households: list[Household], secretary: Viewer
) -> None:
    close_area(grid=OTHER_GRID, by=secretary.user_id, now=LATER)
    with pytest.raises(GridClosed):
        commands.move_households(households=households, to=OTHER_GRID, by=secretary, now=LATER)
    move = commands.move_households(households=households, to=COMMUNITY, by=secretary, now=LATER)
    close_area(grid=GRID, by=secretary.user_id, now=LATER)
    with pytest.raises(GridClosed):
        commands.undo_move(move=move, by=secretary, now=LATER)
    move.refresh_from_db()
    assert move.undone_at is None
    assert set(Household.objects.values_list("area", flat=True)) == {COMMUNITY}


def test_a_grid_closes_once_nothing_is_in_it_and_nobody_works_for_it(
    households: list[Household], secretary: Viewer, worker: Viewer
) -> None:
    with pytest.raises(commands.GridInUse) as refused:
        commands.close_grid(grid=GRID, by=secretary, now=LATER)
    content = refused.value.content
    assert (content.households, content.duties, content.workers) == (3, 0, (worker.name,))
    commands.move_households(households=households, to=OTHER_GRID, by=secretary, now=LATER)
    with pytest.raises(commands.GridInUse):
        commands.close_grid(grid=GRID, by=secretary, now=LATER)
    assert Area.objects.get(pk=GRID).valid_until is None
    Post.objects.filter(user_id=worker.user_id).update(until_on=MORNING.date())
    commands.close_grid(grid=GRID, by=secretary, now=LATER)
    assert Area.objects.get(pk=GRID).valid_until is not None


def test_many_households_cost_no_more(make_observation: MakeObservation, secretary: Viewer) -> None:
    asked = []
    for count in (2, 12):
        homes = [make_observation().person.household for _ in range(count)]
        with CaptureQueriesContext(connection) as counted:
            commands.move_households(households=homes, to=OTHER_GRID, by=secretary, now=LATER)
        asked.append(len(counted))
    assert asked[0] == asked[1]
