"""On which days posts hold, as conditions on rows and of a row at hand: the only place that says it."""

from datetime import date
from typing import Final

from django.db.models import Exists, F, OuterRef, Q, Value
from django.db.models.functions import Concat

from linli.areas.models import Area
from linli.areas.rules import Level
from linli.staff.models import Post
from linli.staff.rules import CONFIRM_WITHIN
from linli.stream.tables import county_of


def held_on(*, on: date) -> Q:
    """Return the condition that a post is held on a day: begun, not over, confirmed; its `until_on` is the first day without."""
    return held_between(since=on, on=on)


def held_between(*, since: date, on: date) -> Q:
    """Return the condition that a post is or was held on some day from `since` to `on`, both included."""
    return lasting(since=since) & Q(from_on__lte=on)


# Nobody is waited for: what waits for a second person gives no right on any day.
BEGUN: Final = Q(waits_since_on=None)


def lasting(*, since: date) -> Q:
    """Return the condition that a post holds on a day or begins later: what is not over yet and waits for nobody."""
    return BEGUN & not_over(since=since)


def not_over(*, since: date) -> Q:
    """Return the condition that what has an until_on, such as a post, begun or waiting, is not over on a day."""
    return Q(until_on=None) | Q(until_on__gt=since)


def waiting(*, on: date) -> Q:
    """Return the condition that a post waits for a second person on a day: nobody closed it, and it has not lapsed."""
    again = Q(waits_again=True, waits_since_on__isnull=False) & not_over(since=on)
    return Q(waits_since_on__gt=on - CONFIRM_WITHIN, until_on=None) | again


def lapsed(*, on: date) -> Q:
    """Return the condition that a post has waited for CONFIRM_WITHIN on a day and nobody closed it; never of what waits again."""
    return Q(waits_since_on__lte=on - CONFIRM_WITHIN, until_on=None, waits_again=False)


def lasting_or_waiting(*, since: date, today: date) -> Q:
    """Return the condition that a post holds on a day or begins later, confirmed or waiting today for who confirms it."""
    return lasting(since=since) | waiting(on=today)


def of_post_not_over(*, since: date) -> Q:
    """Return the condition on a row of a post that the post is not over on a day."""
    return Q(post__until_on=None) | Q(post__until_on__gt=since)


def held_by(*, on: date) -> Q:
    """Return the condition that a post was held on a day or on any day before it: begun, confirmed, not ended before it began."""
    return BEGUN & Q(from_on__lte=on) & (Q(until_on=None) | Q(until_on__gt=F("from_on")))


def stood_in_on(*, on: date) -> Q:
    """Return the condition on a substitution that its post, which always ends, is held on a day."""
    return Q(post__from_on__lte=on, post__until_on__gt=on, post__waits_since_on=None)


def is_over(*, until_on: date | None, on: date) -> bool:
    """Say of a post at hand whether it is over on a day; `lasting` says it of rows."""
    return until_on is not None and until_on <= on


def counties_staffed() -> set[str]:
    """Return the counties, as of stream tables, in which anybody ever held a post."""
    return {county_of(area) for area in Post.objects.filter(BEGUN).values_list("area", flat=True).distinct()}


def areas_staffed(*, behind: str, limit: int) -> list[str]:
    """Return the next open areas above the grids behind a code, in order, where anybody ever held a post, there or beneath."""
    beneath = Post.objects.filter(
        BEGUN, area_id__gte=OuterRef("code"), area_id__lte=Concat(OuterRef("code"), Value("9" * 15))
    )
    rows = Area.objects.filter(Exists(beneath), code__gt=behind, valid_until=None).exclude(level=Level.GRID)
    return list(rows.order_by("code").values_list("code", flat=True)[:limit])
