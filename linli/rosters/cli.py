"""`linli import-roster`: a roster file into a community, without a person at the screen."""

import json
import sys
from datetime import date, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING, Final, Never

import click
from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from linli.rosters.models import RosterImport
    from linli.rosters.preview import SheetMapping
    from linli.staff.rules import Viewer


ROSTER_HOUR: Final = time(8)


def _fail(sentence: str) -> Never:
    click.echo(sentence, err=True)
    sys.exit(2)


@click.command("import-roster")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--community", required=True, help="Code of the community, 12 digits.")
@click.option(
    "--year", type=click.IntRange(2000, 2100), help="Year of dates that name none (default: that of --on)."
)
@click.option("--on", "on_text", help="Day on which it is registered, e.g. 2020-01-27 (default: today).")
@click.option("--by", "username", help="Whose act it is (default: the operator of this machine).")
@click.option("--accept-mapping", is_flag=True, help="Take guessed columns without asking.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def import_roster(
    file: Path,
    community: str,
    year: int | None,
    on_text: str | None,
    username: str | None,
    accept_mapping: bool,  # noqa: FBT001 (a switch of the command line)
    as_json: bool,  # noqa: FBT001
) -> None:
    """Import a roster (.xlsx, .xls, .csv) into a community.

    Stops with the mapping printed, exit code 3, when a column was guessed below the confidence of 0.85 or two
    columns are of one field; look at it and run again with --accept-mapping. Another community that the list names is
    said: --community is the answer.
    """
    from django.utils import timezone

    on = _day(on_text, timezone.now())
    now = _registered_at(on, community, timezone.now())
    roster, sheets, by = _received(file, community, year or on.year, on, username, now)
    if not accept_mapping and any(sheet.needs_confirmation for sheet in sheets):
        _print_mapping(sheets, as_json=as_json)
        _fail_unconfirmed(roster, by, now)
    _run(roster, sheets, _named(roster), by, now)
    _print_result(roster, sheets, as_json=as_json)


def _day(text: str | None, now: datetime) -> date:
    from linli.clock import day_of

    try:
        return date.fromisoformat(text) if text else day_of(now)
    except ValueError:
        _fail(_("“%(text)s”不是日期，请写成 2020-01-27 这样。") % {"text": text})


def _registered_at(on: date, community: str, now: datetime) -> datetime:
    """Return the moment of registration: now, or for an earlier day its 08:00, so that a past can be brought in.

    Ends with a sentence where a report sealed since then would no longer fit.
    """
    from linli.clock import day_of, moment
    from linli.reports.queries.daily import is_sealed_after

    if on >= day_of(now):
        return now
    at = moment(on, ROSTER_HOUR)
    if is_sealed_after(area=community, at=at):
        _fail(_("%(day)s 之后的日报已经封存，不能再补登到那一天；请不加 --on 再导入。") % {"day": on})
    return at


def _viewer(username: str | None, community: str, now: datetime) -> "Viewer":
    from linli.clock import day_of
    from linli.staff.queries import viewer_named
    from linli.staff.rights import Action
    from linli.staff.rules import OPERATOR, may_at

    if username is None:
        return OPERATOR
    viewer = viewer_named(username=username, on=day_of(now))
    if viewer is None:
        _fail(_("没有用户 %(username)s。") % {"username": username})
    if not may_at(viewer=viewer, action=Action.IMPORT_ROSTER, area=community):
        _fail(_("%(username)s 无权向 %(code)s 导入花名册。") % {"username": username, "code": community})
    return viewer


def _received(
    file: Path, community: str, year: int, on: date, username: str | None, now: datetime
) -> "tuple[RosterImport, list[SheetMapping], Viewer]":
    from linli.areas.rules import AreaCode, NotAnAreaCode
    from linli.rosters import commands
    from linli.rosters.preview import preview, workbook_of
    from linli.sheets.reading import UnreadableFile

    try:
        content = file.read_bytes()
    except OSError:
        _fail(_("读不到文件 %(file)s，请核对路径。") % {"file": file})
    try:
        code = AreaCode(community)
        by = _viewer(username, code, now)
        roster = commands.receive_roster(
            community=code, filename=file.name, content=content, year=year, on=on, by=by, now=now
        )
    except (NotAnAreaCode, commands.NotACommunity):
        _fail(
            _("没有社区 %(code)s；请核对代码，或先载入区划：linli areas load --under %(county)s")
            % {"code": community, "county": community[:6]}
        )
    except commands.DayInFuture:
        _fail(_("%(day)s 还没有到。") % {"day": on})
    except commands.NoHeaderFound:
        _fail(
            _("%(file)s：找不到表头。请确认有一行写着“姓名”“身份证号”“到达时间”等列名。")
            % {"file": file.name}
        )
    except UnreadableFile as error:
        _fail(f"{file.name}：{_(error.message)}")
    return roster, preview(workbook=workbook_of(roster=roster), community=roster.area), by


def _print_mapping(sheets: "list[SheetMapping]", *, as_json: bool) -> None:
    if as_json:
        columns = [
            {
                "name": s.name,
                "mapping": [
                    {"header": c.header, "field": c.field, "confidence": c.confidence} for c in s.columns
                ],
            }
            for s in sheets
        ]
        click.echo(json.dumps({"needs_confirmation": True, "sheets": columns}, ensure_ascii=False))
        return
    for sheet in sheets:
        click.echo(f"[{sheet.name}]")
        for column in sheet.columns:
            doubt = f"\t= {column.rival}?" if column.rival else ""
            click.echo(f"  {column.header}\t-> {column.field or '-'}\t{column.confidence:.2f}{doubt}")


def _fail_unconfirmed(roster: "RosterImport", by: "Viewer", now: datetime) -> Never:
    from linli.rosters.commands import cancel_roster
    from linli.rosters.rules.headers import CONFIRM_BELOW

    cancel_roster(roster=roster, by=by, now=now)
    click.echo(
        _(
            "有的列把握低于 %(limit)s、两列像是同一项，或缺少必需的列；没有导入任何内容。"
            "请核对上面的对应关系，再加 --accept-mapping 运行。"
        )
        % {"limit": CONFIRM_BELOW},
        err=True,
    )
    sys.exit(3)


def _named(roster: "RosterImport") -> list[str]:
    """Say which other communities the list names, and return their codes; --community is typed, so it is answered."""
    from linli.rosters.queries.other_place import named_elsewhere

    named = named_elsewhere(roster=roster)
    for one in named:
        words = {"where": one.where or roster.filename, "name": one.name, "code": roster.area}
        click.echo(_("“%(where)s”写着%(name)s，登记到的是 %(code)s；请核对。") % words, err=True)
    return [one.code for one in named]


def _answers(sheets: "list[SheetMapping]") -> dict[str, list[str]]:
    """Take the guessed fields; beside a complete sheet one that lacks a needed column is left out, and said so."""
    some_complete = any(not sheet.missing for sheet in sheets)
    answers = {}
    for sheet in sheets:
        taken = not (sheet.missing and some_complete)
        answers[sheet.name] = [(column.field or "") if taken else "" for column in sheet.columns]
        if not taken:
            words = {"sheet": sheet.name, "fields": ", ".join(sheet.missing)}
            click.echo(_("工作表“%(sheet)s”缺少必需的列（%(fields)s），没有导入。") % words, err=True)
    return answers


def _run(
    roster: "RosterImport", sheets: "list[SheetMapping]", keeps: list[str], by: "Viewer", now: datetime
) -> None:
    from linli.rosters import commands

    answers = _answers(sheets)
    try:
        commands.confirm_mapping(roster=roster, sheets=sheets, answers=answers, by=by, now=now, keeps=keeps)
    except commands.MappingIncomplete as missing:
        commands.cancel_roster(roster=roster, by=by, now=now)
        _fail(
            _("缺少必需的列：%(fields)s；没有导入任何内容。请在表头补上列名。")
            % {"fields": ", ".join(missing.fields)}
        )

    def progress(done: int, total: int) -> None:
        click.echo(f"\r{done}/{total}", nl=done == total, err=True)

    commands.run_import(roster=roster, by=by, now=now, progress=progress)


def _print_result(roster: "RosterImport", sheets: "list[SheetMapping]", *, as_json: bool) -> None:
    from linli.rosters.queries import outcome_counts, rows_of

    counts = {key.lower(): n for key, n in outcome_counts(roster=roster).items()}
    rows = list(rows_of(roster=roster))
    if as_json:
        told = [
            {
                "name": sheet.name,
                "mapping": {column.header: column.field for column in sheet.columns},
                "rows": [
                    {
                        "row": r.row_number,
                        "outcome": r.outcome.lower(),
                        "field": r.field or None,
                        "message": r.message,
                    }
                    for r in rows
                    if r.sheet == sheet.name
                ],
            }
            for sheet in sheets
        ]
        click.echo(json.dumps({"sheets": told, "counts": counts}, ensure_ascii=False))
        return
    for row in rows:
        if row.outcome != "NEW":
            click.echo(f"{row.sheet} {row.row_number}: {row.outcome.lower()} {row.field} {row.message}")
    click.echo(", ".join(f"{key} {n}" for key, n in counts.items()))
