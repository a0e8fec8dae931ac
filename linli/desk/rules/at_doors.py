"""Whose work stands behind doors: the day is their list."""

from typing import Final

from linli.staff.rights import Role
from linli.staff.rules import Viewer

# Source: docs/rules/desk.md#what-waits.
AT_DOORS: Final = frozenset({Role.GRID_WORKER})


def works_at_doors(*, viewer: Viewer) -> bool:
    """Say whether all that the viewer does is to go to doors; nobody without a post does."""
    return bool(viewer.posts) and {post.role for post in viewer.posts} <= AT_DOORS
