"""How far a round is: by grid, and by day."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any, Final
from uuid import UUID

from django.db.models import Count, Q, QuerySet, Value

from linli.areas.rules import AreaCode
from linli.clock import day_of, start_of
from linli.people.models import Household
from linli.screening.queries.asked import Window, asked_each, asked_in_round, asked_within
from linli.screening.queries.base import Place, doors_listed, places_of
from linli.screening.queries.doors import doors_open
from linli.screening.queries.typed import (
    Row,
    Typed,
    answers_typed,
    numbers_typed,
    typed_in,
    typed_rows,
)
from linli.screening.rules import DAYS_SHOWN, Progress, progress, together
from linli.staff.queries import in_scope
from linli.staff.rights import Action
from linli.staff.rules import Viewer, may_at, scope

_LISTED: Final = "listed"


@dataclass(frozen=True)
class GridProgress:
    """A grid in this round. today: doors that were asked today, as the report counts them."""

    place: Place
    progress: Progress
    is_listed: bool
    today: int


@dataclass(frozen=True)
class ScreeningTold:
    """Everything that the viewer screens: by grid, and together."""

    grids: list[GridProgress]
    whole: Progress
    today: int
    began_at: datetime | None
    typed: Mapping[str, Typed]


def progress_of(*, viewer: Viewer, now: datetime) -> ScreeningTold:
    """Return the progress of the viewer's grids; places without a door are left out unless nothing else is there.

    In one community three statements.
    """
    places = places_of(viewer=viewer, action=Action.SCREEN_DOORS)
    known = _known(viewer, now)
    grids = [_grid(place.code, known, now, place) for place in places]
    shown = [grid for grid in grids if grid.place.is_grid or grid.progress.known or grid.today] or grids
    began = [one.began_at for one in known.typed.values() if one.began_at]
    return ScreeningTold(
        grids=shown,
        whole=together(grids=[grid.progress for grid in grids]),
        today=sum(grid.today for grid in grids),
        began_at=max(began) if began else None,
        typed=known.typed,
    )


LISTED: Final = "doors listed"
ASKED: Final = "doors asked"
OPEN: Final = "doors open"
NUMBERS: Final = "numbers of doors"
ANSWERS: Final = "answers typed"


def doors_counted(*, viewer: Viewer, day: date) -> dict[str, partial[QuerySet[Any]]]:
    """Return what `screened` asks of a page that counts other things in the same statement."""
    communities = _communities(viewer)
    return {
        LISTED: partial(doors_listed, viewer=viewer),
        ASKED: partial(asked_on, viewer=viewer, day=day),
        OPEN: partial(doors_open, viewer=viewer),
        NUMBERS: partial(numbers_typed, communities=communities),
        ANSWERS: partial(answers_typed, communities=communities),
    }


def asked_on(*, viewer: Viewer, day: date) -> QuerySet[Household]:
    """Return the doors of the viewer's grids that were asked on a day."""
    from_, until = start_of(day), start_of(day + timedelta(days=1))
    asked = Q(pk__in=[])
    for area in scope(viewer=viewer, action=Action.SCREEN_DOORS).areas:
        asked |= asked_within(Window(community=area.community, from_=from_, until=until))
    return Household.objects.filter(in_scope(viewer=viewer, action=Action.SCREEN_DOORS), asked)


def screened(*, viewer: Viewer, counted: Mapping[str, int], now: datetime) -> tuple[Progress, int]:
    """Return the progress of the viewer's list and how many doors were asked today, from what a page counted.

    Where there is no list but numbers were typed, one statement more reads these.
    """
    if listed := counted[LISTED]:
        return Progress(listed, listed - counted[OPEN]), counted[ASKED]
    if not counted[NUMBERS] and not counted[ANSWERS]:
        return Progress(None, 0), counted[ASKED]
    whole, typed_today = _typed_together(viewer, now)
    return whole, counted[ASKED] + typed_today


def _typed_together(viewer: Viewer, now: datetime) -> tuple[Progress, int]:
    """Return the progress of all that the viewer screens without a list, and the doors typed as asked today; one statement."""
    communities = _communities(viewer)
    first, *others = typed_rows(communities=communities, until=now)
    known = _Known({}, typed_in(rows=first.union(*others, all=True), communities=communities))
    codes = {area for one in known.typed.values() for area in (*one.counted, *one.areas_answered)}
    within = [code for code in sorted(codes) if may_at(viewer=viewer, action=Action.SCREEN_DOORS, area=code)]
    grids = [_grid(AreaCode(code), known, now, None) for code in within]
    return together(grids=[grid.progress for grid in grids]), sum(grid.today for grid in grids)


def _communities(viewer: Viewer) -> tuple[AreaCode, ...]:
    areas = scope(viewer=viewer, action=Action.SCREEN_DOORS).areas
    return tuple(sorted({area.community for area in areas}))


@dataclass(frozen=True)
class _Known:
    """listed: by area how many doors are listed, how many of them were asked in the round, and all that were asked today."""

    listed: Mapping[str, tuple[int, int, int]]
    typed: Mapping[str, Typed]


def _known(viewer: Viewer, now: datetime) -> _Known:
    """Read what is known of the viewer's doors; one statement."""
    communities = _communities(viewer)
    if not communities:
        return _Known({}, {})
    first, *others = typed_rows(communities=communities, until=now)
    rows = list(first.union(*others, _listed(viewer, communities, now), all=True))
    return _Known(
        {area: (n or 0, asked, today) for kind, _c, area, n, asked, today, *_ in rows if kind == _LISTED},
        typed_in(rows=rows, communities=communities),
    )


def _listed(viewer: Viewer, communities: Sequence[AreaCode], now: datetime) -> QuerySet[Any, Row]:
    """Return a row for each area with its doors: listed, asked in the round, and all that were asked today."""
    listed = Q(listed_at__isnull=False)
    today = Q(pk__in=[])
    for community in communities:
        today |= asked_within(Window(community=community, from_=start_of(day_of(now)), until=now))
    rows = (
        Household.objects.filter(in_scope(viewer=viewer, action=Action.SCREEN_DOORS))
        .values("community", "area")
        .annotate(
            listed=Count("pk", filter=listed),
            asked=Count("pk", filter=listed & asked_in_round(communities=communities)),
            today=Count("pk", filter=today),
        )
    )
    at = Value(now)
    return rows.values_list(Value(_LISTED), "community", "area", "listed", "asked", "today", at, at)


def _grid(code: AreaCode, known: _Known, now: datetime, place: Place | None) -> GridProgress:
    listed, asked, today = known.listed.get(code, (0, 0, 0))
    typed = known.typed[code.community]
    in_round = typed.answered_between(from_=typed.began_at, until=now) if typed.began_at else {}
    typed_today = typed.answered_between(from_=start_of(day_of(now)), until=now)
    return GridProgress(
        place=place or Place(code, "", is_grid=True),
        progress=progress(
            listed=listed,
            listed_answered=asked,
            counted=typed.counted.get(code),
            typed_answered=in_round.get(code, 0),
        ),
        is_listed=bool(listed),
        today=today + typed_today.get(code, 0),
    )


def days_of(*, community: AreaCode, typed: Typed, now: datetime) -> list[tuple[date, int]]:
    """Return the last days, the newest first, with how many doors were asked on each, as the report counts them.

    Calendar days, where a report runs from cut to cut. typed: as `progress_of` told it. Three statements.
    """
    first = day_of(now) - timedelta(days=DAYS_SHOWN - 1)
    window = Window(community=community, from_=start_of(first), until=now)
    asked: set[tuple[UUID, date]] = {(door, day_of(at)) for door, at in asked_each(window)}
    by_day = Counter(day for _door, day in asked)
    for (_area, of_at), n in typed.answered.items():
        by_day[day_of(of_at)] += n
    return [(day, by_day[day]) for day in (first + timedelta(days=n) for n in reversed(range(DAYS_SHOWN)))]
