"""Which sealed versions stand: all that nobody withdrew; at a moment, those that were sealed and not withdrawn by then."""

from datetime import datetime

from django.db.models import Q

from linli.reports.models import Report


def stood_at(*, at: datetime) -> Q:
    """Return the condition on reports that they stood at a moment; `queries.sums` says it in SQL."""
    return Q(sealed_at__lte=at) & (Q(withdrawn_at=None) | Q(withdrawn_at__gt=at))


def stood(*, report: Report, at: datetime) -> bool:
    """Say whether a version stood at a moment."""
    return report.sealed_at <= at and (report.withdrawn_at is None or report.withdrawn_at > at)
