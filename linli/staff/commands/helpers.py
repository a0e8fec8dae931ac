"""Volunteers who help for some days: without a password, with one post that ends by itself."""

from datetime import date, datetime

from django.db import transaction

from linli.areas.rules import AreaCode
from linli.clock import day_of
from linli.ids import new_id
from linli.staff.commands.assignments import take_all_back
from linli.staff.commands.posts import add_user, end_post, give_post
from linli.staff.models import Post, User
from linli.staff.queries.held import lasting
from linli.staff.rights import Role
from linli.staff.rules import Viewer


@transaction.atomic
def add_helper(*, name: str, community: AreaCode, by: Viewer, now: datetime) -> User:
    """Add somebody who helps in a community and signs in by a link alone; without a post until `extend_helper`."""
    return add_user(
        username=f"helper-{new_id()}", full_name=name, password=None, by=by, area=community, now=now
    )


@transaction.atomic
def extend_helper(*, user: User, community: AreaCode, until_on: date, by: Viewer, now: datetime) -> None:
    """Let somebody be a helper of a community from today, until_on being the first day without.

    Raises RolesKeptApart for whoever holds another post.
    """
    _end_posts(user=user, community=community, by=by, now=now)
    post = give_post(user=user, role=Role.HELPER, area=community, from_on=day_of(now), by=by, now=now)
    Post.objects.filter(pk=post.pk).update(until_on=until_on)


@transaction.atomic
def end_helper(*, user: User, community: AreaCode, reason: str, by: Viewer, now: datetime) -> None:
    """End what somebody is as a helper of a community, and take back whatever was assigned to them there."""
    _end_posts(user=user, community=community, by=by, now=now)
    take_all_back(user=user, area=community, reason=reason, by=by, now=now)


def _end_posts(*, user: User, community: AreaCode, by: Viewer, now: datetime) -> None:
    for post in Post.objects.filter(
        lasting(since=day_of(now)), user=user, area_id=community, role=Role.HELPER
    ):
        end_post(post=post, by=by, now=now)
