"""A number that should not have been typed, taken back: nobody counted, which is not zero. What was typed stays below."""

from datetime import date, datetime

from django.db import transaction

from linli.areas.rules import AreaCode
from linli.audit.commands import write_event
from linli.screening.commands.base import NotYourDoors
from linli.screening.models import GridCount, TypedAnswers
from linli.staff.rights import Action
from linli.staff.rules import Viewer, may_at


class NothingToTakeBack(Exception):
    """Nothing stands there that was typed."""


@transaction.atomic
def take_back_count(*, area: AreaCode, by: Viewer, now: datetime) -> None:
    """Take back how many doors a grid has. Raises NotYourDoors, NothingToTakeBack."""
    if not may_at(viewer=by, action=Action.KEEP_DOORS, area=area):
        raise NotYourDoors(area)
    before = GridCount.objects.filter(area=area).order_by("-at", "-pk").first()
    if before is None or before.doors is None:
        raise NothingToTakeBack(area)
    GridCount.objects.create(
        county=area.county,
        community=area.community,
        area=area,
        doors=None,
        counted_on=before.counted_on,
        at=now,
        by=by.user_id,
    )
    _write("screening.count_taken_back", area, before.counted_on, [before.doors, None], by, now)


@transaction.atomic
def take_back_typed(*, area: AreaCode, on: date, by: Viewer, now: datetime) -> None:
    """Take back what was typed of a day, in the report of which it was. Raises NotYourDoors, NothingToTakeBack."""
    if not may_at(viewer=by, action=Action.SCREEN_DOORS, area=area):
        raise NotYourDoors(area)
    before = TypedAnswers.objects.filter(area=area, on=on).order_by("-at", "-pk").first()
    if before is None or before.asked is None:
        raise NothingToTakeBack(area)
    TypedAnswers.objects.create(
        county=area.county,
        community=area.community,
        area=area,
        on=on,
        asked=None,
        nobody_home=0,
        of_at=before.of_at,
        at=now,
        by=by.user_id,
        by_name=by.name,
    )
    _write("screening.typed_taken_back", area, on, [[before.asked, before.nobody_home], None], by, now)


def _write(action: str, area: AreaCode, day: date, told: list[object], by: Viewer, now: datetime) -> None:
    write_event(
        action=action,
        area=area,
        by=by.user_id,
        now=now,
        changed={"day": day.isoformat(), "number": told},
    )
