"""Taking somebody's access away at once, giving it back, and giving a new password to whoever forgot theirs."""

from datetime import datetime
from uuid import UUID

from allauth.usersessions.models import UserSession
from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_noop

from linli.access.models import Lock
from linli.access.queries import (
    Account,
    holds_another_office,
    locked_it_last,
    takes_step_against,
    unused_for_long,
)
from linli.areas.rules import AreaCode
from linli.audit.commands import write_event
from linli.clock import day_of
from linli.phone.commands.phones import revoke_phones_of
from linli.signin.commands.shutting import shut_out, sign_out
from linli.signin.queries.places import area_of
from linli.staff.commands import set_active
from linli.staff.commands.again import wait_again
from linli.staff.commands.passwords import give_password
from linli.staff.commands.sessions import end_sessions
from linli.staff.models import User
from linli.staff.queries import viewer_of
from linli.staff.rights import Role
from linli.staff.rules import Viewer

UNUSED_REASON = gettext_noop("长期没有人登录，自动停用")


class ReasonMissing(Exception):
    """Whoever locks or unlocks somebody says why."""


class Oneself(Exception):
    """Nobody locks their own account, for nobody could let them in again."""


class SignsInByLink(Exception):
    """A helper signs in by a link alone and has no password."""


class TakesOtherStep(Exception):
    """Whoever gives a password could sign in by it, and this account takes the other step of a rule of two persons."""


class HoldsAnotherOffice(Exception):
    """Who makes accounts, who gives posts and who audits give one another no password, for they could sit behind two of them."""


class LockedByOneself(Exception):
    """Whoever locked an account, and so took its second factor, does not also give it a way in."""


class LockedAlready(Exception):
    """The account is locked."""


class NotLocked(Exception):
    """The account is not locked."""


@transaction.atomic
def lock_person(*, account: Account, reason: str, by: Viewer, now: datetime) -> Lock:
    """Let somebody in no more: no sign-in, no session, no code, no link, no second factor, no phone.

    What they recorded stays; what their phone still brings is held. Posts, teams and duties are not touched by it.
    account: from `accounts_kept`. Raises Oneself, ReasonMissing, LockedAlready.
    """
    if account.user_id == by.user_id:
        raise Oneself(account)
    if not reason.strip():
        raise ReasonMissing
    return _lock(account, reason.strip(), by, now)


@transaction.atomic
def unlock_person(*, account: Account, reason: str, by: Viewer, now: datetime) -> None:
    """Let somebody sign in again; phones and second factors are set up anew. Raises ReasonMissing, NotLocked."""
    if not reason.strip():
        raise ReasonMissing
    open_ = Lock.objects.filter(user=account.user_id, lifted_at=None)
    if not open_.update(lifted_at=now, lifted_by=by.user_id, lifted_reason=reason.strip()):
        raise NotLocked(account)
    set_active(user=_user(account.user_id), is_active=True)
    _write("person.unlocked", account.user_id, account.area, by, now)


@transaction.atomic
def reset_password(*, account: Account, by: Viewer, now: datetime) -> str:
    """Give somebody a password that Linli makes and return it, the only time that it can be read; sessions, codes and link end.

    Second factors stay. Posts that the giver could not have given alone wait again for a second person.
    account: from `accounts_kept`. Raises Oneself, TakesOtherStep, HoldsAnotherOffice, LockedByOneself, LockedAlready,
    SignsInByLink.
    """
    if account.user_id == by.user_id:
        raise Oneself(account)
    if takes_step_against(account=account, viewer=by):
        raise TakesOtherStep(account)
    if holds_another_office(account=account, viewer=by):
        raise HoldsAnotherOffice(account)
    if locked_it_last(account=account, viewer=by):
        raise LockedByOneself(account)
    user = _user(account.user_id)
    password = _give_password(user, account.area, by, now)
    wait_again(user=user, by=by, now=now)
    return password


@transaction.atomic
def reset_password_here(*, user: User, now: datetime) -> str:
    """Do as `reset_password` for whoever sits at the machine itself, for whom nothing waits.

    Raises LockedAlready, SignsInByLink.
    """
    return _give_password(_user(user.pk), area_of(user=user), None, now)


def _give_password(user: User, area: str, by: Viewer | None, now: datetime) -> str:
    if not user.is_active:
        raise LockedAlready(user)
    if {post.role for post in viewer_of(user=user, on=day_of(now)).posts} == {Role.HELPER}:
        raise SignsInByLink(user)
    sign_out(user=user, by=by, now=now)
    password = give_password(user=user, by=by.user_id if by else None, now=now)
    _write("password.given", user.pk, area, by, now)
    return password


@transaction.atomic
def end_session_of(*, account: Account, session_id: int, by: Viewer, now: datetime) -> bool:
    """End one session of somebody; False when it is none of theirs, or over. account: from `accounts_kept`."""
    return bool(_end(account, UserSession.objects.filter(user=account.user_id, pk=session_id), by, now))


@transaction.atomic
def end_sessions_of(*, account: Account, by: Viewer, now: datetime) -> int:
    """End every session of somebody, who may sign in again, and return how many. account: from `accounts_kept`."""
    return _end(account, UserSession.objects.filter(user=account.user_id), by, now)


def _end(account: Account, sessions: QuerySet[UserSession], by: Viewer, now: datetime) -> int:
    count = end_sessions(sessions=sessions)
    if count:
        write_event(
            action="session.ended_for",
            area=account.area,
            by=by.user_id,
            now=now,
            subject=account.user_id,
            changed={"count": count},
        )
    return count


def lock_unused(*, now: datetime) -> int:
    """Lock every account that nobody has used for SHUT_AFTER and return how many; each in a transaction of its own."""
    found = list(unused_for_long(now=now))
    for account in found:
        with transaction.atomic():
            _lock(account, UNUSED_REASON, None, now)
    return len(found)


def _lock(account: Account, reason: str, by: Viewer | None, now: datetime) -> Lock:
    user = _user(account.user_id)
    try:
        with transaction.atomic():
            row = Lock.objects.create(
                county=AreaCode(account.area).county,
                area=account.area,
                user=user,
                at=now,
                by=by.user_id if by else None,
                reason=reason,
            )
    except IntegrityError as locked:
        raise LockedAlready(account) from locked
    set_active(user=user, is_active=False)
    shut_out(user=user, by=by, now=now)
    if by is not None:
        revoke_phones_of(user=user, area=account.area, by=by, now=now)
    _write("person.locked", account.user_id, account.area, by, now)
    return row


def _user(user_id: UUID) -> User:
    return User.objects.select_for_update().get(pk=user_id)


def _write(action: str, subject: UUID, area: str, by: Viewer | None, now: datetime) -> None:
    write_event(action=action, area=area, by=by.user_id if by else None, now=now, subject=subject)
