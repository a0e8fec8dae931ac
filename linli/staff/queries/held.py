"""On which days posts hold, as conditions on rows and of a row at hand: the only place that says it."""

from datetime import date

from django.db.models import Min, Q

from linli.areas.rules import AreaCode
from linli.staff.models import Post
from linli.stream.tables import county_of


def held_on(*, on: date) -> Q:
    """Return the condition that a post is held on a day: begun, and not over; its `until_on` is the first day without."""
    return held_between(since=on, on=on)


def held_between(*, since: date, on: date) -> Q:
    """Return the condition that a post is or was held on some day from `since` to `on`, both included."""
    return lasting(since=since) & Q(from_on__lte=on)


def lasting(*, since: date) -> Q:
    """Return the condition that a post, or an assignment, holds on a day or begins later: what is not over yet."""
    return Q(until_on=None) | Q(until_on__gt=since)


def stood_in_on(*, on: date) -> Q:
    """Return the condition on a substitution that its post, which always ends, is held on a day."""
    return Q(post__from_on__lte=on, post__until_on__gt=on)


def is_over(*, until_on: date | None, on: date) -> bool:
    """Say of a post at hand whether it is over on a day; `lasting` says it of rows."""
    return until_on is not None and until_on <= on


def first_post_on(*, area: AreaCode) -> date | None:
    """Return the day from which anybody holds a post at an area or beneath it; None where nobody ever did."""
    from_, until = area.range
    posts = Post.objects.filter(area__gte=from_, area__lt=until)
    first: date | None = posts.aggregate(first=Min("from_on"))["first"]
    return first


def counties_staffed() -> set[str]:
    """Return the counties, as of stream tables, in which anybody ever held a post."""
    return {county_of(area) for area in Post.objects.values_list("area", flat=True).distinct()}
