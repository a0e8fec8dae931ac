"""What waited for a second person and does so no more: lapsed, or closed by somebody."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from linli.areas.rules import AreaCode
from linli.staff.confirming import may_confirm
from linli.staff.models import Confirmation
from linli.staff.queries.confirmations import asked_since, still_waits
from linli.staff.rights import Action, Role
from linli.staff.rules import CONFIRM_WITHIN, Viewer, may

_LASTS = Confirmation.Outcome.WAITS


def lapsed_to(*, viewer: Viewer, on: date) -> QuerySet[Confirmation]:
    """Return what the viewer asked for and lapsed, by its day or because the account was locked, the newest first.

    It is told until CONFIRM_WITHIN after the day on which it would have lapsed.
    """
    by_its_day = Q(outcome=_LASTS) & ~still_waits(on=on)
    by_a_lock = Q(outcome=Confirmation.Outcome.LAPSED) | Q(
        outcome=_LASTS, asks=Confirmation.Asks.END, post__user__is_active=False
    )
    rows = Confirmation.objects.filter(
        by_its_day | by_a_lock, asked_by=viewer.user_id, asked_at__gte=asked_since(on=on - CONFIRM_WITHIN)
    )
    return rows.select_related("post__user", "asked_by").order_by("-asked_at", "pk")


def closed(*, viewer: Viewer, confirmation_id: UUID, on: date) -> Confirmation | None:
    """Return what the viewer could have answered, or taken back, if nobody had closed it and it had not lapsed; or None."""
    over = ~Q(outcome=_LASTS) | ~still_waits(on=on)
    row = Confirmation.objects.filter(over, pk=confirmation_id).select_related("post").first()
    if row is None or not may(viewer=viewer, action=Action.CONFIRM_POST):
        return None
    is_second = may_confirm(
        viewer=viewer,
        role=Role(row.role),
        area=AreaCode(row.area),
        asked_by=row.asked_by_id,
        holder=row.post.user_id,
    )
    return row if is_second or row.asked_by_id == viewer.user_id else None


def words_declined(*, posts: Collection[UUID]) -> dict[UUID, str]:
    """Return the reason with which each of some posts was declined, by post; those that were not are left out. One statement."""
    rows = Confirmation.objects.filter(
        post__in=posts, outcome=Confirmation.Outcome.DECLINED, asks=Confirmation.Asks.BEGIN
    )
    return {row.post_id: row.word for row in rows.order_by("closed_at")}
