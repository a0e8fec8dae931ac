"""Which posts begin, and which end, only when a second person confirms it, and who that may be: tables, no clock.

Source: docs/rules/staff.md#confirming.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from linli.areas.rules import AreaCode, Level
from linli.staff.apart import ADMINISTRATORS, READS_PERSONS
from linli.staff.rights import RIGHTS, Action, Role
from linli.staff.rules import PostHeld, Viewer, may, may_at, offices_with_next, scope
from linli.staff.two_steps import takes_other_step

# Who gives posts. Whoever gives one that confirms others could make up the second person too.
GIVES: Final = frozenset({Action.GIVE_POSTS, Action.KEEP_COLLEAGUES})
# Of these beginning and end are confirmed, by nobody but another who gives them: they look after everybody else's acts.
WATCHES: Final = frozenset({Role.AUDITOR})
# Who runs an area of a level.
RUNS: Final = {
    Level.COMMUNITY: Role.SECRETARY,
    Level.TOWNSHIP: Role.TOWNSHIP_OFFICER,
    Level.COUNTY: Role.COUNTY_OFFICER,
    Level.CITY: Role.CITY_OFFICER,
    Level.PROVINCE: Role.PROVINCE_OFFICER,
}
# Below the level of an office; a grid belongs to its community.
_NEXT: Final = {
    Level.PROVINCE: frozenset({Level.CITY}),
    Level.CITY: frozenset({Level.COUNTY}),
    Level.COUNTY: frozenset({Level.TOWNSHIP}),
    Level.TOWNSHIP: frozenset({Level.COMMUNITY, Level.GRID}),
    Level.COMMUNITY: frozenset({Level.GRID}),
    Level.GRID: frozenset[Level](),
}


def needs_confirmation(*, role: Role, area: AreaCode, by: Iterable[PostHeld]) -> bool:
    """Say whether a post waits for a second person, given by somebody with some posts; only those over the area count.

    One that reads persons in a way in which the giver does not; one that takes the other step of a rule of two persons
    that the giver's post begins, confirming posts among them; and an auditor's always. So a secretary's worker, who reads
    nothing that she does not read, begins at once, and her doctor, whose exports she approves, waits. What is assigned by
    name is assigned by who sees it, so her volunteer begins at once too.
    """
    if role in WATCHES:
        return True
    givers = {post.role for post in by if post.area.contains(area)}
    own = {action for giver in givers for action in RIGHTS[giver]}
    read = own | {Action.SEE_ASSIGNED} if Action.SEE_PERSON in own else own
    if READS_PERSONS & RIGHTS[role].keys() - read:
        return True
    # Who keeps accounts could sign in as whoever confirms: docs/decisions/093.
    if GIVES & own and (Action.CONFIRM_POST in RIGHTS[role] or role in ADMINISTRATORS):
        return True
    return any(takes_other_step(role=role, issuer=giver) for giver in givers)


def ends_by_two(*, role: Role) -> bool:
    """Say whether a post that holds ends only when a second person confirms it."""
    return role in WATCHES


@dataclass(frozen=True)
class Confirms:
    """Where somebody confirms posts: in some subtrees, and at some offices with the level below each."""

    subtrees: tuple[AreaCode, ...]
    offices: tuple[AreaCode, ...]


def confirms_in(*, viewer: Viewer | None) -> Confirms:
    """Return where the viewer confirms posts; nowhere in a session by somebody's code."""
    if viewer is None or not may(viewer=viewer, action=Action.CONFIRM_POST):
        return Confirms((), ())
    offices = offices_with_next(viewer=viewer, action=Action.CONFIRM_POST)
    return Confirms(scope(viewer=viewer, action=Action.CONFIRM_POST).areas, offices)


def levels_at(*, office: AreaCode) -> frozenset[Level]:
    """Return the levels at which an office confirms posts within its area: its own and the one below."""
    return _NEXT[office.level] | {office.level}


def may_confirm(*, viewer: Viewer, role: Role, area: AreaCode, asked_by: UUID, holder: UUID) -> bool:
    """Say whether the viewer is the second person for a post: neither whoever asks nor whoever holds it, and posted there.

    For a post that watches nobody but another who gives them; else also whoever runs the area, or the one above it.
    """
    if viewer.user_id in {asked_by, holder}:
        return False
    if role in WATCHES:
        return may_at(viewer=viewer, action=Action.GIVE_POSTS, area=area)
    where = confirms_in(viewer=viewer)
    return any(subtree.contains(area) for subtree in where.subtrees) or any(
        office.contains(area) and area.level in levels_at(office=office) for office in where.offices
    )


def who_confirms(*, role: Role, area: AreaCode) -> list[tuple[Role, AreaCode]]:
    """Return the offices that may confirm a post, the nearest first; beside them whoever else gives posts there."""
    if role in WATCHES:
        return []
    own = area.community
    return [(RUNS[office.level], office) for office in (own, own.parent) if office is not None]
