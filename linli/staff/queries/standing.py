"""How people stand with their posts: what holds, what waits, and what became of the last one where nothing does."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date
from uuid import UUID

from django.db.models import CharField, Exists, F, OuterRef, Prefetch, QuerySet, Value
from django.db.models.functions import Coalesce

from linli.staff.models import Confirmation, Post, User
from linli.staff.queries import in_scope
from linli.staff.queries.held import held_on, lasting, lasting_or_waiting, waiting
from linli.staff.rights import Action, Role
from linli.staff.rules import Viewer


def posts_listed(*, viewer: Viewer | None, action: Action, on: date) -> QuerySet[Post]:
    """Return the posts that hold or wait on a day where the viewer may do an action, by area and role; locked people's too.

    Of one that waits `waits_since_on` is not None.
    """
    return (
        Post.objects.filter(
            in_scope(viewer=viewer, action=action, field="area_id"), held_on(on=on) | waiting(on=on)
        )
        .select_related("user", "area")
        .order_by("area_id", "role", "user__username")
    )


def posts_by_user(*, viewer: Viewer | None, action: Action, on: date) -> dict[UUID, list[Post]]:
    """Return the posts that hold, are to come or wait where the viewer may do an action, by user. One statement."""
    found: dict[UUID, list[Post]] = defaultdict(list)
    here = in_scope(viewer=viewer, action=action, field="area_id")
    for post in Post.objects.filter(here, lasting_or_waiting(since=on, today=on)).order_by("from_on", "pk"):
        found[post.user_id].append(post)
    return found


def posts_of(*, user_id: UUID, on: date) -> list[Post]:
    """Return the posts of somebody that hold, are to come or wait."""
    posts = Post.objects.filter(lasting_or_waiting(since=on, today=on), user=user_id)
    return list(posts.order_by("from_on", "pk"))


def without_any(*, viewer: Viewer | None, action: Action, on: date) -> QuerySet[User]:
    """Return users without a post that holds or is to come, whose last post, or else whose account, lies in the viewer's reach.

    One that waits, was declined, taken back, lapsed or ended is none. The locked ones last, by name; no helpers, whose
    accounts end with their links.
    """
    last = Post.objects.filter(user=OuterRef("pk")).order_by("-from_on", "-pk")
    users = User.objects.annotate(
        kept_at=Coalesce(last.values("area_id")[:1], F("area"), output_field=CharField()),
        last_role=Coalesce(last.values("role")[:1], Value(""), output_field=CharField()),
    )
    here = in_scope(viewer=viewer, action=action, field="kept_at")
    none_lasts = ~Exists(Post.objects.filter(lasting(since=on), user=OuterRef("pk")))
    return users.filter(here, none_lasts).exclude(last_role=Role.HELPER).order_by("-is_active", "username")


def last_posts(*, users: Collection[UUID]) -> dict[UUID, Post]:
    """Return the last post of each user who ever had one, with its confirmations, the last asked last. Two statements."""
    asked = Prefetch("confirmations", queryset=Confirmation.objects.order_by("asked_at", "pk"))
    posts = Post.objects.filter(user__in=users).order_by("from_on", "pk").prefetch_related(asked)
    return {post.user_id: post for post in posts}
