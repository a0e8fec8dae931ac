"""Handing a grid over with what is open in it."""

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction

from linli.areas.rules import AreaCode
from linli.audit.commands import write_event
from linli.clock import day_of
from linli.staff.commands.apart import OwnAppointment, keep_apart
from linli.staff.models import HandOver, Post, TeamMember, User
from linli.staff.queries.held import held_on
from linli.staff.rights import Role
from linli.staff.rules import Seat, Viewer


class GiverHasNoPost(Exception):
    """The giver is not a worker of this grid."""


class GivenAlready(Exception):
    """A hand-over of the same giver waits to be confirmed."""


class NotTheTaker(Exception):
    """Only who takes it over confirms."""


class AnsweredAlready(Exception):
    """It was confirmed, refused or withdrawn."""


@transaction.atomic
def give_over(
    *,
    grid: AreaCode,
    giver: User,
    taker: User,
    note: str,
    open_: Mapping[str, int],
    permanent_from: date | None,
    by: Viewer,
    now: datetime,
) -> HandOver:
    """Write down what a giver hands to a taker. Nothing changes hands before the taker confirms.

    open_: kind -> count. permanent_from: from this day on the post is the taker's; None only tells what is at hand,
    and list and posts stay with the giver.
    Raises OwnAppointment, GiverHasNoPost, GivenAlready, RolesKeptApart.
    """
    if permanent_from is not None and taker.pk == by.user_id:
        raise OwnAppointment(taker)
    if _post(grid, giver, day_of(now)) is None:
        raise GiverHasNoPost(giver)
    if HandOver.objects.filter(area=grid, giver=giver, confirmed_at=None, ended_at=None).exists():
        raise GivenAlready(grid)
    if permanent_from is not None:
        keep_apart(
            user=taker, role=Role.GRID_WORKER, area=grid, from_on=permanent_from, until_on=None, now=now
        )
    row = HandOver.objects.create(
        county=grid.county,
        community=grid.community,
        area=grid,
        giver=giver,
        taker=taker,
        at=now,
        by=by.user_id,
        note=note.strip(),
        open=dict(open_),
        permanent_from=permanent_from,
    )
    write_event(
        action="hand_over.given",
        area=grid,
        by=by.user_id,
        now=now,
        subject=row.pk,
        changed={"open": dict(open_)},
    )
    return row


@transaction.atomic
def confirm_handover(*, handover: HandOver, by: Viewer, now: datetime) -> None:
    """Confirm a hand-over by its taker; a permanent one moves post and seat, from its day or from today.

    Raises NotTheTaker, AnsweredAlready, GiverHasNoPost, RolesKeptApart.
    """
    if by.user_id != handover.taker_id:
        raise NotTheTaker(handover)
    waits = HandOver.objects.filter(pk=handover.pk, confirmed_at=None, ended_at=None)
    if not waits.update(confirmed_at=now):
        raise AnsweredAlready(handover)
    if handover.permanent_from is not None:
        _move_post(handover, max(handover.permanent_from, day_of(now)), now)
    write_event(action="hand_over.confirmed", area=handover.area, by=by.user_id, now=now, subject=handover.pk)


@transaction.atomic
def refuse_handover(*, handover: HandOver, by: Viewer, now: datetime) -> None:
    """Refuse a hand-over by its taker; everything stays with the giver. Raises NotTheTaker, AnsweredAlready."""
    if by.user_id != handover.taker_id:
        raise NotTheTaker(handover)
    _end(handover, HandOver.Ended.REFUSED, by, now)


@transaction.atomic
def withdraw_handover(*, handover: HandOver, by: Viewer, now: datetime) -> None:
    """Withdraw a hand-over that waits; of `handovers_to_withdraw`. Raises AnsweredAlready."""
    _end(handover, HandOver.Ended.WITHDRAWN, by, now)


def _end(handover: HandOver, ended: HandOver.Ended, by: Viewer, now: datetime) -> None:
    waits = HandOver.objects.filter(pk=handover.pk, confirmed_at=None, ended_at=None)
    if not waits.update(ended=ended, ended_at=now):
        raise AnsweredAlready(handover)
    write_event(
        action=f"hand_over.{ended.lower()}", area=handover.area, by=by.user_id, now=now, subject=handover.pk
    )


def _post(grid: str, user: User, on: date) -> Post | None:
    held = Post.objects.filter(held_on(on=on), substitution=None)
    return held.filter(user=user, area_id=grid, role=Role.GRID_WORKER).first()


def _move_post(handover: HandOver, day: date, now: datetime) -> None:
    """End the giver's post before a day and give the taker one from it; the seats go along."""
    post = _post(handover.area, handover.giver, day_of(now))
    if post is None:
        raise GiverHasNoPost(handover.giver)
    same = {"area_id": handover.area, "role": Role.GRID_WORKER}
    Post.objects.filter(pk=post.pk).update(until_on=day)
    if not Post.objects.filter(user=handover.taker, until_on=None, **same).exists():
        keep_apart(
            user=handover.taker,
            role=Role.GRID_WORKER,
            area=handover.area,
            from_on=day,
            until_on=None,
            now=now,
        )
        Post.objects.create(user=handover.taker, from_on=day, **same)
    seats = TeamMember.objects.filter(team__area=handover.area, user=handover.giver, seat=Seat.GRID_WORKER)
    seats.update(user=handover.taker, phone="")
    for action, user in (("post.ended", handover.giver_id), ("post.given", handover.taker_id)):
        write_event(
            action=action,
            area=handover.area,
            by=handover.by,
            now=now,
            subject=user,
            changed={"role": Role.GRID_WORKER, "day": day.isoformat()},
        )
