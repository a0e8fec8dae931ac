"""Columns of the daily report that do not apply in a community."""

from linli.reports.models import ColumnLeftOut as ColumnLeftOut  # pages may name the type of a row


def left_out_now(*, area: str) -> dict[str, ColumnLeftOut]:
    """Return the open rows of a community by column."""
    return {row.key: row for row in ColumnLeftOut.objects.filter(area=area, until_at=None)}
