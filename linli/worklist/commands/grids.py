"""Households given to a grid with everything that is due at their doors, moved by a list, and put back; a grid closed."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from linli.areas import commands as areas
from linli.areas.rules import AreaCode, Level
from linli.clock import day_of
from linli.duties.commands import reassign_duties
from linli.observation import commands
from linli.observation.duties import CHECK
from linli.people.commands import keep_move, mark_undone
from linli.people.models import GridMove, Household
from linli.staff.rules import Viewer
from linli.worklist import kinds
from linli.worklist.queries.grids import GridContent, content_of, subjects_at


class GridInUse(Exception):
    """Something is in the grid still; `content` says what."""

    def __init__(self, content: GridContent) -> None:
        super().__init__(content)
        self.content = content


class MoveUndoneAlready(Exception):
    """Somebody put it back before, or every household of it was moved on since."""


@transaction.atomic
def assign_grid(*, households: Sequence[Household], grid: AreaCode, by: Viewer, now: datetime) -> int:
    """Put households of one community into a grid, with their members, observations and open duties of every kind.

    grid: an open one, or the community itself for none. Returns how many persons moved. Raises GridElsewhere,
    GridClosed; nothing is changed then.
    """
    if grid.level == Level.GRID:
        areas.hold_grid(grid=grid)
    count = commands.assign_grid(households=households, grid=grid, by=by, now=now)
    for kind in kinds.KINDS:
        # A check went along with its observation.
        moved = [] if kind is CHECK else subjects_at(kind=kind, households=households)
        if moved:
            reassign_duties(county=grid.county, kind=kind.code, subjects=moved, area=grid)
    return count


@transaction.atomic
def move_households(*, households: Sequence[Household], to: AreaCode, by: Viewer, now: datetime) -> GridMove:
    """Move households by a list, and keep where they stood. Those that stand there are left out. Raises as assign_grid."""
    moving = [household for household in households if household.area != to]
    move = keep_move(households=moving, to=to, by=by, now=now)
    assign_grid(households=moving, grid=to, by=by, now=now)
    return move


@transaction.atomic
def undo_move(*, move: GridMove, by: Viewer, now: datetime) -> int:
    """Put the households of a move back to where each stood; return how many. One moved on since stays where it is.

    Raises MoveUndoneAlready, and GridClosed where a grid of them is closed by now; nothing is changed then.
    """
    if not mark_undone(move=move, by=by, now=now):
        raise MoveUndoneAlready(move.pk)
    there = list(
        Household.objects.select_for_update()
        .filter(pk__in=move.households, community=move.community, area=move.to_area)
        .order_by("pk")
    )
    if not there:
        raise MoveUndoneAlready(move.pk)
    back: dict[str, list[Household]] = defaultdict(list)
    for household in there:
        back[move.households[str(household.pk)]].append(household)
    for area, households in sorted(back.items()):
        assign_grid(households=households, grid=AreaCode(area), by=by, now=now)
    return len(there)


@transaction.atomic
def close_grid(*, grid: AreaCode, by: Viewer, now: datetime) -> None:
    """Close a grid in which nothing is and for which nobody works. Raises GridInUse, GridClosed."""
    areas.hold_grid(grid=grid)
    content = content_of(grid=grid, on=day_of(now))
    if not content.is_empty:
        raise GridInUse(content)
    areas.close_grid(grid=grid, by=by.user_id, now=now)
