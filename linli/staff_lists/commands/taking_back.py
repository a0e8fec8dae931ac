"""A list taken back whole, before anybody of it signed in: the accounts that it added are gone, the events stay."""

from datetime import datetime

from django.db import transaction
from django.db.models import ProtectedError

from linli.audit.commands import write_event
from linli.clock import day_of
from linli.staff.commands import set_active
from linli.staff.models import Post, User
from linli.staff.queries.held import lasting_or_waiting
from linli.staff.rights import Action
from linli.staff.rules import Viewer, may_at
from linli.staff_lists.commands.posts import ReasonMissing
from linli.staff_lists.commands.receiving import ListClosed, NotYours
from linli.staff_lists.models import StaffList, StaffListRow


class SomebodySignedIn(Exception):
    """Somebody of the list has signed in. args: how many."""


class PostsStand(Exception):
    """Posts were given meanwhile, which whoever gives posts takes back first. args: how many."""


def take_back_list(*, list_: StaffList, reason: str, by: Viewer, now: datetime) -> int:
    """Take back every account that a list added, and return how many; each in a transaction of its own.

    One that never held a post goes; one that did is locked, for what is written about the post stays.
    Raises NotYours, ListClosed, ReasonMissing, SomebodySignedIn, PostsStand; nothing is changed then.
    """
    if not may_at(viewer=by, action=Action.KEEP_ACCOUNTS, area=list_.area):
        raise NotYours
    if list_.state != StaffList.State.ADDED:
        raise ListClosed(list_.pk)
    if not reason.strip():
        raise ReasonMissing
    rows = StaffListRow.objects.filter(list=list_, is_new=True).exclude(user=None)
    if signed_in := rows.exclude(user__last_login=None).count():
        raise SomebodySignedIn(signed_in)
    mine = rows.values("user")
    if standing := Post.objects.filter(
        lasting_or_waiting(since=day_of(now), today=day_of(now)), user__in=mine
    ).count():
        raise PostsStand(standing)
    taken = sum(_take_back(row, by, now) for row in list(rows.order_by("number")))
    _close(list_, taken, reason.strip(), by, now)
    return taken


@transaction.atomic
def _take_back(row: StaffListRow, by: Viewer, now: datetime) -> bool:
    user = User.objects.select_for_update().filter(pk__in=[row.user_id], last_login=None).first()
    if user is None:
        return False
    user_id, username = user.pk, user.username
    try:
        with transaction.atomic():
            user.delete()
    except ProtectedError:
        set_active(user=user, is_active=False)
    write_event(
        action="user.taken_back",
        area=row.area,
        by=by.user_id,
        now=now,
        subject=user_id,
        changed={"username": username, "full_name": row.name},
    )
    return True


@transaction.atomic
def _close(list_: StaffList, taken: int, reason: str, by: Viewer, now: datetime) -> None:
    StaffList.objects.filter(pk=list_.pk, state=StaffList.State.ADDED).update(
        state=StaffList.State.TAKEN_BACK, closed_at=now, closed_by=by.user_id, reason=reason
    )
    write_event(
        action="staff_list.taken_back",
        area=list_.area,
        by=by.user_id,
        now=now,
        subject=list_.pk,
        changed={"accounts": taken},
    )
