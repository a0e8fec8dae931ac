"""What reports and registers know of chains of audit events: where they ended, and which must be there."""

from collections.abc import Iterator

from linli.audit.rules import Head
from linli.people.queries.counties import counties_registered
from linli.reports.models import Report
from linli.staff.queries.held import counties_staffed


def heads_in_reports() -> Iterator[tuple[str, Head]]:
    """Yield where each county's chain ended, as its sealed reports hold it."""
    ends = (
        Report.objects.exclude(audit_head="")
        .order_by("county")
        .values_list("county", "audit_head")
        .distinct()
    )
    for county, end in ends.iterator():
        position, _, link = end.partition(":")
        # What was written into the row by another hand is found by the report's own seal.
        yield county, Head(int(position) if position.isdecimal() else 0, link)


def counties_peopled() -> set[str]:
    """Return the counties that have posts, persons or sealed reports: an event was written of each."""
    sealed = set(Report.objects.values_list("county", flat=True).distinct())
    return sealed | counties_registered() | counties_staffed()
