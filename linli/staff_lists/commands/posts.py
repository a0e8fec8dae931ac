"""The posts of a list: given by whoever gives posts, each as if it were given alone; taken back together."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Final
from uuid import UUID

from django.db import transaction

from linli.areas.rules import AreaCode
from linli.audit.commands import write_event
from linli.clock import day_of
from linli.staff.commands import (
    AccountLocked,
    AreaUnknown,
    EndsByTwo,
    PostHeldAlready,
    RoleNotAtThisLevel,
    RolesKeptApart,
    end_post,
    give_post,
)
from linli.staff.confirming import ends_by_two
from linli.staff.queries.held import is_over
from linli.staff.rights import Action, Role
from linli.staff.rules import Viewer, may, may_at
from linli.staff_lists.commands.receiving import ListClosed, NotYours
from linli.staff_lists.models import StaffList, StaffListRow
from linli.staff_lists.queries import rows_of

REFUSED: Final = {
    AccountLocked: "LOCKED",
    AreaUnknown: "NO_AREA",
    RoleNotAtThisLevel: "LEVEL",
    PostHeldAlready: "HELD",
    RolesKeptApart: "APART",
}


class ReasonMissing(Exception):
    """Why must be said."""


def wants_post(*, row: StaffListRow) -> bool:
    """Say whether a row has an account and asks for a post that was not given yet."""
    return row.user is not None and bool(row.role and row.area) and row.post is None


def give_posts(*, list_: StaffList, by: Viewer, now: datetime) -> tuple[int, int]:
    """Give every post of a list that the viewer may give, and return how many were given and how many refused.

    Where the rule of confirming says so, one waits for a second person, as one that is given alone. Why one was refused stays
    with its row. Raises NotYours, ListClosed.
    """
    if not may(viewer=by, action=Action.GIVE_POSTS):
        raise NotYours
    if list_.state != StaffList.State.ADDED:
        raise ListClosed(list_.pk)
    done = [_give(row, by, now) for row in rows_of(list_=list_) if wants_post(row=row)]
    if given := sum(done):
        _write("staff_list.posts_given", list_, {"posts": given}, by, now)
    return given, len(done) - given


@transaction.atomic
def _give(row: StaffListRow, by: Viewer, now: datetime) -> bool:
    held = StaffListRow.objects.select_for_update(of=("self",)).select_related("user").get(pk=row.pk)
    if held.user is None or held.post_id is not None:
        return False
    area = AreaCode(held.area)
    if held.user_id == by.user_id:
        held.refused = "OWN"
    elif not may_at(viewer=by, action=Action.GIVE_POSTS, area=area):
        held.refused = "ELSEWHERE"
    else:
        held.refused = ""
        first = max(held.from_on or day_of(now), day_of(now))
        try:
            with transaction.atomic():
                held.post = give_post(
                    user=held.user, role=Role(held.role), area=area, from_on=first, by=by, now=now
                )
                held.post_taken_back_at = None
        except tuple(REFUSED) as refused:
            held.refused = REFUSED[type(refused)]
    held.save(update_fields=["post", "refused", "post_taken_back_at"])
    return held.post is not None


def may_take_back(*, row: StaffListRow, by: Viewer, on: date) -> bool:
    """Say whether a row has a post that is not over, and that the viewer may end."""
    post = row.post
    if post is None or post.user_id == by.user_id or is_over(until_on=post.until_on, on=on):
        return False
    by_two = post.waits_since_on is None and ends_by_two(role=Role(post.role))
    return not by_two and may_at(viewer=by, action=Action.GIVE_POSTS, area=post.area_id)


def take_posts_back(
    *, list_: StaffList, reason: str, also: Collection[UUID], by: Viewer, now: datetime
) -> int:
    """Take back the posts of a list that nobody confirmed yet, and those that hold of the rows `also`, and return how many.

    One that waits never begins, one that holds ends today; either may be given again by the list. An auditor's that holds
    ends by two and stays. Raises NotYours, ReasonMissing.
    """
    if not may(viewer=by, action=Action.GIVE_POSTS):
        raise NotYours
    if not reason.strip():
        raise ReasonMissing
    on = day_of(now)
    rows = [row for row in rows_of(list_=list_) if may_take_back(row=row, by=by, on=on)]
    wanted = [row for row in rows if row.pk in also or (row.post and row.post.waits_since_on)]
    ended = sum(_end(row, by, now) for row in wanted)
    if ended:
        StaffList.objects.filter(pk=list_.pk).update(posts_reason=reason.strip())
        _write("staff_list.posts_taken_back", list_, {"posts": ended}, by, now)
    return ended


@transaction.atomic
def _end(row: StaffListRow, by: Viewer, now: datetime) -> bool:
    if row.post is None:
        return False
    try:
        end_post(post=row.post, by=by, now=now)
    except EndsByTwo:
        return False
    StaffListRow.objects.filter(pk=row.pk).update(post=None, refused="", post_taken_back_at=now)
    return True


@transaction.atomic
def _write(action: str, list_: StaffList, changed: dict[str, object], by: Viewer, now: datetime) -> None:
    write_event(action=action, area=list_.area, by=by.user_id, now=now, subject=list_.pk, changed=changed)
