"""How far a round is: by grid, and by day."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count, Q

from linli.areas.rules import AreaCode
from linli.clock import day_of, start_of
from linli.people.models import Household
from linli.screening.queries.asked import Window, asked_each, asked_in_round, asked_within
from linli.screening.queries.base import Place, places_of
from linli.screening.queries.typed import Typed, typed_of
from linli.screening.rules import DAYS_SHOWN, Progress, progress, together
from linli.staff.queries import in_scope
from linli.staff.rights import Action
from linli.staff.rules import Viewer, scope


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

    At most five statements in one community.
    """
    places = places_of(viewer=viewer, action=Action.SCREEN_DOORS)
    communities = sorted({place.code.community for place in places})
    typed = typed_of(communities=communities, until=now)
    listed = _listed(viewer, communities, now)
    grids = [_grid(place, listed.get(place.code), typed[place.code.community], now) for place in places]
    shown = [grid for grid in grids if grid.place.is_grid or grid.progress.known or grid.today] or grids
    began = [one.began_at for one in typed.values() if one.began_at]
    return ScreeningTold(
        grids=shown,
        whole=together(grids=[grid.progress for grid in grids]),
        today=sum(grid.today for grid in grids),
        began_at=max(began) if began else None,
        typed=typed,
    )


def _listed(viewer: Viewer, communities: list[str], now: datetime) -> dict[str, dict[str, int]]:
    """Count by area the listed doors, those asked in the round, and all doors asked today; one statement."""
    counties = scope(viewer=viewer, action=Action.SCREEN_DOORS).counties
    listed = Q(listed_at__isnull=False)
    today = Q(pk__in=[])
    for community in communities:
        today |= asked_within(Window(community=community, from_=start_of(day_of(now)), until=now))
    rows = (
        Household.objects.filter(in_scope(viewer=viewer, action=Action.SCREEN_DOORS))
        .values("area")
        .annotate(
            listed=Count("pk", filter=listed),
            asked=Count("pk", filter=listed & asked_in_round(counties=counties)),
            today=Count("pk", filter=today),
        )
    )
    return {row["area"]: row for row in map(dict[str, Any], rows)}


def _grid(place: Place, listed: dict[str, int] | None, typed: Typed, now: datetime) -> GridProgress:
    found = listed or {"listed": 0, "asked": 0, "today": 0}
    today = start_of(day_of(now))
    in_round = typed.answered_between(from_=typed.began_at, until=now) if typed.began_at else {}
    typed_today = typed.answered_between(from_=today, until=now)
    return GridProgress(
        place=place,
        progress=progress(
            listed=found["listed"],
            listed_answered=found["asked"],
            counted=typed.counted.get(place.code),
            typed_answered=in_round.get(place.code, 0),
        ),
        is_listed=bool(found["listed"]),
        today=found["today"] + typed_today.get(place.code, 0),
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
