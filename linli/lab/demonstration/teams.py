"""The teams of the demonstration: a pattern, who sits in them, and a colleague who stands in. All invented."""

from datetime import date, datetime, timedelta
from typing import Final

from linli.areas.queries import grids_of
from linli.areas.rules import AreaCode
from linli.lab.demonstration.accounts import FIRST, TOWNSHIP
from linli.lab.demonstration.history import Staff
from linli.staff.commands import MemberTold, fill_team, set_pattern, substitute
from linli.staff.models import Post, User
from linli.staff.rights import Role
from linli.staff.rules import Seat

POLICE: Final = ("马卫东", "13900000011")
VOLUNTEERS: Final = (("许志远", "13900000021"), ("宋春梅", "13900000022"), ("", ""))
STANDS_IN_DAYS: Final = 2


def make_teams(*, staff: Staff, now: datetime) -> None:
    """Set the township's five-for-one and fill the teams of the first community; one seat stays empty."""
    set_pattern(
        area=TOWNSHIP,
        name="五包一",
        required=[Seat.COMMUNITY_CADRE, Seat.GRID_WORKER, Seat.DOCTOR, Seat.POLICE, Seat.VOLUNTEER],
        optional=[Seat.DEPUTY_WORKER],
        source="街道会议（演示）",
        by=staff["township"],
        now=now,
    )
    by = staff["secretary"]
    workers = (staff["worker"], staff["worker2"], None)
    grids = [AreaCode(grid.code) for grid in grids_of(community=FIRST)]
    for grid, worker, volunteer in zip(grids, workers, VOLUNTEERS, strict=True):
        members = [
            MemberTold(Seat.COMMUNITY_CADRE, user_id=by.user_id, phone="13900000001"),
            MemberTold(Seat.DOCTOR, user_id=staff["doctor"].user_id, phone="13900000002"),
            MemberTold(Seat.POLICE, name=POLICE[0], phone=POLICE[1]),
            MemberTold(Seat.VOLUNTEER, name=volunteer[0], phone=volunteer[1]),
        ]
        if worker is not None:
            members.append(MemberTold(Seat.GRID_WORKER, user_id=worker.user_id, phone="13900000003"))
        fill_team(grid=grid, subject=None, members=members, by=by, now=now)


def make_substitution(*, staff: Staff, on: date, now: datetime) -> None:
    """Let the first worker stand in for the second from a day on."""
    substitute(
        absent=Post.objects.get(user=staff["worker2"].user_id, role=Role.GRID_WORKER),
        by_whom=User.objects.get(pk=staff["worker"].user_id),
        from_on=on,
        until_on=on + timedelta(days=STANDS_IN_DAYS),
        reason="身体不适，休息三天",
        by=staff["secretary"],
        now=now,
    )
