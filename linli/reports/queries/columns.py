"""Columns of the daily report that do not apply in a community."""

from datetime import datetime

from django.db.models import Q

from linli.reports.models import ColumnLeftOut as ColumnLeftOut  # pages may name the type of a row


def left_out(*, area: str, at: datetime) -> frozenset[str]:
    """Return the columns that did not apply in a community at a moment."""
    rows = ColumnLeftOut.objects.filter(Q(until_at=None) | Q(until_at__gt=at), area=area, from_at__lte=at)
    return frozenset(rows.values_list("key", flat=True))


def left_out_now(*, area: str) -> dict[str, ColumnLeftOut]:
    """Return the open rows of a community by column."""
    return {row.key: row for row in ColumnLeftOut.objects.filter(area=area, until_at=None)}
