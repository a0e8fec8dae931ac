"""A post offered to a user name: so that somebody with an account gets a second one, and nobody learns whose account it is."""

from datetime import date, datetime

from django.db import IntegrityError, transaction

from linli.areas.rules import AreaCode
from linli.audit.commands import write_event
from linli.clock import day_of
from linli.staff.commands.colleagues import BeginsInThePast, NotYours, ensure_gives
from linli.staff.commands.posts import give_post
from linli.staff.models import Post, PostOffer, User
from linli.staff.queries import viewer_of
from linli.staff.rights import Role
from linli.staff.rules import OFFER_HOLDS, Viewer, username_of


class OfferedAlready(Exception):
    """The same was offered to this name and waits."""


class OfferOver(Exception):
    """It was answered, withdrawn, or is too old, or who offered it may no longer."""


@transaction.atomic
def offer_post(
    *, username: str, role: Role, area: AreaCode, from_on: date, by: Viewer, now: datetime
) -> PostOffer:
    """Offer a post to a user name; the same happens whether or not anybody has it.

    Raises NotYours (also for one's own name), BeginsInThePast, OfferedAlready.
    """
    ensure_gives(by=by, role=role, area=area)
    if from_on < day_of(now):
        raise BeginsInThePast(from_on)
    name = username_of(typed=username)
    if User.objects.filter(pk=by.user_id, username=name).exists():
        raise NotYours(role, area)
    waiting = PostOffer.objects.filter(username=name, area=area, role=role, outcome=PostOffer.Outcome.WAITS)
    waiting.filter(offered_at__lte=now - OFFER_HOLDS).update(
        outcome=PostOffer.Outcome.WITHDRAWN, closed_at=now
    )
    try:
        with transaction.atomic():
            row = PostOffer.objects.create(
                county=area.county,
                community=area.community,
                area=area,
                role=role,
                username=name,
                from_on=from_on,
                offered_at=now,
                offered_by_id=by.user_id,
            )
    except IntegrityError as known:
        raise OfferedAlready(name) from known
    _write("post.offered", row, by, now)
    return row


@transaction.atomic
def take_offer(*, offer: PostOffer, by: Viewer, now: datetime) -> Post:
    """Take a post that was offered to one's own name; `offer` comes from `offers_to`.

    Raises OfferOver, PostHeldAlready, RolesKeptApart, AreaUnknown; nothing is changed then.
    """
    area, role = AreaCode(offer.area), Role(offer.role)
    giver = viewer_of(user=offer.offered_by, on=day_of(now))
    try:
        ensure_gives(by=giver, role=role, area=area)
    except NotYours as gone:
        raise OfferOver(offer) from gone
    _close(offer, PostOffer.Outcome.TAKEN, now)
    user = User.objects.get(pk=by.user_id)
    post = give_post(
        user=user, role=role, area=area, from_on=max(offer.from_on, day_of(now)), by=giver, now=now
    )
    _write("post.offer_taken", offer, by, now)
    return post


@transaction.atomic
def decline_offer(*, offer: PostOffer, by: Viewer, now: datetime) -> None:
    """Decline a post that was offered to one's own name. Raises OfferOver."""
    _close(offer, PostOffer.Outcome.DECLINED, now)
    _write("post.offer_declined", offer, by, now)


@transaction.atomic
def withdraw_offer(*, offer: PostOffer, by: Viewer, now: datetime) -> None:
    """Take an offer back that nobody has answered; `offer` comes from `offers_made`. Raises OfferOver."""
    _close(offer, PostOffer.Outcome.WITHDRAWN, now)
    _write("post.offer_withdrawn", offer, by, now)


def _close(offer: PostOffer, outcome: PostOffer.Outcome, now: datetime) -> None:
    """Compare and set: of two answers at once, one counts."""
    waiting = PostOffer.objects.filter(
        pk=offer.pk, outcome=PostOffer.Outcome.WAITS, offered_at__gt=now - OFFER_HOLDS
    )
    if not waiting.update(outcome=outcome, closed_at=now):
        raise OfferOver(offer)


def _write(action: str, row: PostOffer, by: Viewer, now: datetime) -> None:
    write_event(
        action=action,
        area=row.area,
        by=by.user_id,
        now=now,
        subject=row.pk,
        changed={"role": row.role, "username": row.username},
    )
