"""Writes of what waits for a second person, below the commands that give and end posts."""

from datetime import datetime

from django.db.models import F, QuerySet

from linli.clock import day_of
from linli.staff.models import Confirmation, Post
from linli.staff.queries.confirmations import still_waits
from linli.staff.rules import Viewer

_WAITS = Confirmation.Outcome.WAITS


class AskedAlready(Exception):
    """The same waits for a second person."""


def wait_for_second(
    *, post: Post, asks: Confirmation.Asks, reason: str, by: Viewer, now: datetime
) -> Confirmation:
    """Let a post, or its end, wait for a second person. Call it inside a transaction. Raises AskedAlready."""
    waits = Confirmation.objects.filter(post=post, outcome=_WAITS)
    waits.exclude(still_waits(on=day_of(now))).update(outcome=Confirmation.Outcome.LAPSED)
    if waits.exists():
        raise AskedAlready(post)
    if asks != Confirmation.Asks.END:
        post.waits_since_on = day_of(now)
        post.save(update_fields=["waits_since_on"])
    return Confirmation.objects.create(
        post=post,
        asks=asks,
        role=post.role,
        area=post.area_id,
        asked_at=now,
        asked_by_id=by.user_id,
        reason=reason,
    )


def close_waiting(*, post: Post, by: Viewer | None, now: datetime) -> None:
    """Say of whatever waited about a post that it was taken back, for the post has ended."""
    Confirmation.objects.filter(post=post, outcome=_WAITS).update(
        outcome=Confirmation.Outcome.TAKEN_BACK, closed_at=now, closed_by=by.user_id if by else None
    )


def lapse(*, posts: QuerySet[Post]) -> None:
    """End some posts that wait, as if they had never been given: nobody did it."""
    ids = list(posts.values_list("pk", flat=True))
    Confirmation.objects.filter(post__in=ids, outcome=_WAITS).update(outcome=Confirmation.Outcome.LAPSED)
    Post.objects.filter(pk__in=ids).update(until_on=F("waits_since_on"))
