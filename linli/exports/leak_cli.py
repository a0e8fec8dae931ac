"""`linli trace-leak`: which copy of which export a leaked list was made from."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from linli.exports.queries.tracing import CopyFound, Traced
    from linli.exports.rules.tracing import Finding

NONE_FITS = 1
UNREADABLE = 2
HELD_SHOWN = 10


@click.command("trace-leak")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def trace_leak(file: Path, as_json: bool) -> None:  # noqa: FBT001 (a switch of the command line)
    """Name the copy that a leaked list was made from: .xlsx, .xls, .csv, or .txt pasted from a chat.

    Exit code 0 when a copy is named, 1 when none is, 2 when the file cannot be read. A copy that is named was taken by
    somebody; who passed it on is for people to find out.
    """
    from django.utils import timezone

    from linli.audit.commands import write_event
    from linli.exports.leaked import leaked_file
    from linli.exports.queries.tracing import trace
    from linli.sheets.unreadable import UnreadableFile

    try:
        leaked = leaked_file(content=file.read_bytes(), filename=file.name)
    except OSError:
        click.echo(_("读不到文件 %(file)s，请核对路径。") % {"file": file}, err=True)
        sys.exit(UNREADABLE)
    except UnreadableFile as error:
        click.echo(f"{file.name}：{_(error.message)}", err=True)
        sys.exit(UNREADABLE)
    traced = trace(rows=leaked.rows)
    write_event(
        action="export.leak_traced",
        area="",
        by=None,
        now=timezone.now(),
        changed={"rows": len(leaked.rows), "named": bool(traced.named)},
    )
    if as_json:
        click.echo(json.dumps(_json(traced) | {"looks_read": leaked.has_looks}, ensure_ascii=False))
    else:
        for line in _lines(traced):
            click.echo(line)
        if not leaked.has_looks:
            click.echo(_("这份文件没有单元格的样子可看，只按文字判断。"))
    sys.exit(0 if traced.named else NONE_FITS)


def _lines(traced: "Traced") -> Iterator[str]:
    """Yield what is said of a list, the surest first."""
    judged = traced.judged
    yield _("共 %(rows)s 行。") % {"rows": judged.rows}
    if not traced.named:
        yield _("没有一份导出对得上。")
    for found in traced.named:
        yield from _copy_lines(found)
    if judged.unknown_codes:
        yield _("%(n)s 个单元格带有暗记，但这里没有这一份；可能出自别处的邻里。") % {
            "n": judged.unknown_codes
        }
    if traced.only_held:
        yield _("下面这些导出里有同样的人，但名单也可能出自别处：")
    for found in traced.only_held[:HELD_SHOWN]:
        yield "  " + _told(found) + "，" + _held(found)


def _copy_lines(found: "CopyFound") -> Iterator[str]:
    from linli.exports.labels import CERTAINTIES, KINDS, PURPOSES
    from linli.exports.rules.tracing import Certainty

    finding, export = found.finding, found.copy.export
    yield _told(found)
    yield f"  {KINDS[export.kind]}，{found.place}，{export.persons} {_('人')}"
    yield "  " + _("用途：%(why)s") % {"why": f"{dict(PURPOSES)[export.purpose]} {export.words}".strip()}
    if found.decided_by:
        yield "  " + _("批准：%(who)s") % {"who": found.decided_by}
    yield "  " + _("把握：%(sure)s") % {"sure": CERTAINTIES[finding.certainty]}
    for evidence in _evidence(finding):
        yield "  " + evidence
    if finding.held_rows:
        yield "  " + _("依据：") + _held(found)
    elif finding.certainty == Certainty.MARKED:
        yield "  " + _("注意：看不出里面是这份导出的人；改写过的单元格，样子还在")


def _evidence(finding: "Finding") -> Iterator[str]:
    if finding.marked_cells:
        yield _("依据：%(cells)s 个单元格、%(rows)s 行带有这一份的暗记") % {
            "cells": finding.marked_cells,
            "rows": finding.marked_rows,
        }
    if finding.signed_rows:
        yield _("依据：%(rows)s 行末的验证码和这一份、这个人对得上") % {"rows": finding.signed_rows}
    if finding.tinted_cells:
        yield _("依据：%(cells)s 个单元格的字色是这一份的，框线换过") % {"cells": finding.tinted_cells}
    if finding.spelled_alike or finding.spelled_else:
        yield _("依据：写法 %(alike)s 处相同，%(other)s 处不同（%(bits)s 比特）") % {
            "alike": finding.spelled_alike,
            "other": finding.spelled_else,
            "bits": finding.bits,
        }
    if finding.numbered_rows:
        yield _("依据：%(rows)s 行写着编号") % {"rows": finding.numbered_rows}


def _told(found: "CopyFound") -> str:
    from linli.clock import SHANGHAI

    copy = found.copy
    return _("编号 %(label)s，第 %(number)s 份，%(who)s 于 %(at)s 下载") % {
        "label": copy.label,
        "number": copy.number,
        "who": found.taken_by or "—",
        "at": f"{copy.taken_at.astimezone(SHANGHAI):%Y-%m-%d %H:%M}",
    }


def _held(found: "CopyFound") -> str:
    return _("%(rows)s 行的人在这份导出里（其中 %(two)s 行有两项以上相同）") % {
        "rows": found.finding.held_rows,
        "two": found.finding.held_by_two,
    }


def _json(traced: "Traced") -> dict[str, Any]:
    return {
        "rows": traced.judged.rows,
        "named": [_copy_json(found) for found in traced.named],
        "same_persons_only": [_copy_json(found) for found in traced.only_held],
        "unknown_marks": traced.judged.unknown_codes,
    }


def _copy_json(found: "CopyFound") -> dict[str, Any]:
    copy, export = found.copy, found.copy.export
    return {
        "export": str(export.pk),
        "label": copy.label,
        "copy": copy.number,
        "taken_by": found.taken_by,
        "taken_at": copy.taken_at.isoformat(),
        "asked_by": found.asked_by,
        "approved_by": found.decided_by,
        "kind": export.kind,
        "area": copy.area,
        "purpose": export.purpose,
        "words": export.words,
        "certainty": found.finding.certainty,
        "evidence": {
            "marked_cells": found.finding.marked_cells,
            "marked_rows": found.finding.marked_rows,
            "signed_rows": found.finding.signed_rows,
            "tinted_cells": found.finding.tinted_cells,
            "spelled_alike": found.finding.spelled_alike,
            "spelled_else": found.finding.spelled_else,
            "bits": found.finding.bits,
            "numbered_rows": found.finding.numbered_rows,
            "held_rows": found.finding.held_rows,
            "held_by_two": found.finding.held_by_two,
        },
    }
