"""State of reporting of an area with many communities, in one word."""

from enum import StrEnum


class Reporting(StrEnum):
    """How far the communities of an area are, the worst of them first."""

    MISSING = "MISSING"
    LATE = "LATE"
    NOT_YET_DUE = "NOT_YET_DUE"
    ALL_IN = "ALL_IN"


def worst_state(*, missing: int, late: int, not_yet_due: int) -> Reporting:
    """Return the worst state that a community of an area is in: one that is missing outweighs all that are here.

    Source: docs/rules/reports.md#lateness.
    """
    counted = ((missing, Reporting.MISSING), (late, Reporting.LATE), (not_yet_due, Reporting.NOT_YET_DUE))
    return next((state for count, state in counted if count), Reporting.ALL_IN)
