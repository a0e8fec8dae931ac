"""Accounts as whoever keeps them sees them: who they are, when somebody last came in, whether they are locked."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time
from uuid import UUID

from django.utils import timezone

from linli.access.models import Lock as Lock  # pages may name the type of a row
from linli.access.rules import SHUT_AFTER, is_unused
from linli.clock import day_of
from linli.staff.models import Post, User
from linli.staff.queries import in_scope
from linli.staff.queries.held import held_on
from linli.staff.rights import Action, Role
from linli.staff.rules import Viewer, may, scope


@dataclass(frozen=True)
class Account:
    """One account. area: of the post by which the viewer keeps it; seen_at: of the last sign-in, None: never."""

    user_id: UUID
    username: str
    name: str
    area: str
    roles: tuple[str, ...]
    since: datetime
    seen_at: datetime | None
    is_active: bool

    def unused(self, *, now: datetime) -> bool:
        """Say whether nobody used it for long."""
        return self.is_active and is_unused(seen_at=self.seen_at or self.since, now=now)


def accounts_kept(*, viewer: Viewer | None, now: datetime) -> list[Account]:
    """Return the accounts that the viewer may lock, by name: all posts that they hold, or held last, lie in the viewer's reach.

    Neither the viewer's own nor, in a community, that of another who runs it. Three statements.
    """
    if viewer is None or not may(viewer=viewer, action=Action.LOCK_PERSON):
        return []
    reach = scope(viewer=viewer, action=Action.LOCK_PERSON)
    inside = Post.objects.filter(in_scope(viewer=viewer, action=Action.LOCK_PERSON, field="area_id"))
    users = inside.exclude(user=viewer.user_id).values("user")
    today = day_of(now)
    by_user: dict[UUID, list[Post]] = defaultdict(list)
    for post in Post.objects.filter(user__in=users).select_related("user").order_by("from_on", "pk"):
        by_user[post.user_id].append(post)
    runs = Role.ADMINISTRATOR not in {post.role for post in viewer.posts}
    found = []
    for posts in by_user.values():
        held = [post for post in posts if post.until_on is None or post.until_on > today] or posts[-1:]
        if not all(reach.allows(post.area_id) for post in held):
            continue
        if runs and any(post.role == Role.SECRETARY for post in held):
            continue
        found.append(_account(posts, held))
    return sorted(found, key=lambda account: (account.is_active, account.name, account.username))


def unused_for_long(*, now: datetime) -> Iterator[Account]:
    """Yield the active accounts that somebody holds a post with and nobody has used for SHUT_AFTER."""
    posts: dict[UUID, list[Post]] = defaultdict(list)
    held = Post.objects.filter(held_on(on=day_of(now)), user__is_active=True)
    for post in held.select_related("user").order_by("from_on", "pk"):
        posts[post.user_id].append(post)
    for own in posts.values():
        account = _account(own, own)
        if now - (account.seen_at or account.since) >= SHUT_AFTER:
            yield account


def locks_of(*, user_id: UUID) -> list[Lock]:
    """Return when somebody was locked, the newest first."""
    return list(Lock.objects.filter(user=user_id).order_by("-at", "pk"))


def _account(posts: list[Post], held: list[Post]) -> Account:
    user: User = posts[0].user
    since = timezone.make_aware(datetime.combine(posts[0].from_on, time.min))
    return Account(
        user_id=user.pk,
        username=user.username,
        name=user.full_name,
        area=held[0].area_id,
        roles=tuple(dict.fromkeys(post.role for post in held)),
        since=since,
        seen_at=user.last_login,
        is_active=user.is_active,
    )
