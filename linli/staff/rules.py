"""Who may see and do what: decided from a viewer's posts alone.

Fail closed: no post, no right; no right, no area; no area, no rows.
"""

import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final
from uuid import UUID

from linli.areas.rules import AreaCode, Level
from linli.staff.rights import RIGHTS, Action, Relation, Role, may_with
from linli.staff.two_steps import NOT_BY_CODE

# Stream tables are asked by county; above it nobody sees their rows, only reports.
ABOVE_COUNTY: Final = frozenset({Level.PROVINCE, Level.CITY})
# No area has this code: events about a name that nobody has, or somebody of whom no area is known.
NO_AREA: Final = "00"
# Chains of what lies at no area: the machine's own acts, and those.
OF_NO_AREA: Final = ("", NO_AREA)


@dataclass(frozen=True)
class PostHeld:
    """A role at an area that somebody holds now."""

    role: Role
    area: AreaCode


@dataclass(frozen=True)
class Viewer:
    """Somebody signed in, with the posts held at this moment."""

    user_id: UUID
    name: str
    posts: tuple[PostHeld, ...]
    by_code_of: UUID | None = None  # who issued the one-time code that the session began with


@dataclass(frozen=True)
class PostSpan:
    """A post with its days. until_on: the first day without it, None where no end is set."""

    post: PostHeld
    from_on: date
    until_on: date | None


@dataclass(frozen=True)
class Reach:
    """Somebody with every post of the LATE_DELIVERY until now: by it a record is judged that is told later than it was made."""

    user_id: UUID
    name: str
    spans: tuple[PostSpan, ...]
    by_code_of: UUID | None = None  # as of the viewer

    def on(self, day: date) -> Viewer:
        """Return the viewer with the posts held on a day, in the order of area and role."""
        held = {
            span.post
            for span in self.spans
            if span.from_on <= day and (span.until_on is None or day < span.until_on)
        }
        return Viewer(self.user_id, self.name, _in_order(held), self.by_code_of)

    def ended_on(self, day: date) -> Viewer:
        """Return the viewer with the posts that ended on a day, the first without them; part of it they may have been held."""
        ended = {span.post for span in self.spans if span.from_on <= day == span.until_on}
        return Viewer(self.user_id, self.name, _in_order(ended), self.by_code_of)

    @property
    def communities(self) -> Viewer:
        """The viewer with all these posts, each over its whole community: what lies there is held for its secretary."""
        wide = {PostHeld(span.post.role, span.post.area.community) for span in self.spans}
        return Viewer(self.user_id, self.name, _in_order(wide), self.by_code_of)


def _in_order(posts: Iterable[PostHeld]) -> tuple[PostHeld, ...]:
    return tuple(sorted(posts, key=lambda post: (post.area, post.role)))


def seals_and_receives(*, one: PostHeld, other: PostHeld) -> bool:
    """Say whether one of two posts seals reports that the other receives: it stands at an area beneath the other's."""
    return _seals_for(below=one, above=other) or _seals_for(below=other, above=one)


def _seals_for(*, below: PostHeld, above: PostHeld) -> bool:
    seals = Action.SEAL_REPORT in RIGHTS[below.role]
    receives = Action.RECEIVE_REPORT in RIGHTS[above.role]
    return seals and receives and below.area != above.area and above.area.contains(below.area)


# What somebody did at a door is taken although the post ended since, for so long. docs/rules/phone.md#phone.
LATE_DELIVERY: Final = timedelta(days=14)
# So many people under observation a worker are warned of. Source: docs/rules/staff.md#teams.
PEOPLE_A_WORKER: Final = 60
# A pattern of teams is set for one of these.
PATTERN_LEVELS: Final = frozenset({Level.COUNTY, Level.TOWNSHIP, Level.COMMUNITY})


class Seat(StrEnum):
    """What somebody is in a responsibility team. Source: docs/rules/staff.md#teams."""

    TOWNSHIP_CADRE = "TOWNSHIP_CADRE"
    COMMUNITY_CADRE = "COMMUNITY_CADRE"
    POLICE = "POLICE"
    DOCTOR = "DOCTOR"
    GRID_WORKER = "GRID_WORKER"
    DEPUTY_WORKER = "DEPUTY_WORKER"
    VOLUNTEER = "VOLUNTEER"
    MILITIA = "MILITIA"


# Who with an account may sit there; on the other seats a name is typed.
SEAT_ROLES: Final[dict[Seat, Role]] = {
    Seat.TOWNSHIP_CADRE: Role.TOWNSHIP_OFFICER,
    Seat.COMMUNITY_CADRE: Role.SECRETARY,
    Seat.DOCTOR: Role.DOCTOR,
    Seat.GRID_WORKER: Role.GRID_WORKER,
    Seat.DEPUTY_WORKER: Role.GRID_WORKER,
}
# Whose absence somebody of the same community can stand in for.
ROLES_STOOD_IN: Final = frozenset({Role.GRID_WORKER, Role.DOCTOR})

# So many days, both ends included, somebody stands in at most, and is named so many days ahead. docs/rules/staff.md#standing-in.
STAND_IN_DAYS: Final = 30

# So long somebody may take a post that was offered to a user name. Source: docs/rules/staff.md#offers.
OFFER_HOLDS: Final = timedelta(days=14)

# So long a post, or an end, waits for a second person. Source: docs/rules/staff.md#confirming.
CONFIRM_WITHIN: Final = timedelta(days=7)

# An account that nobody has signed in with for so long is marked. Source: docs/rules/access.md.
UNUSED: Final = timedelta(days=30)

# Whoever starts a command on the machine itself without naming a user.
OPERATOR: Final = Viewer(user_id=UUID(int=0), name="linli", posts=())


@dataclass(frozen=True)
class Scope:
    """The subtrees of areas that a viewer may act on; empty means nothing at all."""

    areas: tuple[AreaCode, ...]

    def allows(self, area: str) -> bool:
        """Say whether an area lies in one of the subtrees."""
        return any(own.contains(AreaCode(area)) for own in self.areas)

    @property
    def counties(self) -> tuple[str, ...]:
        """The counties of the subtrees, for stream tables; areas above the county have none and see no rows."""
        return tuple(sorted({area.county for area in self.areas if area.level not in ABOVE_COUNTY}))


# The relations that reach a subtree of areas.
_SUBTREES: Final = frozenset({Relation.OWN_GRID, Relation.OWN_COMMUNITY, Relation.BELOW})


def scope(*, viewer: Viewer | None, action: Action) -> Scope:
    """Return the areas with all beneath them in which the viewer may do the action; nothing for a stranger.

    What reaches less than all rows of an area is not in it: own_offices, offices_with_next, offices_of_hand_over,
    areas_of_assignment, chain_of.
    """
    return Scope(_areas(viewer, action, _SUBTREES))


def own_offices(*, viewer: Viewer | None, action: Action) -> tuple[AreaCode, ...]:
    """Return the very areas for whose office the viewer may do the action, such as sealing its report."""
    return _areas(viewer, action, frozenset({Relation.OWN_OFFICE}))


def offices_of_hand_over(*, viewer: Viewer | None, action: Action) -> tuple[AreaCode, ...]:
    """Return the areas at which the viewer takes what was handed over; rows there are seen only when handed over."""
    return _areas(viewer, action, frozenset({Relation.HANDED_OVER}))


def offices_with_next(*, viewer: Viewer | None, action: Action) -> tuple[AreaCode, ...]:
    """Return the areas for whose office the viewer may do the action, there and at the level right below."""
    return _areas(viewer, action, frozenset({Relation.OWN_AND_NEXT}))


def areas_of_assignment(*, viewer: Viewer | None, action: Action) -> tuple[AreaCode, ...]:
    """Return the areas within which the viewer does the action to what was assigned to them, and to nothing else there."""
    return _areas(viewer, action, frozenset({Relation.ASSIGNED}))


def chain_of(*, viewer: Viewer | None, action: Action) -> tuple[AreaCode, ...]:
    """Return the areas whose colleagues, those above and those below the viewer does the action with."""
    return _areas(viewer, action, frozenset({Relation.CHAIN}))


def _areas(viewer: Viewer | None, action: Action, relations: frozenset[Relation]) -> tuple[AreaCode, ...]:
    if viewer is None or not _opens(viewer, action):
        return ()
    return tuple(sorted({post.area for post in viewer.posts if _relation(post, action) in relations}))


def _relation(post: PostHeld, action: Action) -> Relation | None:
    """Return what a right of a post reaches; a chain is a county's with all beneath it, above that one office's own."""
    relation = RIGHTS[post.role].get(action)
    if relation is not Relation.OWN_CHAIN:
        return relation
    return Relation.OWN_OFFICE if post.area.level in ABOVE_COUNTY else Relation.BELOW


def chains_of_offices(*, viewer: Viewer | None, action: Action) -> tuple[str, ...]:
    """Return the keys of the audit chains above the counties within which the viewer may do the action.

    The chain of an office holds its own acts and no area's beneath it. With a province's come those of no area.
    """
    offices = [area for area in own_offices(viewer=viewer, action=action) if area.level in ABOVE_COUNTY]
    nowhere = OF_NO_AREA if any(area.level is Level.PROVINCE for area in offices) else ()
    return (*offices, *nowhere)


def may(*, viewer: Viewer | None, action: Action) -> bool:
    """Say whether the viewer may do the action anywhere."""
    if viewer is None or not _opens(viewer, action):
        return False
    return may_with(roles=(post.role for post in viewer.posts), action=action)


def _opens(viewer: Viewer, action: Action) -> bool:
    """Say whether the way in which the viewer signed in opens an action at all."""
    return viewer.by_code_of is None or action not in NOT_BY_CODE


def may_at(*, viewer: Viewer | None, action: Action, area: str) -> bool:
    """Say whether the viewer may do the action at an area, which is one of theirs or lies beneath it."""
    return scope(viewer=viewer, action=action).allows(area)


def roles_at(*, viewer: Viewer, area: str) -> frozenset[Role]:
    """Return the roles that the viewer holds over an area, to sign by them; none in a session by somebody's code."""
    if viewer.by_code_of is not None:
        return frozenset()
    return frozenset(post.role for post in viewer.posts if post.area.contains(AreaCode(area)))


def nearest(*, area: AreaCode, known: Iterable[str]) -> str:
    """Return the longest of some codes that is the area or lies above it; '' where there is none."""
    return max((code for code in known if area.startswith(code)), key=len, default="")


def days_overlap(*, one: tuple[date, date], other: tuple[date, date]) -> bool:
    """Say whether two runs of days, both ends included, share a day."""
    return one[0] <= other[1] and other[0] <= one[1]


def stands_in_too_long(*, from_on: date, until_on: date, today: date) -> bool:
    """Say whether standing in, both days included, lasts more than STAND_IN_DAYS or begins more than that from today."""
    longest = timedelta(days=STAND_IN_DAYS)
    return day_after(until_on) - from_on > longest or from_on - today > longest


def day_after(until_on: date) -> date:
    """Return the first day on which what ends with a day, that day included, no longer holds."""
    return until_on + timedelta(days=1)


def may_stand_in(*, absent: Role, own: Iterable[Role]) -> bool:
    """Say whether somebody with some roles in a community may stand in for a role there.

    Only a doctor for a doctor, for nobody else judges a fever; anybody of the staff for a worker.
    """
    held = frozenset(own)
    return absent in ROLES_STOOD_IN and (absent in held if absent is Role.DOCTOR else bool(held))


def shares(*, people: Mapping[str, int], workers: Mapping[str, tuple[UUID, ...]]) -> dict[UUID, int]:
    """Share the people of each area among its workers, rounded up, and add up what each of them has.

    people, workers: by area. An area without a worker burdens nobody.
    """
    load: Counter[UUID] = Counter()
    for area, those in workers.items():
        for worker in those:
            load[worker] += -(-people.get(area, 0) // len(those))
    return dict(load)


def username_of(*, typed: str) -> str:
    """Return the one form of a user name: letters narrow and small, no blanks around. Source: docs/rules/staff.md#username."""
    return unicodedata.normalize("NFKC", typed).strip().lower()
