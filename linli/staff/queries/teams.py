"""Responsibility teams: the seats of a place, who sits on them, which are empty."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from linli import kept
from linli.areas.models import Area
from linli.areas.queries import names_of
from linli.areas.rules import AreaCode, Level
from linli.staff.models import Post, Substitution, TeamMember, TeamSeat
from linli.staff.models import TeamPattern as TeamPattern  # pages may name the type of a row
from linli.staff.queries import Colleague, areas_condition
from linli.staff.queries.held import lasting, stood_in_on
from linli.staff.rights import Action, Role
from linli.staff.rules import SEAT_ROLES, Seat, Viewer, nearest, scope

EVERYWHERE = ""


@dataclass(frozen=True)
class SeatTold:
    """A seat and who sits there. gone: the post of who sat there has ended, so the seat counts as empty.

    stood_in_by: who stands in for them at the grid on the day.
    """

    seat: Seat
    required: bool
    user_id: UUID | None = None
    name: str = ""
    phone: str = ""
    gone: bool = False
    stood_in_by: str = ""

    @property
    def is_filled(self) -> bool:
        """Say whether somebody sits there who is still of the staff."""
        return bool(self.name) and not self.gone


@dataclass(frozen=True)
class TeamTold:
    """The team of a grid, or of one observation."""

    area: AreaCode
    name: str
    pattern: str
    seats: tuple[SeatTold, ...]
    own: bool = False  # set for one observation

    @property
    def empty(self) -> tuple[SeatTold, ...]:
        """The seats that must be filled and are not."""
        return tuple(seat for seat in self.seats if seat.required and not seat.is_filled)


def pattern_of(*, area: AreaCode) -> TeamPattern:
    """Return the nearest pattern upwards of an area; at the latest Linli's own."""
    return _patterns([area])[area][0].pattern


def _patterns(areas: Sequence[AreaCode]) -> dict[AreaCode, list[TeamSeat]]:
    """Return the seats of the nearest pattern of each area; no pattern is without one. One statement."""
    codes = {EVERYWHERE, *(code for area in areas for code in (*area.ancestors, area))}
    known: dict[str, list[TeamSeat]] = defaultdict(list)
    for row in TeamSeat.objects.filter(pattern__area__in=codes).select_related("pattern"):
        known[row.pattern.area].append(row)
    return {area: known[nearest(area=area, known=known)] for area in areas}


def candidates(*, grid: AreaCode, on: date) -> dict[Seat, list[Colleague]]:
    """Return who with an account may sit on each seat of a grid, by name; posts that begin later count."""
    above = [grid.township, grid.community, grid]
    from_, until = grid.community.range
    near = Q(area_id__in=above) | Q(area_id__gte=from_, area_id__lt=until)
    posts = list(
        _lasting(on)
        .filter(near, user__is_active=True)
        .select_related("user")
        .order_by("user__full_name", "pk")
    )
    found: dict[Seat, list[Colleague]] = {}
    for seat in Seat:
        sitting: dict[UUID, Colleague] = {}
        for post in posts:
            if _fits(seat, post.role, post.area_id, grid):
                sitting.setdefault(
                    post.user_id, Colleague(post.user_id, post.user.full_name, Role(post.role))
                )
        found[seat] = list(sitting.values())
    return found


def _lasting(on: date) -> QuerySet[Post]:
    return Post.objects.filter(lasting(since=on), substitution=None)


def _fits(seat: Seat, role: str, area: str, grid: str) -> bool:
    """Say whether a post fits a seat of a grid; a deputy may be the worker of a grid beside it."""
    if SEAT_ROLES.get(seat) != role:
        return False
    beside = seat is Seat.DEPUTY_WORKER and AreaCode(grid).community.contains(area)
    return grid.startswith(area) or beside


def teams_of(*, grids: Sequence[AreaCode], on: date) -> list[TeamTold]:
    """Return the teams of some grids, in their order. Five statements however many grids."""
    members: dict[str, list[TeamMember]] = defaultdict(list)
    for member in TeamMember.objects.filter(team__area__in=grids, team__subject=None).select_related(
        "team", "user"
    ):
        members[member.team.area].append(member)
    return _told(grids, names_of(codes=grids), members, on)


def team_phones(*, grids: Sequence[AreaCode]) -> dict[str, str]:
    """Return the work phones of who sits in the teams of some grids, by name. One statement."""
    told = kept.rows(kept.query(_phones, grids=tuple(grids)))
    return {full_name or name: phone for full_name, name, phone in told}


def _phones(*, grids: Sequence[AreaCode]) -> kept.Values:
    rows = TeamMember.objects.filter(team__area__in=grids, team__subject=None).exclude(phone="")
    return rows.order_by("team__area", "seat").values_list("user__full_name", "name", "phone")


def _told(
    grids: Sequence[AreaCode], names: Mapping[str, str], members: Mapping[str, list[TeamMember]], on: date
) -> list[TeamTold]:
    patterns = _patterns(grids)
    posts: dict[UUID, list[Post]] = defaultdict(list)
    users = {member.user_id for those in members.values() for member in those if member.user_id}
    for post in _lasting(on).filter(user__in=users, user__is_active=True):
        posts[post.user_id].append(post)
    standing_in = list(
        Substitution.objects.filter(stood_in_on(on=on), absent__in=users).select_related("substitute", "post")
    )
    return [
        TeamTold(
            area=grid,
            name=names.get(grid, grid),
            pattern=patterns[grid][0].pattern.name,
            seats=tuple(
                replace(seat, stood_in_by=_stood_in_by(grid, seat, standing_in))
                for seat in _seats(grid, patterns[grid], members.get(grid, []), posts)
            ),
        )
        for grid in grids
    ]


def _stood_in_by(grid: str, seat: SeatTold, rows: Sequence[Substitution]) -> str:
    """Return who stands in at a grid for who sits on a seat; '' for nobody."""
    role = SEAT_ROLES.get(seat.seat)
    return next(
        (
            row.substitute.full_name
            for row in rows
            if row.absent_id == seat.user_id and row.post.role == role and grid.startswith(row.area)
        ),
        "",
    )


def _seats(
    grid: str, pattern: list[TeamSeat], members: list[TeamMember], posts: dict[UUID, list[Post]]
) -> list[SeatTold]:
    """Return the pattern's seats in the order of Seat, then seats that it no longer has and somebody sits on."""
    required = {Seat(row.seat): row.required for row in pattern}
    sitting = {Seat(member.seat): member for member in members}
    told = []
    for seat in Seat:
        if seat not in required and seat not in sitting:
            continue
        if (member := sitting.get(seat)) is None:
            told.append(SeatTold(seat, required[seat]))
            continue
        user = member.user
        held = posts.get(user.pk, []) if user else []
        told.append(
            SeatTold(
                seat=seat,
                required=required.get(seat, False),
                user_id=member.user_id,
                name=user.full_name if user else member.name,
                phone=member.phone,
                gone=user is not None and not any(_fits(seat, p.role, p.area_id, grid) for p in held),
            )
        )
    return told


def team_at(*, area: AreaCode, subject: UUID, on: date) -> TeamTold:
    """Return who is responsible for one observation: its own team, or its grid's; all empty without either.

    It has the code of its grid for a name. Four statements.
    """
    of_the_grid = Q(team__area=area, team__subject=None)
    of_its_own = Q(team__subject=subject, team__community=area.community)
    rows = list(TeamMember.objects.filter(of_the_grid | of_its_own).select_related("team", "user"))
    own = [row for row in rows if row.team.subject]
    told = _told([area], {}, {area: own or rows}, on)[0]
    return replace(told, own=bool(own))


def grids_seen(*, viewer: Viewer | None, action: Action) -> list[AreaCode]:
    """Return the open grids in which the viewer may do an action, in order of code."""
    rows = Area.objects.filter(
        areas_condition(scope=scope(viewer=viewer, action=action), field="code"),
        level=Level.GRID,
        valid_until=None,
    )
    return [AreaCode(code) for code in rows.order_by("code").values_list("code", flat=True)]


@dataclass(frozen=True)
class LackingCount:
    """How many grids of a community there are, and in how many a seat that must be filled is empty."""

    name: str
    grids: int
    lacking: int


def lacking_counts(*, viewer: Viewer | None, on: date) -> list[LackingCount]:
    """Count grids without a full team by community, for who may set patterns; in order of code."""
    teams = teams_of(grids=grids_seen(viewer=viewer, action=Action.EDIT_TEAMS), on=on)
    grids = Counter(team.area.community for team in teams)
    lacking = Counter(team.area.community for team in teams if team.empty)
    names = names_of(codes=grids)
    return [LackingCount(names.get(code, code), grids[code], lacking[code]) for code in sorted(grids)]
