"""Accounts as whoever keeps them sees them: who they are, when somebody last came in, whether they are locked."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db.models import Max

from linli.access.models import Lock as Lock  # pages may name the type of a row
from linli.access.rules import SHUT_AFTER, is_unused
from linli.clock import day_of, start_of
from linli.ids import made_at
from linli.signin.queries.requirements import any_needs, has_second_factor
from linli.signin.rules import has_run_out
from linli.spoken import begins, spoken
from linli.staff.apart import ADMINISTRATORS
from linli.staff.models import Post, User
from linli.staff.queries import in_scope, without_post
from linli.staff.queries.held import held_on
from linli.staff.rights import Action, Role
from linli.staff.rules import Viewer, may, scope
from linli.staff.two_steps import holds_other_office, takes_other_step

# Whose accounts nobody keeps by running a community.
NOT_KEPT_BELOW: Final = ADMINISTRATORS | {Role.SECRETARY}


@dataclass(frozen=True)
class Account:
    """One account. area: of the post by which the viewer keeps it, without any post where it was added.

    seen_at: of the last sign-in, None: never. idle_since: of the last sign-in, the newest post or, without any, its
    making, or the last unlocking, whichever came last. posts: held or to come, else the last one; none where there never was.
    password_given_at: as of models.User.
    """

    user_id: UUID
    username: str
    name: str
    phone: str
    area: str
    roles: tuple[str, ...]
    idle_since: datetime
    seen_at: datetime | None
    is_active: bool
    posts: tuple[Post, ...]
    password_given_at: datetime | None

    def password_over(self, *, now: datetime) -> datetime | None:
        """Return when the password was given that ran out before its holder chose another; None where none did."""
        return self.password_given_at if has_run_out(given_at=self.password_given_at, now=now) else None

    def unused(self, *, now: datetime) -> bool:
        """Say whether nobody used it for long."""
        return self.is_active and is_unused(idle_since=self.idle_since, now=now)


def accounts_kept(*, viewer: Viewer | None, action: Action, now: datetime) -> list[Account]:
    """Return the accounts to which the viewer may do an action, by name: all posts held, or held last, lie in the viewer's reach.

    What waits, or never began, brings nobody but administrators an account into reach.

    For administrators also those without any post yet. Neither the viewer's own nor, in a community, that of another who
    runs or administers it. Three statements.
    """
    if viewer is None or not may(viewer=viewer, action=action):
        return []
    reach = scope(viewer=viewer, action=action)
    inside = Post.objects.filter(in_scope(viewer=viewer, action=action, field="area_id"))
    users = inside.exclude(user=viewer.user_id).values("user")
    today = day_of(now)
    by_user: dict[UUID, list[Post]] = defaultdict(list)
    for post in Post.objects.filter(user__in=users).select_related("user").order_by("from_on", "pk"):
        by_user[post.user_id].append(post)
    lifted = _lifted()
    administers = bool(ADMINISTRATORS & {post.role for post in viewer.posts})
    found = []
    for posts in by_user.values():
        lasting = [post for post in posts if post.until_on is None or post.until_on > today]
        # What waits for a second person keeps nobody out of reach; its role counts all the same.
        begun = [post for post in posts if post.waits_since_on is None]
        held = [post for post in lasting if post.waits_since_on is None]
        held = held or (posts if administers else begun)[-1:]
        if not held or not all(reach.allows(post.area_id) for post in held):
            continue
        if not administers and NOT_KEPT_BELOW & {post.role for post in held}:
            continue
        found.append(_account(held[0].user, list(dict.fromkeys([*held, *lasting])), lifted))
    if administers:
        found += [_account(user, (), lifted) for user in without_post(viewer=viewer, action=action)]
    return sorted(found, key=lambda account: (account.is_active, account.name, account.username))


def is_called(*, account: Account, words: str) -> bool:
    """Say whether an account is called so: by part of the name or user name, or read so from its beginning; '' is everybody."""
    letters = begins(letters=words)
    return (
        words in account.name
        or words.lower() in account.username
        or bool(letters and letters in spoken(name=account.name))
    )


def takes_step_against(*, account: Account, viewer: Viewer) -> bool:
    """Say whether an account takes the other step of a rule of two persons against one of the viewer's posts."""
    return any(
        takes_other_step(role=Role(role), issuer=post.role) for role in account.roles for post in viewer.posts
    )


def holds_another_office(*, account: Account, viewer: Viewer) -> bool:
    """Say whether an account holds another of the three offices than one of the viewer's own."""
    return any(
        holds_other_office(role=Role(role), own=post.role) for role in account.roles for post in viewer.posts
    )


def locked_it_last(*, account: Account, viewer: Viewer) -> bool:
    """Say whether the viewer was the last to lock an account that needs a second factor and has none, for locking took it.

    Whoever gives it a password then would set up the factor too. Roles that wait count.
    """
    last = Lock.objects.filter(user=account.user_id).order_by("-at", "-pk").first()
    return (
        last is not None
        and last.by == viewer.user_id
        and any_needs(roles=account.roles)
        and not has_second_factor(user_id=account.user_id)
    )


def unused_for_long(*, now: datetime) -> Iterator[Account]:
    """Yield the active accounts that somebody holds a post with and nobody has used for SHUT_AFTER; two statements.

    None of either administrator: the last one would let nobody in again.
    """
    posts: dict[UUID, list[Post]] = defaultdict(list)
    held = Post.objects.filter(held_on(on=day_of(now)), user__is_active=True)
    for post in held.select_related("user").order_by("from_on", "pk"):
        posts[post.user_id].append(post)
    lifted = _lifted()
    for own in posts.values():
        account = _account(own[0].user, own, lifted)
        if now - account.idle_since >= SHUT_AFTER and not ADMINISTRATORS & set(account.roles):
            yield account


def locks_of(*, user_id: UUID) -> list[Lock]:
    """Return when somebody was locked, the newest first."""
    return list(Lock.objects.filter(user=user_id).order_by("-at", "pk"))


def _lifted() -> dict[UUID, datetime]:
    """Return when each account that was ever unlocked was so last."""
    rows = Lock.objects.filter(lifted_at__isnull=False).values_list("user").annotate(last=Max("lifted_at"))
    return dict(rows)


def _account(user: User, held: Sequence[Post], lifted: Mapping[UUID, datetime]) -> Account:
    newest = start_of(max(post.from_on for post in held)) if held else made_at(user.pk)
    moments = (user.last_login, lifted.get(user.pk), newest)
    return Account(
        user_id=user.pk,
        username=user.username,
        name=user.full_name,
        phone=user.phone,
        area=held[0].area_id if held else user.area,
        roles=tuple(dict.fromkeys(post.role for post in held)),
        idle_since=max(moment for moment in moments if moment),
        seen_at=user.last_login,
        is_active=user.is_active,
        posts=tuple(held),
        password_given_at=user.password_given_at,
    )
