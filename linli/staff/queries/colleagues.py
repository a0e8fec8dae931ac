"""Workers and doctors of the communities that somebody runs, what was put right about them, and posts offered."""

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from linli.areas.rules import AreaCode
from linli.staff.models import Post as Post  # pages may name the type of a row
from linli.staff.models import PostOffer, StaffChange, User
from linli.staff.queries import in_scope
from linli.staff.queries.held import BEGUN, lasting_or_waiting
from linli.staff.rights import COLLEAGUE_ROLES, Action
from linli.staff.rules import OFFER_HOLDS, Viewer, scope


def colleagues_seen(*, viewer: Viewer | None) -> QuerySet[Post]:
    """Return every post of a worker or doctor, held, waiting, to come or over, where the viewer gives them.

    By place, role and name.
    Nobody's own post, and none of standing in: those end by themselves.
    """
    posts = Post.objects.filter(
        in_scope(viewer=viewer, action=Action.KEEP_COLLEAGUES, field="area_id"),
        role__in=COLLEAGUE_ROLES,
        substitution=None,
        user__is_active=True,
    )
    if viewer is not None:
        posts = posts.exclude(user=viewer.user_id)
    return posts.select_related("user", "area").order_by(
        "area_id", "role", "user__full_name", "from_on", "pk"
    )


def colleagues_held(*, viewer: Viewer | None, on: date) -> QuerySet[Post]:
    """Return those of them that hold on a day or begin later, also when somebody confirms it."""
    return colleagues_seen(viewer=viewer).filter(lasting_or_waiting(since=on, today=on))


def colleagues_gone(*, viewer: Viewer | None, on: date) -> QuerySet[Post]:
    """Return those that are over, the last of each only, the latest first.

    None whose holder has such a post there now, or one that waits.
    """
    seen = colleagues_seen(viewer=viewer)
    still = Post.objects.filter(
        lasting_or_waiting(since=on, today=on),
        user=OuterRef("user"),
        area=OuterRef("area"),
        role=OuterRef("role"),
    )
    later = Post.objects.filter(
        user=OuterRef("user"), area=OuterRef("area"), role=OuterRef("role"), substitution=None
    ).filter(Q(until_on__gt=OuterRef("until_on")) | Q(until_on=OuterRef("until_on"), pk__gt=OuterRef("pk")))
    return (
        seen.filter(BEGUN, until_on__lte=on)
        .filter(~Exists(still), ~Exists(later))
        .order_by("-until_on", "user__full_name", "pk")
    )


def may_rename(*, post: Post, viewer: Viewer) -> bool:
    """Say whether the name of who holds a post is the viewer's to put right: they never held one that somebody else keeps."""
    codes = Post.objects.filter(user=post.user_id).values_list("area_id", "role")
    reach = scope(viewer=viewer, action=Action.KEEP_COLLEAGUES)
    return all(role in COLLEAGUE_ROLES and reach.allows(code) for code, role in codes)


def changes_of(*, viewer: Viewer | None, user: UUID) -> QuerySet[StaffChange]:
    """Return what was put right about somebody where the viewer keeps colleagues, the newest first."""
    seen = in_scope(viewer=viewer, action=Action.KEEP_COLLEAGUES, field="community")
    return StaffChange.objects.filter(seen, user=user).order_by("-at", "pk")


def offers_made(*, viewer: Viewer | None, now: datetime) -> QuerySet[PostOffer]:
    """Return the posts offered where the viewer keeps colleagues that wait for an answer, the oldest first."""
    return PostOffer.objects.filter(
        in_scope(viewer=viewer, action=Action.KEEP_COLLEAGUES),
        outcome=PostOffer.Outcome.WAITS,
        offered_at__gt=now - OFFER_HOLDS,
    ).order_by("offered_at", "pk")


def offers_to(*, user: User, now: datetime) -> QuerySet[PostOffer]:
    """Return the posts offered to somebody's own name that wait for an answer, the oldest first."""
    return (
        PostOffer.objects.filter(
            username=user.username, outcome=PostOffer.Outcome.WAITS, offered_at__gt=now - OFFER_HOLDS
        )
        .select_related("offered_by")
        .order_by("offered_at", "pk")
    )


def offers_of(*, viewer: Viewer, now: datetime) -> QuerySet[PostOffer]:
    """Return the same of a viewer; in no order."""
    name = User.objects.filter(pk=viewer.user_id).values("username")
    return PostOffer.objects.filter(
        username=Subquery(name), outcome=PostOffer.Outcome.WAITS, offered_at__gt=now - OFFER_HOLDS
    )


def communities_kept(*, viewer: Viewer | None) -> Iterable[AreaCode]:
    """Return the communities whose workers and doctors the viewer keeps."""
    return scope(viewer=viewer, action=Action.KEEP_COLLEAGUES).areas
