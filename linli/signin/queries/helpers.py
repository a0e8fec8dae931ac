"""Helpers of a secretary's communities, and whether their link holds."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q, QuerySet

from linli.areas.rules import AreaCode
from linli.signin.models import HelperLink
from linli.staff.models import Post, User
from linli.staff.queries import in_scope
from linli.staff.queries.held import lasting
from linli.staff.rights import Action, Role
from linli.staff.rules import Viewer


@dataclass(frozen=True)
class HelperTold:
    """A helper. until: when the link ends, None where there is none; used_at: when it was last used, None for never."""

    user: User
    community: AreaCode
    until: datetime | None
    used_at: datetime | None


def helpers_visible(*, viewer: Viewer, on: date, now: datetime) -> list[HelperTold]:
    """Return who helps in the viewer's communities on a day, by name; whose time has passed comes too, until taken back."""
    posts = _posts(viewer)
    last = posts.filter(lasting(since=on)).values("user_id")
    linked = HelperLink.objects.filter(taken_back_at=None)
    known = posts.filter(Q(user__in=last) | Q(user__in=linked.values("user_id")))
    links = {row.user_id: row for row in linked.filter(user__in=known.values("user_id"))}
    helpers: dict[object, HelperTold] = {}
    for post in known.select_related("user").order_by("user__full_name", "user_id", "-from_on"):
        link = links.get(post.user_id)
        until = link.expires_at if link and link.expires_at > now else None
        told = HelperTold(post.user, AreaCode(post.area_id), until, link.used_at if link else None)
        helpers.setdefault(post.user_id, told)
    return list(helpers.values())


def _posts(viewer: Viewer) -> QuerySet[Post]:
    """Return posts of helpers, past ones too, where the viewer keeps helpers."""
    return Post.objects.filter(
        in_scope(viewer=viewer, action=Action.KEEP_HELPERS, field="area_id"),
        role=Role.HELPER,
        user__is_active=True,
    )
