"""Writes of reports: sealed once and corrected; what the level above does with them is in `exchange` and `receiving`."""

from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.db import IntegrityError, transaction

from linli.areas.models import Area
from linli.areas.rules import AreaCode, Level
from linli.audit.commands import write_event
from linli.audit.queries import end_of
from linli.reports.commands.exchange import (
    answer,
    answer_return,
    correct_answer,
    receive_report,
    return_report,
    take_back_receipt,
    withdraw_return,
)
from linli.reports.commands.offices import (
    CorrectionNeedsReason,
    GridsDoNotReport,
    NothingToAnswer,
    NothingToCorrect,
    NothingToTakeBack,
    NotTheNewest,
    NotYetOpen,
    NotYourReport,
    ReceivedAlready,
    ReportSealedAlready,
    SealedByThemselves,
    SealedSince,
    may_receive,
    may_seal,
)
from linli.reports.commands.receiving import ReceivedTogether, receive_shown
from linli.reports.commands.sums import add_up
from linli.reports.models import Report
from linli.reports.queries import daily
from linli.reports.queries.above import office_above
from linli.reports.queries.area_day import AreaDay, area_day
from linli.reports.queries.chain import HASH, content_of
from linli.reports.queries.rollup import roll_up
from linli.reports.queries.taking_part import is_owed
from linli.reports.registers import LINES
from linli.reports.rules import SEAL_VERSION, BalanceBroken, Window, balance_holds, report_seal, rows_digest
from linli.reports.rules.deadlines import nobody_owed
from linli.reports.rules.forms import FORM, FORM_VERSION, PRESENT, RECEIVED, Figures
from linli.staff.rules import Viewer

__all__ = [
    "CorrectionNeedsReason",
    "GridsDoNotReport",
    "NotTheNewest",
    "NotYetOpen",
    "NotYourReport",
    "NothingToAnswer",
    "NothingToCorrect",
    "NothingToTakeBack",
    "ReceivedAlready",
    "ReceivedTogether",
    "ReportSealedAlready",
    "SealedByThemselves",
    "SealedSince",
    "answer_return",
    "correct_answer",
    "correct_report",
    "is_unchanged",
    "may_receive",
    "may_seal",
    "receive_report",
    "receive_shown",
    "return_report",
    "seal_report",
    "take_back_receipt",
    "withdraw_return",
]


@transaction.atomic
def seal_report(*, area: AreaCode, day: date, by: Viewer, now: datetime) -> Report:
    """Freeze an area's figures of a day: a community's from its register, a higher level's from the reports below.

    A report with nothing but zeros is sealed like any other. Raises GridsDoNotReport, NotYourReport,
    ReportSealedAlready, NotYetOpen, BalanceBroken, and DayNotBegun for a day to come.
    """
    if area.level == Level.GRID:
        raise GridsDoNotReport(area)
    if not may_seal(viewer=by, area=area):
        raise NotYourReport(area)
    of = area_day(area=area, day=day)
    if of.report is not None:
        raise ReportSealedAlready(area, day)
    covered = daily.window_of(of=of, now=now)
    if now < of.clock.opens_at:
        raise NotYetOpen(of.clock.opens_at)
    report = _write(of, covered, _said(of, covered, now), by, now)
    write_event(
        action="report.sealed",
        area=area,
        by=by.user_id,
        now=now,
        subject=report.pk,
        changed={"day": day.isoformat(), HASH: report.hash},
    )
    return report


@dataclass(frozen=True)
class _Said:
    """What a report says, and of which rows. left_out, lines: as in `Report`."""

    figures: Figures
    digest: str
    left_out: tuple[str, ...] = ()
    lines: tuple[str, ...] = ()


def _as_sealed(report: Report) -> _Said:
    """Return what a sealed report says, to be held against what is counted anew."""
    return _Said(report.figures, report.rows_digest, tuple(report.left_out), tuple(report.lines))


def _said(of: AreaDay, covered: Window, now: datetime) -> _Said:
    """Return what an area's report says of a window. Raises BalanceBroken."""
    said = _from_register(of.area, covered) if daily.is_community(of.area) else _from_below(of, now)
    if not balance_holds(said.figures):
        raise BalanceBroken(of.area, of.day)
    return said


def _from_register(area: AreaCode, covered: Window) -> _Said:
    counted = daily.counted_in(area=area, covered=covered)
    lines = tuple(sorted(LINES))
    digest = daily.digest_of(area=area, covered=covered, lines=lines)
    return _Said(counted.figures, digest, tuple(sorted(counted.left_out)), lines)


def _from_below(of: AreaDay, now: datetime) -> _Said:
    above = roll_up(area=of.area, day=of.day, now=now, of=of)
    received = {f"{RECEIVED}{key}": n for key, n in vars(above.received).items()}
    present = {f"{PRESENT}{key}": n for key, n in above.present.items()}
    digest = rows_digest(daily.hashes_below(area=of.area, day=of.day))
    return _Said({**above.figures, **received, **present}, digest)


def _write(of: AreaDay, covered: Window, said: _Said, by: Viewer, now: datetime, reason: str = "") -> Report:
    area, day, known = of.area, of.day, of.report
    # One link of a chain at a time: a correction of one day and a seal of another would both follow the same one.
    list(Area.objects.select_for_update(no_key=True).filter(pk=area).values_list("pk"))
    last = Report.objects.filter(area=area, form=FORM).order_by("-sealed_at", "-version").first()
    # A version stands under the hours of the first; what nobody owed is late for nobody.
    owed = known.is_owed if known else is_owed(area=area, on=day)
    hours = known or (of.clock if owed else nobody_owed(clock=of.clock, sealed_at=now))
    report = Report(
        county=area.county,
        area=area,
        above=office_above(area=area) or "",
        form=FORM,
        form_version=FORM_VERSION,
        day=day,
        version=of.last_version + 1,
        from_at=covered.from_,
        as_of=covered.as_of,
        figures=dict(said.figures),
        left_out=list(said.left_out),
        lines=list(said.lines),
        rows_digest=said.digest,
        audit_head=end_of(county=area.county),
        seal_version=SEAL_VERSION,
        previous_hash=last.hash if last else "",
        due_at=hours.due_at,
        late_after=hours.late_after,
        closes_at=hours.closes_at,
        first_sealed_at=known.first_sealed_at if known else now,
        sealed_at=now,
        sealed_by=by.user_id,
        reason=reason,
        is_owed=owed,
    )
    report.hash = report_seal(
        key=settings.AUDIT_KEY,
        version=SEAL_VERSION,
        content=content_of(report=report),
        previous_hash=report.previous_hash,
    )
    try:
        with transaction.atomic():
            report.save(force_insert=True)
    except IntegrityError as error:
        # Two people pressed the button in the same second: the first seal stands.
        raise ReportSealedAlready(area, day) from error
    if daily.is_community(area):
        add_up(community=area, day=day)
    return report


@transaction.atomic
def correct_report(*, area: AreaCode, day: date, reason: str, by: Viewer, now: datetime) -> Report:
    """Seal a new version of a day's report over the window of the version before it; both stay, and the reason.

    The window never moves, so that reports of consecutive days go on meeting, and any day may be corrected whatever was
    sealed since. It answers a return that waits. Raises NotYourReport, CorrectionNeedsReason, NothingToCorrect,
    BalanceBroken. Source: docs/decisions/055-a-correction-keeps-its-window.md.
    """
    if not may_seal(viewer=by, area=area):
        raise NotYourReport(area)
    if not reason.strip():
        raise CorrectionNeedsReason
    of = area_day(area=area, day=day)
    known = of.report
    if known is None:
        raise NothingToCorrect(area, day)
    covered = Window(from_=known.from_at, as_of=known.as_of)
    report = _write(of, covered, _said(of, covered, now), by, now, reason.strip())
    answer(report=known, words=reason, by=by, now=now)
    write_event(
        action="report.corrected",
        area=area,
        by=by.user_id,
        now=now,
        subject=report.pk,
        changed={"day": day.isoformat(), "version": report.version, HASH: report.hash},
    )
    return report


def is_unchanged(*, area: AreaCode, day: date, now: datetime) -> bool:
    """Say whether a day's report would say anew what it says: no figure differs, and no row behind one.

    False where none is sealed. Raises BalanceBroken.
    """
    of = area_day(area=area, day=day)
    return of.report is not None and _as_sealed(of.report) == _said(
        of, Window(from_=of.report.from_at, as_of=of.report.as_of), now
    )
