"""Writes between the level that sealed a report and the one above: received, returned, answered; and each taken back."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from linli.areas.rules import AreaCode
from linli.audit.commands import write_event
from linli.reports.commands.offices import (
    CorrectionNeedsReason,
    NothingToAnswer,
    NothingToTakeBack,
    NotTheNewest,
    NotYourReport,
    ReceivedAlready,
    may_seal,
    receiver_of,
)
from linli.reports.models import ReceivedHash, Report
from linli.reports.queries import daily
from linli.reports.queries.returned import exchange_of, is_waiting
from linli.reports.queries.undone import What, with_undone
from linli.staff.rules import Viewer


@transaction.atomic
def return_report(*, report: Report, reason: str, by: Viewer, now: datetime) -> None:
    """Send a report back with a reason; it stands, and waits until it is answered or corrected.

    A receipt ends with it. Once answered it may be returned again; what was said before is kept. Raises NotYourReport,
    SealedByThemselves, CorrectionNeedsReason, NotTheNewest.
    """
    receiver_of(report=report, by=by)
    if not reason.strip():
        raise CorrectionNeedsReason
    held = _held_newest(report)
    if is_waiting(report=held):
        raise NotTheNewest(report.area, report.day)
    if held.received_at is not None:
        held.undone = with_undone(
            report=held, what=What.RECEIPT, ended_at=now, ended_by=by.user_id, reason=reason.strip()
        )
    Report.objects.filter(pk=held.pk).update(
        undone=held.undone,
        received_at=None,
        received_by=None,
        earlier_returns=[*held.earlier_returns, *exchange_of(report=held)],
        returned_at=now,
        returned_by=by.user_id,
        return_reason=reason.strip(),
        answered_at=None,
        answered_by=None,
        answer="",
    )
    write_event(action="report.returned", area=report.area, by=by.user_id, now=now, subject=report.pk)


@transaction.atomic
def withdraw_return(*, report: Report, reason: str, by: Viewer, now: datetime) -> None:
    """Take a return back that nobody has answered, with a reason; the version waits to be received as before.

    Whoever holds the office that returned it may. Raises NotYourReport, SealedByThemselves, CorrectionNeedsReason,
    NotTheNewest, NothingToTakeBack.
    """
    receiver_of(report=report, by=by)
    if not reason.strip():
        raise CorrectionNeedsReason
    held = _held_newest(report)
    if not is_waiting(report=held):
        raise NothingToTakeBack(report.area, report.day)
    Report.objects.filter(pk=held.pk).update(
        undone=with_undone(
            report=held, what=What.RETURN, ended_at=now, ended_by=by.user_id, reason=reason.strip()
        ),
        returned_at=None,
        returned_by=None,
        return_reason="",
    )
    write_event(action="report.return_withdrawn", area=report.area, by=by.user_id, now=now, subject=report.pk)


@transaction.atomic
def answer_return(*, area: AreaCode, day: date, words: str, by: Viewer, now: datetime) -> None:
    """Answer a return in words alone: the figures stand. Raises NotYourReport, CorrectionNeedsReason, NothingToAnswer."""
    _own_words(area, words, by)
    report = daily.sealed_report(area=area, day=day)
    if report is None or not answer(report=report, words=words, by=by, now=now):
        raise NothingToAnswer(area, day)
    write_event(action="report.return_answered", area=area, by=by.user_id, now=now, subject=report.pk)


def answer(*, report: Report, words: str, by: Viewer, now: datetime) -> bool:
    """Let words answer a report's return; say whether one was waiting. For a command that has asked whose it is."""
    waiting = Report.objects.filter(pk=report.pk, answered_at=None).exclude(returned_at=None)
    return bool(waiting.update(answered_at=now, answered_by=by.user_id, answer=words.strip()))


@transaction.atomic
def correct_answer(*, area: AreaCode, day: date, words: str, by: Viewer, now: datetime) -> None:
    """Put the words right that answered a return, until the level above has received them; both are kept.

    Raises NotYourReport, CorrectionNeedsReason, NothingToAnswer, ReceivedAlready.
    """
    _own_words(area, words, by)
    report = daily.sealed_report(area=area, day=day)
    if report is None:
        raise NothingToAnswer(area, day)
    held = Report.objects.select_for_update(no_key=True).get(pk=report.pk)
    if held.received_at is not None:
        raise ReceivedAlready(area, day)
    if held.answered_at is None:
        raise NothingToAnswer(area, day)
    Report.objects.filter(pk=held.pk).update(
        undone=with_undone(report=held, what=What.ANSWER, ended_at=now, ended_by=by.user_id, reason=""),
        answered_at=now,
        answered_by=by.user_id,
        answer=words.strip(),
    )
    write_event(action="report.answer_corrected", area=area, by=by.user_id, now=now, subject=report.pk)


@transaction.atomic
def receive_report(*, report: Report, by: Viewer, now: datetime) -> None:
    """Note that the level above has the newest version of a report; noting it again changes nothing.

    Raises NotYourReport, SealedByThemselves, NotTheNewest, which one that waits for an answer is neither.
    """
    above = receiver_of(report=report, by=by)
    held = _held_newest(report)
    if is_waiting(report=held):
        raise NotTheNewest(report.area, report.day)
    if held.received_at is None:
        Report.objects.filter(pk=held.pk).update(received_at=now, received_by=by.user_id)
        keep_hashes(reports=[held], above=above, now=now)
        write_event(action="report.received", area=report.area, by=by.user_id, now=now, subject=report.pk)


def keep_hashes(*, reports: Sequence[Report], above: AreaCode, now: datetime) -> None:
    """Keep the hash of what an office received; what it holds of a version already stands, for its receipt may be taken back."""
    ReceivedHash.objects.bulk_create(
        [
            ReceivedHash(
                area=above,
                report=report.pk,
                of_area=report.area,
                day=report.day,
                version=report.version,
                hash=report.hash,
                received_at=now,
            )
            for report in reports
        ],
        ignore_conflicts=True,
    )


@transaction.atomic
def take_back_receipt(*, report: Report, reason: str, by: Viewer, now: datetime) -> None:
    """Take a receipt back, with a reason; the version waits to be received again, and its hash stays where it is held.

    Raises NotYourReport, SealedByThemselves, CorrectionNeedsReason, NotTheNewest, NothingToTakeBack.
    """
    receiver_of(report=report, by=by)
    if not reason.strip():
        raise CorrectionNeedsReason
    held = _held_newest(report)
    if held.received_at is None:
        raise NothingToTakeBack(report.area, report.day)
    Report.objects.filter(pk=held.pk).update(
        undone=with_undone(
            report=held, what=What.RECEIPT, ended_at=now, ended_by=by.user_id, reason=reason.strip()
        ),
        received_at=None,
        received_by=None,
    )
    write_event(
        action="report.receipt_taken_back", area=report.area, by=by.user_id, now=now, subject=report.pk
    )


def _own_words(area: AreaCode, words: str, by: Viewer) -> None:
    if not may_seal(viewer=by, area=area):
        raise NotYourReport(area)
    if not words.strip():
        raise CorrectionNeedsReason


def _held_newest(report: Report) -> Report:
    """Return a report's row as it is now, held until the end. Raises NotTheNewest."""
    held = Report.objects.select_for_update(no_key=True).get(pk=report.pk)
    if held.version != daily.newest_version(area=held.area, day=held.day):
        raise NotTheNewest(report.area, report.day)
    return held
