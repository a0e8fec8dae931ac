"""Reads of staff: a user's viewer, and the scope as a condition on rows."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from linli import kept
from linli.areas.rules import AreaCode
from linli.memo import asked_once, told_already
from linli.staff.models import Post
from linli.staff.models import User as User  # pages may name the type of a row
from linli.staff.queries.held import held_between, held_on, is_over, lasting
from linli.staff.rights import Action, Role, roles_with
from linli.staff.rules import LATE_DELIVERY, PostHeld, PostSpan, Reach, Scope, Viewer, scope, username_of

__all__ = ["in_scope", "names_of", "posts_visible", "reach_of", "staff_visible", "viewer_of", "without_post"]

NOWHERE = Q(pk__in=[])


def viewer_of(*, user: User, on: date) -> Viewer:
    """Return a user as a viewer with the posts held on a day; an inactive user holds none."""
    return with_posts(user=user, posts=Post.objects.filter(held_on(on=on), user=user))


def viewers_of(*, user: User, on: date) -> tuple[Viewer, Reach]:
    """Return what `viewer_of` and `reach_of` do, from one statement."""
    rows = Post.objects.filter(held_between(since=on - LATE_DELIVERY, on=on), user=user)
    posts = list(rows.order_by("pk"))  # as signin.queries.recognition
    held = [post for post in posts if not is_over(until_on=post.until_on, on=on)]
    return with_posts(user=user, posts=held), with_spans(user=user, posts=posts)


def in_scope(*, viewer: Viewer | None, action: Action, field: str = "area") -> Q:
    """Return the condition that a row's area lies where the viewer may do the action; matches nothing without a post.

    On stream tables put `county__in=scope(...).counties` beside it.
    """
    return areas_condition(scope=scope(viewer=viewer, action=action), field=field)


def areas_condition(*, scope: Scope, field: str = "area") -> Q:
    """Return the condition that a row's area lies in a scope; matches nothing for an empty one."""
    if not scope.areas:
        return NOWHERE
    condition = Q()
    for area in scope.areas:
        from_, until = area.range
        condition |= Q(**{f"{field}__gte": from_, f"{field}__lt": until})
    return condition


_NAMES: Final = "staff"


def names_of(*, ids: set[UUID]) -> dict[UUID, str]:
    """Return full names by user id; ids that nobody has are left out. One page asks for each name once."""
    return asked_once(kind=_NAMES, keys=ids, ask=_names)


def _names(ids: set[UUID]) -> dict[UUID, str]:
    return dict(kept.rows(kept.query(_full_names), ids=sorted(ids)))


def _full_names(*, ids: Sequence[UUID]) -> kept.Values:
    return User.objects.filter(pk__in=ids).values_list("pk", "full_name")


def note_names(*, names: Mapping[UUID, str]) -> None:
    """Note names, by user id, that came with another statement of a request."""
    told_already(kind=_NAMES, names=names)


def posts_visible(*, viewer: Viewer | None, action: Action, on: date) -> QuerySet[Post]:
    """Return posts held on a day where the viewer may do an action, by area and role."""
    return (
        Post.objects.filter(in_scope(viewer=viewer, action=action, field="area_id"), held_on(on=on))
        .select_related("user", "area")
        .order_by("area_id", "role", "user__username")
    )


def staff_visible(*, viewer: Viewer | None) -> QuerySet[User]:
    """Return users who hold or held a post where the viewer gives posts, or were added there and have none; by name."""
    held = Post.objects.filter(in_scope(viewer=viewer, action=Action.GIVE_POSTS, field="area_id"))
    without = without_post(viewer=viewer, action=Action.GIVE_POSTS).values("pk")
    return User.objects.filter(Q(pk__in=held.values("user_id")) | Q(pk__in=without)).order_by("username")


def without_post(*, viewer: Viewer | None, action: Action) -> QuerySet[User]:
    """Return users who never held a post and were added where the viewer may do an action, by name."""
    added = User.objects.filter(in_scope(viewer=viewer, action=action, field="area"))
    return added.filter(~Exists(Post.objects.filter(user=OuterRef("pk")))).order_by("username")


def viewer_named(*, username: str, on: date) -> Viewer | None:
    """Return the viewer of an active user by name, for the command line; None when there is none."""
    user = User.objects.filter(username=username_of(typed=username), is_active=True).first()
    return viewer_of(user=user, on=on) if user else None


@dataclass(frozen=True)
class Colleague:
    """Somebody of the staff and a post that serves a door. role: a stored code."""

    user_id: UUID
    name: str
    role: Role


def colleagues_at(*, area: AreaCode, action: Action, on: date) -> list[Colleague]:
    """Return who may do an action at an area on a day, one line a person, by the nearest post and name."""
    posts = kept.rows(kept.query(_serving, area=area, action=action, on=on))
    nearest: dict[UUID, Colleague] = {}
    for _area, role, name, user_id in sorted(posts, key=lambda post: -len(post[0])):
        nearest.setdefault(user_id, Colleague(user_id, name, Role(role)))
    return list(nearest.values())


def _serving(*, area: AreaCode, action: Action, on: date) -> kept.Values:
    above = [area[:length] for length in range(2, len(area) + 1)]
    return (
        Post.objects.filter(
            held_on(on=on), area_id__in=above, role__in=roles_with(action=action), user__is_active=True
        )
        .order_by("area_id", "role", "user__full_name", "user_id")
        .values_list("area_id", "role", "user__full_name", "user_id")
    )


@dataclass(frozen=True)
class PostOfColleague:
    """Somebody of the staff, the post held and the user name, by which they sign in and are reached."""

    user_id: UUID
    name: str
    username: str
    role: Role
    area: str


def posts_at(*, area: AreaCode, on: date) -> list[str]:
    """Return the names of whose post is at an area itself on a day or later, in order. One statement."""
    posts = Post.objects.filter(lasting(since=on), area_id=area, user__is_active=True)
    return list(posts.order_by("user__full_name").values_list("user__full_name", flat=True).distinct())


def colleagues_under(*, area: AreaCode, action: Action, on: date) -> list[PostOfColleague]:
    """Return who may do an action through a post at an area or beneath it on a day, by area, role and name."""
    from_, until = area.range
    roles = roles_with(action=action)
    posts = (
        Post.objects.filter(
            held_on(on=on), area_id__gte=from_, area_id__lt=until, role__in=roles, user__is_active=True
        )
        .select_related("user")
        .order_by("area_id", "role", "user__full_name", "user_id")
    )
    return [
        PostOfColleague(post.user_id, post.user.full_name, post.user.username, Role(post.role), post.area_id)
        for post in posts
    ]


def names_at(*, areas: Iterable[str], action: Action, on: date) -> dict[str, list[str]]:
    """Return the names of who may do an action through a post at one of these very areas on a day, by area."""
    roles = roles_with(action=action)
    posts = Post.objects.filter(
        held_on(on=on), area_id__in=list(areas), role__in=roles, user__is_active=True
    ).order_by("area_id", "role", "user__full_name", "user_id")
    names: dict[str, list[str]] = {}
    for area, name in posts.values_list("area_id", "user__full_name"):
        names.setdefault(area, []).append(name)
    return names


def reach_of(*, user: User, on: date) -> Reach:
    """Return a user with every post of the LATE_DELIVERY before a day, also one who is locked by now.

    For who decides on what such a user did while serving.
    """
    since = on - LATE_DELIVERY
    return _reach(user, Post.objects.filter(held_between(since=since, on=on), user=user))


def with_posts(*, user: User, posts: Iterable[Post]) -> Viewer:
    """Return a user as a viewer with some posts; an inactive user holds none."""
    held = (
        tuple(PostHeld(Role(post.role), AreaCode(post.area_id)) for post in posts) if user.is_active else ()
    )
    return Viewer(user_id=user.pk, name=user.full_name, posts=held)


def with_spans(*, user: User, posts: Iterable[Post]) -> Reach:
    """Return a user with some posts and their days; an inactive user has none."""
    return _reach(user, posts if user.is_active else ())


def _reach(user: User, posts: Iterable[Post]) -> Reach:
    ordered = sorted(posts, key=lambda post: (post.area_id, post.role, post.from_on))
    spans = (
        PostSpan(PostHeld(Role(post.role), AreaCode(post.area_id)), post.from_on, post.until_on)
        for post in ordered
    )
    return Reach(user_id=user.pk, name=user.full_name, spans=tuple(spans))
