"""Writes of staff: users and posts."""

from datetime import date, datetime

from django.db import IntegrityError, transaction

from linli.areas.models import Area
from linli.areas.rules import AreaCode
from linli.audit.commands import write_event
from linli.clock import day_of
from linli.spoken import spoken
from linli.staff.commands.apart import keep_apart
from linli.staff.commands.waiting import close_waiting, lapse, wait_for_second
from linli.staff.confirming import ends_by_two, needs_confirmation
from linli.staff.models import Confirmation, Post, User
from linli.staff.queries.held import lapsed, not_over
from linli.staff.rights import LEVELS, Role
from linli.staff.rules import Viewer, username_of


class UsernameTaken(Exception):
    """A user has this name, in small letters or in large ones."""


class AreaUnknown(Exception):
    """No open area has this code."""


class RoleNotAtThisLevel(Exception):
    """A role stands only at areas of its levels, e.g. a secretary at a community."""


class PostHeldAlready(Exception):
    """The user holds this post now, or it waits for a second person."""


class AccountLocked(Exception):
    """Nobody is given a post while the account is locked: it would wait for nobody, and hold on no day."""


class EndsByTwo(Exception):
    """A post of this role ends when a second person confirms it: linli.staff.commands.confirmations."""


@transaction.atomic
def add_user(
    *,
    username: str,
    full_name: str,
    password: str | None,
    by: Viewer | None,
    area: str,
    now: datetime,
    phone: str = "",
) -> User:
    """Add a user without any post, so without any right. `area` is where the act is written down, and who keeps it there.

    password: None for whoever signs in by other ways only; whom it is for chooses another at the first sign-in.
    Raises AreaUnknown, UsernameTaken.
    """
    _ensure_known(area)
    user = User(
        username=username_of(typed=username),
        full_name=full_name,
        spoken=spoken(name=full_name),
        phone=phone,
        area=area,
        password_given_at=None if password is None else now,
        password_given_by=None if password is None or by is None else by.user_id,
    )
    user.set_password(password)
    try:
        with transaction.atomic():
            user.save(force_insert=True)
    except IntegrityError as taken:
        raise UsernameTaken(username) from taken
    write_event(
        action="user.added",
        area=area,
        by=by.user_id if by else None,
        now=now,
        subject=user.pk,
        changed={"username": user.username},
    )
    return user


def set_active(*, user: User, is_active: bool) -> None:
    """Let a user sign in, or not; whoever calls it writes down why. An inactive user holds no post at the next request.

    What waits for a second person then has lapsed for good, but for what waits again: that held.
    """
    User.objects.filter(pk=user.pk).update(is_active=is_active)
    if not is_active:
        waits = Post.objects.filter(user=user, until_on=None, waits_again=False)
        lapse(posts=waits.exclude(waits_since_on=None))


@transaction.atomic
def give_post(
    *, user: User, role: Role, area: AreaCode, from_on: date, by: Viewer | None, now: datetime
) -> Post:
    """Give a user a role at an area from a day on; where the rule of confirming says so, it waits for a second person.

    by: None for whoever sits at the machine itself, for whom nothing waits.
    Raises AccountLocked, AreaUnknown, RoleNotAtThisLevel, PostHeldAlready, RolesKeptApart.
    """
    if not user.is_active:
        raise AccountLocked(user)
    if area.level not in LEVELS[role]:
        raise RoleNotAtThisLevel(role, area)
    _ensure_known(area)
    lapse(posts=Post.objects.filter(lapsed(on=day_of(now)), user=user))
    if Post.objects.filter(user=user, area_id=area, role=role, until_on=None).exists():
        raise PostHeldAlready(user, role, area)
    keep_apart(user=user, role=role, area=area, from_on=from_on, until_on=None, now=now)
    post = Post.objects.create(user=user, area_id=area, role=role, from_on=from_on)
    waits = by is not None and needs_confirmation(role=role, area=area, by=by.posts)
    if by is not None and waits:
        wait_for_second(post=post, asks=Confirmation.Asks.BEGIN, reason="", by=by, now=now)
    write_event(
        action="post.given",
        area=area,
        by=by.user_id if by else None,
        now=now,
        subject=user.pk,
        changed={"role": role, "waits": True} if waits else {"role": role},
    )
    return post


def _ensure_known(area: str) -> None:
    if not Area.objects.filter(pk=area, valid_until=None).exists():
        raise AreaUnknown(area)


@transaction.atomic
def end_post(*, post: Post, by: Viewer | None, now: datetime) -> None:
    """End a post today, one given for some days too; ending it again changes nothing.

    One that has not begun never holds, nor does one that waits. by: as of `give_post`. Raises EndsByTwo.
    """
    if by is not None and post.waits_since_on is None and ends_by_two(role=Role(post.role)):
        raise EndsByTwo(post)
    end_at_once(post=post, by=by, now=now)


def end_at_once(*, post: Post, by: Viewer | None, now: datetime) -> None:
    """Do as `end_post` for whom a second person has confirmed it."""
    today = day_of(now)
    last = today if post.waits_since_on else max(today, post.from_on)
    if Post.objects.filter(not_over(since=today), pk=post.pk).update(until_on=last):
        close_waiting(post=post, by=by, now=now)
        write_event(
            action="post.ended",
            area=post.area_id,
            by=by.user_id if by else None,
            now=now,
            subject=post.user_id,
            changed={"role": post.role},
        )
