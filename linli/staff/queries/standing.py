"""How people stand with their posts: what holds, what waits, and what became of the last one where nothing does."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import (
    BooleanField,
    CharField,
    Exists,
    ExpressionWrapper,
    F,
    OuterRef,
    QuerySet,
    Subquery,
    Value,
)
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


@dataclass(frozen=True)
class Stood:
    """A post and how it stands. is_now: it holds, is to come or waits; outcome, asked_at: of what was asked about it last."""

    post: Post
    is_now: bool
    outcome: str | None
    asked_at: datetime | None


def posts_of(*, users: Collection[UUID], on: date) -> list[Stood]:
    """Return every post that these ever had, the last one last. One statement."""
    asked = Confirmation.objects.filter(post=OuterRef("pk")).order_by("-asked_at", "-pk")
    now = lasting_or_waiting(since=on, today=on)
    posts = Post.objects.filter(user__in=users).annotate(
        is_now=ExpressionWrapper(now, output_field=BooleanField()),
        outcome=Subquery(asked.values("outcome")[:1]),
        asked_at=Subquery(asked.values("asked_at")[:1]),
    )
    return [
        Stood(post, bool(post.is_now), post.outcome, post.asked_at)
        for post in posts.order_by("from_on", "pk")
    ]


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
