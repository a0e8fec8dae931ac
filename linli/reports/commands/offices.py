"""Whose word a report is: who seals it and who receives it; and why neither was taken."""

from linli.areas.rules import AreaCode
from linli.reports.models import Report
from linli.staff.rights import Action
from linli.staff.rules import Viewer, own_offices


class ReportSealedAlready(Exception):
    """The report of this day is sealed; its figures stand."""


class NotYourReport(Exception):
    """The viewer may not seal or receive reports of this area."""


class SealedByThemselves(Exception):
    """Whoever sealed a version neither receives nor returns it: another of the level above does."""


class CorrectionNeedsReason(Exception):
    """Why a report is corrected or returned, or something is taken back, or what answers a return, must be said."""


class NothingToCorrect(Exception):
    """No report stands there."""


class NotTheNewest(Exception):
    """A report was corrected, or returned, since the page that was answered was made."""


class NothingToAnswer(Exception):
    """No return of the day's report waits for an answer."""


class NothingToTakeBack(Exception):
    """What was to be taken back or put right does not stand there any more."""


class ReceivedAlready(Exception):
    """The level above has received the version: what was answered to it stands."""


class SealedSince(Exception):
    """A later day's report goes on where this one ends: withdrawn, what lies between would be in no report."""


class NotYetOpen(Exception):
    """The day's report may be sealed from a later moment on, which is the argument."""


class GridsDoNotReport(Exception):
    """A grid is part of its community's report."""


def may_seal(*, viewer: Viewer, area: str) -> bool:
    """Say whether the viewer may seal an area's report: who holds the post at that very area.

    A level above never speaks for the one below: it has not seen the draft.
    """
    return area in own_offices(viewer=viewer, action=Action.SEAL_REPORT)


def may_receive(*, viewer: Viewer, report: Report) -> bool:
    """Say whether the viewer receives and returns a report: who holds the post at the very area that it goes to.

    Nobody acts over the head of the level between. Source: docs/rules/reports.md#receipt.
    """
    return report.above in own_offices(viewer=viewer, action=Action.RECEIVE_REPORT)


def receiver_of(*, report: Report, by: Viewer) -> AreaCode:
    """Return the area for which somebody receives a report. Raises NotYourReport, SealedByThemselves."""
    if not may_receive(viewer=by, report=report):
        raise NotYourReport(report.area)
    if report.sealed_by == by.user_id:
        raise SealedByThemselves(report.above)
    return AreaCode(report.above)
