"""Writes of reports: sealed once, received by the level above."""

from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.db import IntegrityError, transaction

from linli.areas.models import Area
from linli.areas.rules import AreaCode, Level
from linli.audit.commands import write_event
from linli.audit.queries import end_of
from linli.reports.commands.sums import add_up
from linli.reports.models import ReceivedHash, Report
from linli.reports.queries import daily
from linli.reports.queries.area_day import AreaDay, area_day
from linli.reports.queries.chain import HASH, content_of
from linli.reports.queries.returned import exchange_of, is_waiting
from linli.reports.queries.rollup import roll_up
from linli.reports.registers import LINES
from linli.reports.rules import SEAL_VERSION, BalanceBroken, Window, balance_holds, report_seal, rows_digest
from linli.reports.rules.forms import FORM, FORM_VERSION, PRESENT, RECEIVED, Figures
from linli.staff.rights import Action
from linli.staff.rules import Viewer, may_at, own_offices


class ReportSealedAlready(Exception):
    """The report of this day is sealed; its figures stand."""


class NotYourReport(Exception):
    """The viewer may not seal or receive reports of this area."""


class SealedByThemselves(Exception):
    """Whoever sealed a version neither receives nor returns it: another of the level above does."""


class CorrectionNeedsReason(Exception):
    """Why a report is corrected or returned, or what answers a return, must be said."""


class NothingToCorrect(Exception):
    """No report stands there."""


class NotTheNewest(Exception):
    """A report was corrected, or returned, since the page that was answered was made."""


class NothingToAnswer(Exception):
    """No return of the day's report waits for an answer."""


class NotYetOpen(Exception):
    """The day's report may be sealed from a later moment on, which is the argument."""


class GridsDoNotReport(Exception):
    """A grid is part of its community's report."""


def may_seal(*, viewer: Viewer, area: str) -> bool:
    """Say whether the viewer may seal an area's report: who holds the post at that very area.

    A level above never speaks for the one below: it has not seen the draft.
    """
    return area in own_offices(viewer=viewer, action=Action.SEAL_REPORT)


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
    # A version stands under the hours of the first.
    hours = known or of.clock
    report = Report(
        county=area.county,
        area=area,
        form=FORM,
        form_version=FORM_VERSION,
        day=day,
        version=known.version + 1 if known else 1,
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
    _answer(known, reason, by, now)
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


@transaction.atomic
def return_report(*, report: Report, reason: str, by: Viewer, now: datetime) -> None:
    """Send a report back with a reason; it stands, and waits until it is answered or corrected.

    Once answered it may be returned again; what was said before is kept. Raises NotYourReport, SealedByThemselves,
    CorrectionNeedsReason, NotTheNewest.
    """
    _receiver_of(report, by)
    if not reason.strip():
        raise CorrectionNeedsReason
    held = Report.objects.select_for_update(no_key=True).get(pk=report.pk)
    if held.version != daily.newest_version(area=held.area, day=held.day) or is_waiting(report=held):
        raise NotTheNewest(report.area, report.day)
    Report.objects.filter(pk=held.pk).update(
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
def answer_return(*, area: AreaCode, day: date, words: str, by: Viewer, now: datetime) -> None:
    """Answer a return in words alone: the figures stand. Raises NotYourReport, CorrectionNeedsReason, NothingToAnswer."""
    if not may_seal(viewer=by, area=area):
        raise NotYourReport(area)
    if not words.strip():
        raise CorrectionNeedsReason
    report = daily.sealed_report(area=area, day=day)
    if report is None or not _answer(report, words, by, now):
        raise NothingToAnswer(area, day)
    write_event(action="report.return_answered", area=area, by=by.user_id, now=now, subject=report.pk)


def _answer(report: Report, words: str, by: Viewer, now: datetime) -> bool:
    """Let words answer a report's return; say whether one was waiting."""
    waiting = Report.objects.filter(pk=report.pk, answered_at=None).exclude(returned_at=None)
    return bool(waiting.update(answered_at=now, answered_by=by.user_id, answer=words.strip()))


@transaction.atomic
def receive_report(*, report: Report, by: Viewer, now: datetime) -> None:
    """Note that the level above has a report; noting it again changes nothing.

    Raises NotYourReport, SealedByThemselves.
    """
    above = _receiver_of(report, by)
    if Report.objects.filter(pk=report.pk, received_at=None).update(received_at=now, received_by=by.user_id):
        ReceivedHash.objects.create(
            area=above,
            report=report.pk,
            of_area=report.area,
            day=report.day,
            version=report.version,
            hash=report.hash,
            received_at=now,
        )
        write_event(action="report.received", area=report.area, by=by.user_id, now=now, subject=report.pk)


def _receiver_of(report: Report, by: Viewer) -> AreaCode:
    """Return the area above, for which the viewer receives a report. Raises NotYourReport, SealedByThemselves."""
    above = AreaCode(report.area).parent
    if above is None or not may_at(viewer=by, action=Action.RECEIVE_REPORT, area=above):
        raise NotYourReport(report.area)
    if report.sealed_by == by.user_id:
        raise SealedByThemselves(above)
    return above
