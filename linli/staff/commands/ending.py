"""Posts ended with a reason where nobody else runs the place, and an end of the same day undone by who made it."""

from datetime import datetime

from django.db import transaction

from linli.areas.rules import AreaCode
from linli.audit.commands import write_event
from linli.clock import day_of
from linli.staff.commands.apart import keep_apart
from linli.staff.commands.names import ReasonMissing as ReasonMissing
from linli.staff.commands.posts import AccountLocked, PostHeldAlready, end_post
from linli.staff.models import Post, StaffChange, User
from linli.staff.queries.ended import ended_by, runs_alone
from linli.staff.rights import Role
from linli.staff.rules import Viewer


class NotEndedByYou(Exception):
    """The viewer did not end the post today, or somebody has let it go on already."""


@transaction.atomic
def end_post_with(*, post: Post, reason: str, by: Viewer, now: datetime) -> None:
    """End a post as `end_post`, and keep why. Raises ReasonMissing where nobody else runs the place; EndsByTwo."""
    if not reason.strip() and runs_alone(post=post, on=day_of(now)):
        raise ReasonMissing
    end_post(post=post, by=by, now=now)
    if reason.strip():
        _keep(post, StaffChange.Kind.ENDED, reason, by, now)


@transaction.atomic
def let_go_on(*, post: Post, reason: str, by: Viewer, now: datetime) -> None:
    """Undo an end that the viewer made today: the post holds as if it had not ended, and nobody confirms it anew.

    Raises ReasonMissing, NotEndedByYou, AccountLocked, PostHeldAlready, RolesKeptApart.
    """
    if not reason.strip():
        raise ReasonMissing
    user = User.objects.select_for_update().get(pk=post.user_id)
    if not user.is_active:
        raise AccountLocked(user)
    if post.pk not in {one.pk for one in ended_by(viewer=by, on=day_of(now))}:
        raise NotEndedByYou(post)
    area, role = AreaCode(post.area_id), Role(post.role)
    if Post.objects.filter(user=user, area_id=area, role=role, until_on=None).exists():
        raise PostHeldAlready(user, role, area)
    keep_apart(user=user, role=role, area=area, from_on=post.from_on, until_on=None, now=now)
    Post.objects.filter(pk=post.pk).update(until_on=None)
    _keep(post, StaffChange.Kind.AGAIN, reason, by, now)
    write_event(
        action="post.goes_on", area=area, by=by.user_id, now=now, subject=user.pk, changed={"role": role}
    )


def _keep(post: Post, kind: StaffChange.Kind, reason: str, by: Viewer, now: datetime) -> None:
    area, today = AreaCode(post.area_id), day_of(now).isoformat()
    told = {"role": post.role, "area": area, "from_on": post.from_on.isoformat()}
    is_end = kind is StaffChange.Kind.ENDED
    StaffChange.objects.create(
        county=area.county,
        community=area.community,
        user_id=post.user_id,
        kind=kind,
        before=told if is_end else told | {"until_on": today},
        after=told | {"until_on": today} if is_end else told,
        reason=reason.strip(),
        at=now,
        by=by.user_id,
    )
