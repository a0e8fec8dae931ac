"""The base by count, the rounds, and what is typed of a grid that has no list."""

from datetime import date, datetime

from django.db import transaction

from linli.areas.queries import area_open
from linli.areas.rules import AreaCode
from linli.audit.commands import write_event
from linli.clock import day_of, start_of
from linli.people.models import Household
from linli.screening.models import GridCount, Round, TypedAnswers
from linli.screening.rules import MOST_DOORS, answered_of
from linli.staff.rights import Action
from linli.staff.rules import Viewer, may_at


class NotYourDoors(Exception):
    """The viewer does not keep, or screen, the doors there."""


class TooManyDoors(Exception):
    """More than a grid can have."""


class MoreThanCounted(Exception):
    """More doors were asked than the grid has by its count. args: how many it has."""


class DayNotBegun(Exception):
    """Nobody can have counted or asked on a day to come."""


class GridHasList(Exception):
    """The doors of the grid are known one by one; what was asked there is written down at each."""


class SameAgain(Exception):
    """It stands like this already; nothing was written."""


@transaction.atomic
def count_grid(*, area: AreaCode, doors: int, counted_on: date, by: Viewer, now: datetime) -> GridCount:
    """Write down how many doors a grid has; an earlier count stays below it. The first of a community begins a round.

    Raises NotYourDoors, TooManyDoors, DayNotBegun, SameAgain; nothing is written then.
    """
    if not may_at(viewer=by, action=Action.KEEP_DOORS, area=area) or area_open(code=area) is None:
        raise NotYourDoors(area)
    if not 0 <= doors <= MOST_DOORS:
        raise TooManyDoors(doors)
    if counted_on > day_of(now):
        raise DayNotBegun(counted_on)
    before = GridCount.objects.filter(area=area).order_by("-at", "-pk").first()
    if before and (before.doors, before.counted_on) == (doors, counted_on):
        raise SameAgain(area)
    row = GridCount.objects.create(
        county=area.county,
        community=area.community,
        area=area,
        doors=doors,
        counted_on=counted_on,
        at=now,
        by=by.user_id,
    )
    first_round(community=area.community, by=by, now=now)
    write_event(
        action="screening.grid_counted",
        area=area,
        by=by.user_id,
        now=now,
        changed={"doors": [before.doors if before else None, doors], "on": counted_on.isoformat()},
    )
    return row


def first_round(*, community: AreaCode, by: Viewer, now: datetime) -> None:
    """Begin the first round of a community with the day on which its base began; nothing where there is one.

    Call it inside a transaction.
    """
    if not Round.objects.filter(community=community).exists():
        _begin(community, start_of(day_of(now)), by)


@transaction.atomic
def begin_round(*, community: AreaCode, by: Viewer, now: datetime) -> None:
    """Let every door of a community be asked anew from now on. Raises NotYourDoors."""
    if not may_at(viewer=by, action=Action.KEEP_DOORS, area=community):
        raise NotYourDoors(community)
    _begin(community, now, by)
    write_event(action="screening.round_begun", area=community, by=by.user_id, now=now)


def _begin(community: AreaCode, at: datetime, by: Viewer) -> None:
    Round.objects.create(
        county=community.county, community=community, area=community, began_at=at, by=by.user_id
    )


@transaction.atomic
def type_answers(
    *, area: AreaCode, on: date, asked: int, nobody_home: int, by: Viewer, now: datetime
) -> TypedAnswers:
    """Write down how many doors of a grid without a list were asked on a day, and at how many nobody was at home.

    Told again, the newer number stands and the older one stays below it; it counts in the report in which the day was
    first told. Raises NotYourDoors, GridHasList, TooManyDoors, MoreThanCounted, DayNotBegun, SameAgain,
    rules.MoreThanAsked.
    """
    if not may_at(viewer=by, action=Action.SCREEN_DOORS, area=area) or area_open(code=area) is None:
        raise NotYourDoors(area)
    if not 0 <= asked <= MOST_DOORS or nobody_home < 0:
        raise TooManyDoors(asked)
    answered_of(asked=asked, nobody_home=nobody_home)
    if on > day_of(now):
        raise DayNotBegun(on)
    if Household.objects.filter(area=area, listed_at__isnull=False).exists():
        raise GridHasList(area)
    count = GridCount.objects.filter(area=area).order_by("-at", "-pk").first()
    if count and count.doors is not None and asked > count.doors:
        raise MoreThanCounted(count.doors)
    before = TypedAnswers.objects.filter(area=area, on=on).order_by("-at", "-pk").first()
    if before and (before.asked, before.nobody_home) == (asked, nobody_home):
        raise SameAgain(area)
    row = TypedAnswers.objects.create(
        county=area.county,
        community=area.community,
        area=area,
        on=on,
        asked=asked,
        nobody_home=nobody_home,
        of_at=before.of_at if before else now,
        at=now,
        by=by.user_id,
        by_name=by.name,
    )
    told = [[before.asked, before.nobody_home] if before else None, [asked, nobody_home]]
    write_event(
        action="screening.typed",
        area=area,
        by=by.user_id,
        now=now,
        changed={"day": on.isoformat(), "asked": told},
    )
    return row
