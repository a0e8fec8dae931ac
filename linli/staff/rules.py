"""Who may see and do what: decided from a viewer's posts alone.

Fail closed: no post, no right; no right, no area; no area, no rows.
"""

from dataclasses import dataclass
from typing import Final
from uuid import UUID

from linli.areas.rules import AreaCode, Level
from linli.staff.rights import RIGHTS, Action, Role

# Stream tables are asked by county; above it nobody sees their rows, only reports.
ABOVE_COUNTY: Final = frozenset({Level.PROVINCE, Level.CITY})


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


def scope(*, viewer: Viewer | None, action: Action) -> Scope:
    """Return the areas in which the viewer may do the action; nothing for a stranger."""
    if viewer is None:
        return Scope(())
    return Scope(tuple(sorted({post.area for post in viewer.posts if action in RIGHTS[post.role]})))


def may(*, viewer: Viewer | None, action: Action) -> bool:
    """Say whether the viewer may do the action anywhere."""
    return bool(scope(viewer=viewer, action=action).areas)


def may_at(*, viewer: Viewer | None, action: Action, area: str) -> bool:
    """Say whether the viewer may do the action at an area."""
    return scope(viewer=viewer, action=action).allows(area)


def roles_at(*, viewer: Viewer, area: str) -> frozenset[Role]:
    """Return the roles that the viewer holds over an area."""
    return frozenset(post.role for post in viewer.posts if post.area.contains(AreaCode(area)))
