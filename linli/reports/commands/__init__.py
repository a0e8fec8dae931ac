"""Writes of reports: sealed once, received by the level above."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import IntegrityError, transaction

from linli.areas.rules import AreaCode, Level
from linli.audit.commands import write_event
from linli.reports.commands.sums import add_up
from linli.reports.models import ReceivedHash, Report
from linli.reports.queries import daily
from linli.reports.queries.area_day import AreaDay, area_day
from linli.reports.queries.chain import content_of
from linli.reports.queries.rollup import roll_up
from linli.reports.registers import LINES
from linli.reports.rules import BalanceBroken, Window, balance_holds, report_hash, rows_digest
from linli.reports.rules.forms import FORM, FORM_VERSION, PRESENT, RECEIVED, Figures
from linli.staff.rights import Action
from linli.staff.rules import Viewer, may_at, own_offices


class ReportSealedAlready(Exception):
    """The report of this day is sealed; its figures stand."""


class NotYourReport(Exception):
    """The viewer may not seal or receive reports of this area."""


class CorrectionNeedsReason(Exception):
    """Why a report is corrected or returned must be said."""


class NothingToCorrect(Exception):
    """No report stands there, or a later day's is sealed already."""


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
        changed={"day": day.isoformat()},
    )
    return report


@dataclass(frozen=True)
class _Said:
    """What a report says, and of which rows. left_out, lines: as in `Report`."""

    figures: Figures
    digest: str
    left_out: tuple[str, ...] = ()
    lines: tuple[str, ...] = ()


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
        previous_hash=last.hash if last else "",
        due_at=hours.due_at,
        late_after=hours.late_after,
        closes_at=hours.closes_at,
        first_sealed_at=known.first_sealed_at if known else now,
        sealed_at=now,
        sealed_by=by.user_id,
        reason=reason,
    )
    report.hash = report_hash(content=content_of(report=report), previous_hash=report.previous_hash)
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
    """Seal a new version of an area's latest report; both stay, and the reason with the new one.

    It counts on to now, so that nothing falls between it and the next day's. Raises NotYourReport,
    CorrectionNeedsReason, NothingToCorrect (no report, or a later day's is sealed: what is known since stands there),
    BalanceBroken.
    """
    if not may_seal(viewer=by, area=area):
        raise NotYourReport(area)
    if not reason.strip():
        raise CorrectionNeedsReason
    of = area_day(area=area, day=day)
    known = of.report
    if known is None or of.is_followed:
        raise NothingToCorrect(area, day)
    covered = Window(
        from_=known.from_at, as_of=max(known.as_of, min(now, daily.cut_after(area=area, day=day)))
    )
    report = _write(of, covered, _said(of, covered, now), by, now, reason.strip())
    write_event(
        action="report.corrected",
        area=area,
        by=by.user_id,
        now=now,
        subject=report.pk,
        changed={"day": day.isoformat(), "version": report.version},
    )
    return report


@transaction.atomic
def return_report(*, report: Report, reason: str, by: Viewer, now: datetime) -> None:
    """Send a report back with a reason; it stands until it is corrected. Raises NotYourReport, CorrectionNeedsReason."""
    above = AreaCode(report.area).parent
    if above is None or not may_at(viewer=by, action=Action.RECEIVE_REPORT, area=above):
        raise NotYourReport(report.area)
    if not reason.strip():
        raise CorrectionNeedsReason
    Report.objects.filter(pk=report.pk).update(
        returned_at=now, returned_by=by.user_id, return_reason=reason.strip()
    )
    write_event(action="report.returned", area=report.area, by=by.user_id, now=now, subject=report.pk)


@transaction.atomic
def receive_report(*, report: Report, by: Viewer, now: datetime) -> None:
    """Note that the level above has a report; noting it again changes nothing. Raises NotYourReport."""
    above = AreaCode(report.area).parent
    if above is None or not may_at(viewer=by, action=Action.RECEIVE_REPORT, area=above):
        raise NotYourReport(report.area)
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
