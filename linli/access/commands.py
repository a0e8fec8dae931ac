"""Taking somebody's access away at once and giving it back: one act for everything by which they come in."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_noop

from linli.access.models import Lock
from linli.access.queries import Account, unused_for_long
from linli.areas.rules import AreaCode
from linli.audit.commands import write_event
from linli.phone.commands.phones import revoke_phones_of
from linli.signin.commands.shutting import shut_out
from linli.staff.commands import set_active
from linli.staff.models import User
from linli.staff.rules import Viewer

UNUSED_REASON = gettext_noop("长期没有人登录，自动停用")


class ReasonMissing(Exception):
    """Whoever locks or unlocks somebody says why."""


class Oneself(Exception):
    """Nobody locks their own account, for nobody could let them in again."""


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
    set_active(user=_user(account), is_active=True)
    _write("person.unlocked", account, by, now)


def lock_unused(*, now: datetime) -> int:
    """Lock every account that nobody has used for SHUT_AFTER and return how many; each in a transaction of its own."""
    found = list(unused_for_long(now=now))
    for account in found:
        with transaction.atomic():
            _lock(account, UNUSED_REASON, None, now)
    return len(found)


def _lock(account: Account, reason: str, by: Viewer | None, now: datetime) -> Lock:
    user = _user(account)
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
    _write("person.locked", account, by, now)
    return row


def _user(account: Account) -> User:
    return User.objects.select_for_update().get(pk=account.user_id)


def _write(action: str, account: Account, by: Viewer | None, now: datetime) -> None:
    write_event(
        action=action,
        area=account.area,
        by=by.user_id if by else None,
        now=now,
        subject=account.user_id,
    )
