"""Standing in for a colleague for some days."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import F

from linli.areas.rules import AreaCode
from linli.audit.commands import write_event
from linli.clock import day_of
from linli.staff.commands.apart import OwnAppointment, keep_apart
from linli.staff.commands.posts import end_post
from linli.staff.models import Post, Substitution, User
from linli.staff.queries.substitutions import own_posts_in
from linli.staff.rights import Role
from linli.staff.rules import Viewer, day_after, days_overlap, may_stand_in, stands_in_too_long


class WrongDays(Exception):
    """It ends before it begins, or begins before today."""


class TooLong(Exception):
    """It lasts, or begins, longer than STAND_IN_DAYS from its beginning, or from today."""


class SamePerson(Exception):
    """Nobody stands in for themselves."""


class OtherCommunity(Exception):
    """The substitute has no post in this community on these days."""


class MayNotStandIn(Exception):
    """Nobody of the substitute's roles stands in for the absent's."""


class PostTooShort(Exception):
    """The absent does not hold the post on all of these days."""


class StoodInAlready(Exception):
    """Somebody stands in for this post on some of these days."""


class OverAlready(Exception):
    """It has ended."""


@transaction.atomic
def substitute(
    *,
    absent: Post,
    by_whom: User,
    from_on: date,
    until_on: date,
    reason: str,
    by: Viewer,
    now: datetime,
) -> Substitution:
    """Let somebody stand in for a post from a day to a day of Asia/Shanghai, both included.

    Gives a post of the same role and area for these days. `absent` comes from a viewer's query.
    Raises WrongDays, TooLong, SamePerson, OwnAppointment, PostTooShort, OtherCommunity, MayNotStandIn, StoodInAlready,
    RolesKeptApart.
    """
    _ensure_days(from_on, until_on, day_of(now))
    if by_whom.pk == absent.user_id:
        raise SamePerson(by_whom)
    if by_whom.pk == by.user_id:
        raise OwnAppointment(by_whom)
    area, until = AreaCode(absent.area_id), day_after(until_on)
    _ensure_free(by_whom, absent, from_on, until_on)
    keep_apart(user=by_whom, role=Role(absent.role), area=area, from_on=from_on, until_on=until, now=now)
    post = Post.objects.create(user=by_whom, area_id=area, role=absent.role, from_on=from_on, until_on=until)
    row = Substitution.objects.create(
        county=area.county,
        community=area.community,
        area=area,
        absent_id=absent.user_id,
        substitute=by_whom,
        from_on=from_on,
        until_on=until_on,
        reason=reason.strip(),
        post=post,
        set_at=now,
        set_by=by.user_id,
    )
    write_event(
        action="substitution.set",
        area=area,
        by=by.user_id,
        now=now,
        subject=row.pk,
        changed={"role": absent.role, "from_on": from_on.isoformat(), "until_on": until_on.isoformat()},
    )
    return row


def _ensure_free(by_whom: User, absent: Post, from_on: date, until_on: date) -> None:
    """Raise PostTooShort, OtherCommunity, MayNotStandIn or StoodInAlready where somebody cannot stand in for a post."""
    # One after the other for the same absent, so that two at once cannot both find the days free.
    User.objects.select_for_update().get(pk=absent.user_id)
    _ensure_post_lasts(absent, from_on, day_after(until_on))
    _ensure_may(by_whom, absent, from_on, until_on)
    if _stood_in(absent, from_on, until_on):
        raise StoodInAlready(absent)


def _ensure_days(from_on: date, until_on: date, today: date) -> None:
    if until_on < from_on or from_on < today:
        raise WrongDays(from_on, until_on)
    if stands_in_too_long(from_on=from_on, until_on=until_on, today=today):
        raise TooLong(from_on, until_on)


def _ensure_post_lasts(absent: Post, from_on: date, until: date) -> None:
    if absent.from_on > from_on or (absent.until_on is not None and absent.until_on < until):
        raise PostTooShort(absent)


def _ensure_may(by_whom: User, absent: Post, from_on: date, until_on: date) -> None:
    community = AreaCode(absent.area_id).community
    held = own_posts_in(community=community, user=by_whom, from_on=from_on, until_on=until_on)
    if not held:
        raise OtherCommunity(by_whom)
    if not may_stand_in(absent=Role(absent.role), own=[Role(post.role) for post in held]):
        raise MayNotStandIn(by_whom)


def _stood_in(absent: Post, from_on: date, until_on: date) -> bool:
    """Say whether one for the same absent, role and area touches these days; what was ended early frees the rest."""
    rows = Substitution.objects.filter(
        absent=absent.user_id, area=absent.area_id, post__role=absent.role
    ).values_list("post__from_on", "post__until_on")
    return any(
        until is not None
        and began < until
        and days_overlap(one=(began, until - timedelta(days=1)), other=(from_on, until_on))
        for began, until in rows
    )


@transaction.atomic
def end_substitution(*, substitution: Substitution, by: Viewer, now: datetime) -> None:
    """End a substitution now, and its rights with it; one that has not begun never holds. Raises OverAlready."""
    lasting = Post.objects.filter(until_on__gt=day_of(now)).filter(until_on__gt=F("from_on"))
    post = lasting.filter(pk=substitution.post_id).first()
    if post is None:
        raise OverAlready(substitution)
    end_post(post=post, by=by, now=now)
    write_event(
        action="substitution.ended", area=substitution.area, by=by.user_id, now=now, subject=substitution.pk
    )
