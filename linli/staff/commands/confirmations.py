"""What a second person says to a post that begins, or to an auditor's that ends; and what was asked, taken back."""

from datetime import datetime

from django.db import transaction

from linli.areas.models import Area
from linli.areas.rules import AreaCode
from linli.audit.commands import write_event
from linli.clock import day_of
from linli.staff.commands.posts import AreaUnknown, end_at_once
from linli.staff.commands.waiting import wait_for_second
from linli.staff.confirming import ends_by_two, may_confirm
from linli.staff.models import Confirmation, Post, User
from linli.staff.queries.confirmations import still_waits
from linli.staff.queries.ways import without_own_way
from linli.staff.rights import Role
from linli.staff.rules import Viewer


class NotTheSecond(Exception):
    """Whoever asked, whoever holds the post, and whoever is not posted there do not confirm or decline it."""


class NotTheAsker(Exception):
    """Only whoever asked takes it back."""


class ConfirmationOver(Exception):
    """It was answered or taken back, waited too long, or the account was locked."""


class NoOwnPassword(Exception):
    """Nobody else's word makes a post begin whose holder has no way in that is their own."""


class WordMissing(Exception):
    """Whoever declines, or asks for an end, says why."""


class EndsByOne(Exception):
    """A post of this role ends without anybody's confirmation."""


@transaction.atomic
def ask_to_end(*, post: Post, reason: str, by: Viewer, now: datetime) -> Confirmation:
    """Ask that a post which ends by two ends; until somebody confirms it, it holds.

    `post` comes from the viewer's query. Raises EndsByOne, WordMissing, AskedAlready.
    """
    if not ends_by_two(role=Role(post.role)):
        raise EndsByOne(post)
    if not reason.strip():
        raise WordMissing
    User.objects.select_for_update().get(pk=post.user_id)
    row = wait_for_second(post=post, asks=Confirmation.Asks.END, reason=reason.strip(), by=by, now=now)
    _write("post.end_asked", row, by, now)
    return row


@transaction.atomic
def confirm(*, confirmation: Confirmation, by: Viewer, now: datetime) -> None:
    """Confirm as the second person: the post begins, today at the earliest, or ends today.

    Whoever gave the holder a password is no second person. Raises NotTheSecond, ConfirmationOver, NoOwnPassword;
    AreaUnknown where the place was closed meanwhile.
    """
    post = _answered(confirmation, Confirmation.Outcome.CONFIRMED, "", by, now)
    if confirmation.asks == Confirmation.Asks.END:
        end_at_once(post=post, by=by, now=now)
    else:
        holder = User.objects.get(pk=post.user_id)
        if holder.password_given_by == by.user_id:
            raise NotTheSecond(confirmation)
        if without_own_way(users=[holder], on=day_of(now)):
            raise NoOwnPassword(confirmation)
        if not Area.objects.filter(pk=post.area_id, valid_until=None).exists():
            raise AreaUnknown(post.area_id)
        first = max(post.from_on, day_of(now))
        Post.objects.filter(pk=post.pk).update(waits_since_on=None, from_on=first)
    _write("post.confirmed", confirmation, by, now)


@transaction.atomic
def decline(*, confirmation: Confirmation, word: str, by: Viewer, now: datetime) -> None:
    """Decline as the second person, with a word: the post never begins, or goes on. Raises as `confirm`, and WordMissing."""
    if not word.strip():
        raise WordMissing
    post = _answered(confirmation, Confirmation.Outcome.DECLINED, word.strip(), by, now)
    _never_begins(confirmation, post, now)
    _write("post.declined", confirmation, by, now)


@transaction.atomic
def take_back(*, confirmation: Confirmation, by: Viewer, now: datetime) -> None:
    """Take back what one asked for, while it waits; nobody what waits again. Raises NotTheAsker, ConfirmationOver."""
    if by.user_id != confirmation.asked_by_id or confirmation.asks == Confirmation.Asks.AGAIN:
        raise NotTheAsker(confirmation)
    post = _closed(confirmation, Confirmation.Outcome.TAKEN_BACK, "", by, now)
    _never_begins(confirmation, post, now)
    _write("post.taken_back", confirmation, by, now)


@transaction.atomic
def know_declined(*, confirmation: Confirmation, by: Viewer, now: datetime) -> None:
    """Note that whoever asked knows that it was declined; once is enough. Raises NotTheAsker."""
    if by.user_id != confirmation.asked_by_id:
        raise NotTheAsker(confirmation)
    declined = Confirmation.objects.filter(
        pk=confirmation.pk, outcome=Confirmation.Outcome.DECLINED, known_at=None
    )
    if declined.update(known_at=now):
        _write("post.declined_known", confirmation, by, now)


def _answered(
    confirmation: Confirmation, outcome: Confirmation.Outcome, word: str, by: Viewer, now: datetime
) -> Post:
    if not may_confirm(
        viewer=by,
        role=Role(confirmation.role),
        area=AreaCode(confirmation.area),
        asked_by=confirmation.asked_by_id,
        holder=confirmation.post.user_id,
    ):
        raise NotTheSecond(confirmation)
    return _closed(confirmation, outcome, word, by, now)


def _closed(
    confirmation: Confirmation, outcome: Confirmation.Outcome, word: str, by: Viewer, now: datetime
) -> Post:
    """Compare and set: of two answers at once, one counts. Return the post as it is now."""
    holder = User.objects.select_for_update().get(pk=confirmation.post.user_id)
    waits = Confirmation.objects.filter(
        still_waits(on=day_of(now)),
        pk=confirmation.pk,
        outcome=Confirmation.Outcome.WAITS,
    )
    if not holder.is_active or not waits.update(
        outcome=outcome, closed_at=now, closed_by=by.user_id, word=word
    ):
        raise ConfirmationOver(confirmation)
    return Post.objects.get(pk=confirmation.post_id)


def _never_begins(confirmation: Confirmation, post: Post, now: datetime) -> None:
    if confirmation.asks != Confirmation.Asks.END:
        Post.objects.filter(pk=post.pk).update(until_on=day_of(now))


def _write(action: str, row: Confirmation, by: Viewer, now: datetime) -> None:
    """Write an event about whose post it is, with both persons: who does it, and who asked."""
    write_event(
        action=action,
        area=row.area,
        by=by.user_id,
        now=now,
        subject=row.post.user_id,
        changed={"role": row.role, "asks": row.asks, "asked_by": str(row.asked_by_id)},
    )
