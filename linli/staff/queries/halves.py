"""Which half of people and posts an administrator keeps, and who keeps the other."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from linli.areas.rules import AreaCode
from linli.staff.models import Post
from linli.staff.queries.held import held_on
from linli.staff.rights import Action, Role, roles_with
from linli.staff.rules import Viewer, may, scope


@dataclass(frozen=True)
class Half:
    """What the viewer keeps: the accounts or the posts. others: names of who keeps the other half there or above.

    locked: of those who would, were their accounts not locked.
    needed: the role that keeps the other half; area: where one is missed when `others` is empty.
    """

    action: Action
    others: Sequence[str]
    locked: Sequence[str]
    needed: Role
    area: AreaCode

    @property
    def gives_posts(self) -> bool:
        """Whether the viewer gives posts, and somebody else makes accounts."""
        return self.action is Action.GIVE_POSTS


def half_of(*, viewer: Viewer, on: date) -> Half | None:
    """Return the viewer's half, None for whoever administers nothing. One statement."""
    if may(viewer=viewer, action=Action.GIVE_POSTS):
        own, other, needed = Action.GIVE_POSTS, Action.KEEP_ACCOUNTS, Role.ADMINISTRATOR
    elif may(viewer=viewer, action=Action.KEEP_ACCOUNTS):
        own, other, needed = Action.KEEP_ACCOUNTS, Action.GIVE_POSTS, Role.SECURITY_ADMINISTRATOR
    else:
        return None
    reached = scope(viewer=viewer, action=own).areas
    areas = {str(code) for area in reached for code in (area, *area.ancestors)}
    posts = Post.objects.filter(held_on(on=on), area_id__in=areas, role__in=roles_with(action=other))
    keepers = list(
        posts.order_by("-area_id", "role", "user__full_name", "user_id").values_list(
            "user__full_name", "user__is_active"
        )
    )
    others, locked = (
        list(dict.fromkeys(name for name, is_active in keepers if is_active is wanted))
        for wanted in (True, False)
    )
    return Half(own, others, locked, needed, reached[0])


def areas_without_security(*, on: date) -> list[str]:
    """Return the areas at which somebody keeps accounts and, there or above, nobody gives posts. One statement."""
    kept: dict[str, set[str]] = {Role.ADMINISTRATOR: set(), Role.SECURITY_ADMINISTRATOR: set()}
    posts = Post.objects.filter(held_on(on=on), role__in=kept, user__is_active=True)
    for role, area in posts.values_list("role", "area_id"):
        kept[role].add(area)
    given = tuple(kept[Role.SECURITY_ADMINISTRATOR])
    return sorted(area for area in kept[Role.ADMINISTRATOR] if not area.startswith(given))
