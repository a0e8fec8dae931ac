"""State of an area with many communities in one word: of reporting, of illness."""

from enum import StrEnum

from linli.reports.rules.forms import Figures


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


class Illness(StrEnum):
    """What the reports of an area tell of illness, the gravest first; silence is no health."""

    ILL = "ILL"  # suspected or confirmed
    ABNORMAL = "ABNORMAL"
    NONE = "NONE"
    NO_REPORT = "NO_REPORT"


def gravest_illness(*, figures: Figures, reports: int) -> Illness:
    """Return the gravest that reports of an area tell; `reports`: how many of its communities reported.

    Source: docs/rules/reports.md#units.
    """
    if not reports:
        return Illness.NO_REPORT
    if figures.get("suspected") or figures.get("confirmed"):
        return Illness.ILL
    if figures.get("alerts") is None:
        return Illness.NO_REPORT
    return Illness.ABNORMAL if figures["alerts"] else Illness.NONE
