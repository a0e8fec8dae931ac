"""`linli report`: one report printed or sealed by whoever works at the machine. Counts only, never a person."""

import json
import sys
from datetime import date, datetime
from typing import TYPE_CHECKING, Never

import click

if TYPE_CHECKING:
    from collections.abc import Collection

    from linli.areas.rules import AreaCode
    from linli.reports.queries.sheet import Sheet
    from linli.reports.rules.forms import Figures
    from linli.staff.rules import Viewer


def _fail(sentence: str) -> Never:
    click.echo(sentence, err=True)
    sys.exit(2)


@click.command()
@click.argument("area")
@click.argument("day", metavar="DATE")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@click.option("--seal", is_flag=True, help="Seal the report first; its figures stand from then on.")
@click.option("--by", "username", metavar="USER", help="Who seals it.")
@click.option("--early", is_flag=True, help="Seal it although checks of the day can still be made.")
def report(*, area: str, day: str, as_json: bool, seal: bool, username: str | None, early: bool) -> None:
    """Print the daily report of AREA (a code of 2 to 12 digits) on DATE, e.g. 2020-01-27.

    The sealed report if there is one, else what would be sealed now. Above the community: the sum of what its
    communities have sealed, and how many of them have.
    """
    from django.utils import timezone

    code, on = _area(area), _day(day)
    if seal != bool(username):
        _fail("--seal and --by go together: --seal --by USER.")
    if username:
        now = timezone.now()
        viewer = _viewer(username, now)
        if not early:
            _ask_early(code, on, viewer, now)
        _seal(code, on, username, viewer, now)
    sheet = _sheet(code, on, timezone.now())
    click.echo(_as_json(sheet) if as_json else _as_text(sheet))


def _area(text: str) -> "AreaCode":
    from linli.areas.queries import area_named
    from linli.areas.rules import AreaCode, Level, NotAnAreaCode

    try:
        code = AreaCode(text)
    except NotAnAreaCode:
        _fail(f"{text} is not an area code: 2, 4, 6, 9 or 12 digits.")
    if code.level == Level.GRID:
        _fail(f"{text} is a grid; it is part of the report of its community {code.parent}.")
    if area_named(code=code) is None:
        _fail(f"There is no area {text}.")
    return code


def _day(text: str) -> date:
    from linli.reports.queries.daily import NotADay, day_told

    try:
        return day_told(text=text)
    except NotADay:
        _fail(f"{text} is not a day; write it as 2020-01-27.")


def _viewer(username: str, now: datetime) -> "Viewer":
    from linli.clock import day_of
    from linli.staff.queries import viewer_named

    viewer = viewer_named(username=username, on=day_of(now))
    return viewer or _fail(f"There is no user {username}.")


def _ask_early(area: "AreaCode", day: date, viewer: "Viewer", now: datetime) -> None:
    """End where checks of the day can still be made, as the page asks; whoever may not seal learns nothing of them."""
    from linli.reports.commands import may_seal
    from linli.reports.queries.running import sessions_running

    running = sessions_running(area=area, day=day, now=now) if may_seal(viewer=viewer, area=area) else None
    if running:
        _fail(
            f"Checks of {running.people} people can still be made until {_local(running.until):%H:%M}; what they find then"
            " counts in the next day's report. To seal it all the same: --early."
        )


def _seal(area: "AreaCode", day: date, username: str, viewer: "Viewer", now: datetime) -> None:
    from linli.reports.commands import NotYetOpen, NotYourReport, ReportSealedAlready, seal_report
    from linli.reports.queries.daily import DayNotBegun
    from linli.reports.rules import BalanceBroken

    try:
        seal_report(area=area, day=day, by=viewer, now=now)
    except NotYourReport:
        _fail(f"{username} may not seal the report of {area}; only who holds a post there may.")
    except ReportSealedAlready:
        _fail(f"The report of {area} on {day} is sealed already; its figures stand.")
    except DayNotBegun:
        _fail(f"{day} has not begun; there is nothing to seal yet.")
    except NotYetOpen as opens:
        _fail(f"The report of {day} may be sealed from {_local(opens.args[0]):%Y-%m-%d %H:%M} on.")
    except BalanceBroken:
        _fail(
            f"The balance of {area} on {day} does not hold; nothing was sealed. Look for rows changed by hand."
        )


def _sheet(area: "AreaCode", day: date, now: datetime) -> "Sheet":
    from linli.reports.queries.daily import DayNotBegun
    from linli.reports.queries.sheet import sheet_of

    try:
        return sheet_of(area=area, day=day, now=now)
    except DayNotBegun:
        _fail(f"{day} has not begun; there is no report yet.")


def _as_json(sheet: "Sheet") -> str:
    from dataclasses import asdict

    told = asdict(sheet)
    if sheet.received is None:
        del told["received"]
    for key, value in told.items():
        if isinstance(value, datetime):
            told[key] = _local(value).isoformat()
    return json.dumps(told, ensure_ascii=False, indent=2, default=str)


def _local(at: datetime) -> datetime:
    from linli.clock import SHANGHAI

    return at.astimezone(SHANGHAI)


def _as_text(sheet: "Sheet") -> str:
    from linli.reports.registers import COLUMN_LABELS, SECTIONS

    lines = [f"{sheet.name} ({sheet.area})  {sheet.day}  {sheet.state}  {sheet.standing}"]
    lines.append(
        f"due {_local(sheet.due_at):%Y-%m-%d %H:%M}, counted until {_local(sheet.as_of):%Y-%m-%d %H:%M}"
    )
    if sheet.sealed_at and sheet.first_sealed_at:
        lines.append(f"sealed {_local(sheet.first_sealed_at):%Y-%m-%d %H:%M} by {sheet.first_sealed_by}")
        if sheet.sealed_at != sheet.first_sealed_at:
            lines.append(f"corrected {_local(sheet.sealed_at):%Y-%m-%d %H:%M} by {sheet.sealed_by}")
    lines.append(f"version {sheet.version or '-'}, as known at {_local(sheet.known_at):%Y-%m-%d %H:%M}")
    if sheet.differs:
        lines.append(
            "changed since: " + ", ".join(f"{one.key} {one.then} -> {one.now}" for one in sheet.differs)
        )
    if sheet.received is not None:
        lines.append("reports: " + ", ".join(f"{key} {n}" for key, n in sheet.received.items()))
    for title, keys in SECTIONS:
        lines += ["", str(title)]
        lines += [
            f"  {_figure(key, sheet.figures, sheet.left_out)}  {COLUMN_LABELS[key]}{_of(sheet, key)}"
            for key in keys
        ]
    lines += ["", "The balance holds." if sheet.balance_holds else "The balance does NOT hold."]
    return "\n".join(lines)


def _figure(key: str, figures: "Figures", left_out: "Collection[str]") -> str:
    """Right-align a figure, never 0 for another: "-" nobody recorded, "/" does not apply, "absent" no such column then."""
    from linli.reports.rules.forms import FigureState, state_of

    words = {
        FigureState.NOT_RECORDED: "-",
        FigureState.NOT_APPLICABLE: "/",
        FigureState.NOT_YET_THERE: "absent",
    }
    state = state_of(key=key, figures=figures, left_out=left_out)
    return f"{words.get(state, figures.get(key)):>6}"


def _of(sheet: "Sheet", key: str) -> str:
    """Say how many of the reports below have a column, where not all of them do."""
    reports = sheet.received["on_time"] + sheet.received["late"] if sheet.received else 0
    present = sheet.present.get(key, reports)
    return f" (of {present} of {reports} reports)" if 0 < present < reports else ""


@click.command()
@click.argument("area", required=False)
@click.option("--audit", is_flag=True, help="The chain of audit events instead of those of reports.")
@click.option(
    "--noted",
    multiple=True,
    metavar="COUNTY:POSITION:LINK",
    help="An end of a chain that was noted elsewhere.",
)
def verify(*, area: str | None, audit: bool, noted: tuple[str, ...]) -> None:
    """Walk every chain of sealed reports in AREA (all of them without one) and name each broken link.

    With --audit the chain of each county's audit events, held against the ends that sealed reports and the chains above
    hold. Its ends are printed: note them elsewhere too. Ends with 1 when one is broken.
    """
    if audit:
        _verify_audit(noted)
        return
    from linli.reports.labels import FAULTS
    from linli.reports.queries.chain import broken_in, reports_in

    code = _area(area) if area else None
    sealed = reports_in(area=code)
    broken = list(broken_in(area=code))
    for found in broken:
        click.echo(f"{found.area} {found.day} v{found.version}: {FAULTS[found.fault]}")
    if broken:
        click.echo(f"{len(broken)} broken links in {sealed} sealed reports.")
        sys.exit(1)
    click.echo(f"{sealed} sealed reports: every link holds.")


def _verify_audit(noted: tuple[str, ...]) -> None:
    from linli.audit.cli import noted_heads, say_chains
    from linli.reports.queries.heads import counties_peopled, heads_in_reports

    if not say_chains(noted=[*noted_heads(noted), *heads_in_reports()], peopled=counties_peopled()):
        sys.exit(1)


@click.command()
@click.argument("day", metavar="DATE")
def rollup(*, day: str) -> None:
    """Make the sums of DATE again from the sealed reports, for every area, and print the nation's.

    Sums are made with each seal; this is for a database that was filled or repaired by hand.
    """
    from django.utils import timezone

    from linli.areas.rules import EVERYWHERE
    from linli.audit.commands import write_event
    from linli.reports.commands.sums import add_up_all
    from linli.reports.queries.sums import nation
    from linli.reports.registers import COLUMN_LABELS

    on = _day(day)
    add_up_all(day=on, area_range=EVERYWHERE)
    write_event(
        action="report.sums_made", area="", by=None, now=timezone.now(), changed={"day": on.isoformat()}
    )
    total = nation(day=on)
    if total is None:
        click.echo(f"No community has sealed a report of {on}.")
        return
    click.echo(f"{on}: {total.on_time} reports on time, {total.late} late")
    for key, label in COLUMN_LABELS.items():
        click.echo(f"  {_figure(key, total.told, ())}  {label}")
