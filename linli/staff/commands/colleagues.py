"""What whoever runs a community does for its workers and doctors: added, put right, ended, taken back."""

from datetime import date, datetime

from django.db import transaction

from linli.areas.rules import AreaCode
from linli.audit.commands import write_event
from linli.clock import day_of
from linli.staff.commands.names import NothingChanged as NothingChanged  # raised here too
from linli.staff.commands.names import ReasonMissing as ReasonMissing
from linli.staff.commands.names import correct_name_of
from linli.staff.commands.posts import add_user, end_post, give_post
from linli.staff.models import Post, StaffChange
from linli.staff.queries.held import is_over
from linli.staff.rights import COLLEAGUE_ROLES, Action, Role
from linli.staff.rules import Viewer, may_at


class NotYours(Exception):
    """The viewer does not give this role there, or would give it to themselves."""


class BeginsInThePast(Exception):
    """A post begins today at the earliest."""


class OverAlready(Exception):
    """The post is over."""


class HoldsAgain(Exception):
    """The post holds, so it cannot go on again."""


@transaction.atomic
def add_colleague(
    *,
    username: str,
    full_name: str,
    role: Role,
    area: AreaCode,
    from_on: date,
    by: Viewer,
    now: datetime,
    phone: str = "",
) -> Post:
    """Add somebody without an account, with a first post; they sign in by one-time codes until they set a password.

    Raises NotYours, BeginsInThePast, UsernameTaken, AreaUnknown, RoleNotAtThisLevel.
    """
    ensure_gives(by=by, role=role, area=area)
    if from_on < day_of(now):
        raise BeginsInThePast(from_on)
    user = add_user(
        username=username,
        full_name=full_name.strip(),
        phone=phone,
        password=None,
        by=by,
        area=area,
        now=now,
    )
    return give_post(user=user, role=role, area=area, from_on=from_on, by=by, now=now)


@transaction.atomic
def correct_post(*, post: Post, role: Role, area: AreaCode, reason: str, by: Viewer, now: datetime) -> Post:
    """Let somebody hold another role or grid instead of the one given wrongly, from today or from the post's own day to come.

    What was recorded meanwhile stays judged by the post held then. `post` comes from the viewer's query.
    Raises NotYours, ReasonMissing, OverAlready, NothingChanged, RoleNotAtThisLevel, AreaUnknown, PostHeldAlready,
    RolesKeptApart.
    """
    ensure_gives(by=by, role=role, area=area)
    _ensure_reason(reason)
    today = day_of(now)
    if is_over(until_on=post.until_on, on=today):
        raise OverAlready(post)
    if (post.role, post.area_id) == (role, area):
        raise NothingChanged(post)
    end_post(post=post, by=by, now=now)
    right = give_post(user=post.user, role=role, area=area, from_on=max(today, post.from_on), by=by, now=now)
    _note(StaffChange.Kind.POST, post, _told(post), _told(right), reason, by, now)
    return right


@transaction.atomic
def end_colleague(*, post: Post, reason: str, by: Viewer, now: datetime) -> None:
    """End a post today because somebody leaves it. Raises ReasonMissing, OverAlready."""
    _end(StaffChange.Kind.ENDED, post, reason, by, now)


@transaction.atomic
def take_post_back(*, post: Post, reason: str, by: Viewer, now: datetime) -> None:
    """End a post today because it was given by mistake. Raises ReasonMissing, OverAlready."""
    _end(StaffChange.Kind.TAKEN_BACK, post, reason, by, now)


@transaction.atomic
def give_again(*, post: Post, reason: str, by: Viewer, now: datetime) -> Post:
    """Let somebody whose post is over hold the same from today.

    Raises NotYours, ReasonMissing, HoldsAgain, AreaUnknown, PostHeldAlready, RolesKeptApart.
    """
    ensure_gives(by=by, role=Role(post.role), area=AreaCode(post.area_id))
    _ensure_reason(reason)
    today = day_of(now)
    if not is_over(until_on=post.until_on, on=today):
        raise HoldsAgain(post)
    again = give_post(
        user=post.user, role=Role(post.role), area=AreaCode(post.area_id), from_on=today, by=by, now=now
    )
    _note(StaffChange.Kind.AGAIN, post, _told(post), _told(again), reason, by, now)
    return again


def correct_name(*, post: Post, full_name: str, reason: str, by: Viewer, now: datetime) -> None:
    """Put right how somebody is called. `post`: one of theirs, from `renamed_by`. Raises ReasonMissing, NothingChanged."""
    area = AreaCode(post.area_id)
    correct_name_of(user_id=post.user_id, area=area, full_name=full_name, reason=reason, by=by, now=now)


def ensure_gives(*, by: Viewer, role: Role, area: AreaCode) -> None:
    """Raise NotYours where the viewer does not give this role at this area."""
    if role not in COLLEAGUE_ROLES or not may_at(viewer=by, action=Action.KEEP_COLLEAGUES, area=area):
        raise NotYours(role, area)


def _ensure_reason(reason: str) -> None:
    if not reason.strip():
        raise ReasonMissing


def _end(kind: StaffChange.Kind, post: Post, reason: str, by: Viewer, now: datetime) -> None:
    _ensure_reason(reason)
    if is_over(until_on=post.until_on, on=day_of(now)):
        raise OverAlready(post)
    before = _told(post)
    end_post(post=post, by=by, now=now)
    post.refresh_from_db()
    _note(kind, post, before, _told(post), reason, by, now)


def _told(post: Post) -> dict[str, str | None]:
    return {
        "role": post.role,
        "area": post.area_id,
        "from_on": post.from_on.isoformat(),
        "until_on": post.until_on.isoformat() if post.until_on else None,
    }


def _note(
    kind: StaffChange.Kind,
    post: Post,
    before: dict[str, str | None],
    after: dict[str, str | None],
    reason: str,
    by: Viewer,
    now: datetime,
) -> None:
    area = AreaCode(post.area_id)
    StaffChange.objects.create(
        county=area.county,
        community=area.community,
        user_id=post.user_id,
        kind=kind,
        before=before,
        after=after,
        reason=reason.strip(),
        at=now,
        by=by.user_id,
    )
    write_event(
        action="colleague.corrected",
        area=area,
        by=by.user_id,
        now=now,
        subject=post.user_id,
        changed={"kind": kind, "before": before, "after": after},
    )
