"""A report as a sheet to print, sign and seal: one A4 page, and behind it the table of the units below."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Final

from django.utils import translation

from linli.census.rules import BALANCE, GROUPS
from linli.papers.rules import day_words
from linli.reports.exports import lines
from linli.reports.exports import units as table
from linli.reports.instants import instant_words
from linli.reports.labels import BALANCE_SECTIONS, OTHER_SECTIONS, UNIT_LABELS
from linli.reports.queries.paper import Paper
from linli.reports.queries.sheet import Sheet
from linli.reports.registers import COLUMN_LABELS
from linli.reports.rules.forms import FigureState
from linli.reports.rules.units import SORTED_BY
from linli.reports.units import Unit, total_of
from linli.typesetting.drawing import typeset

LAYOUT: Final = Path(__file__).parents[1] / "typst" / "report.typ"
SIGNATURES: Final = ("填表人", "审核人")
# The left column's sections; with the others beside them both columns end at about the same height.
LEFT: Final = 2


def print_of(*, paper: Paper, units: Sequence[Unit], printed_by: str, now: datetime) -> bytes:
    """Return a report as a PDF in Chinese; units: as in the other files. Raises FontMissing."""
    with translation.override("zh-hans"):
        data = _told(paper, printed_by, now) | _of_units(paper, units)
    return typeset(layout=LAYOUT, data=data, at=now)


def _told(paper: Paper, printed_by: str, now: datetime) -> dict[str, object]:
    """Return what the layout prints."""
    told = paper.sheet
    sections = [
        {
            "words": str(section),
            "rows": [
                {"words": lines.column_words(sheet=told, key=key), "figure": _figure(told, key)}
                for key in keys
            ],
        }
        for section, keys in OTHER_SECTIONS
    ]
    return {
        "title": f"{paper.sheet.name} {day_words(paper.sheet.day)} 疫情防控日报",
        "draft": "草稿" if paper.is_draft else "",
        "footer": f"{printed_by}　{lines.moment_words(now)} 打印　只有数字，没有姓名和住址",
        "facts": [[str(words), lines.cell_words(value)] for words, value in lines.heads(paper=paper)],
        "balance_heads": ["", *(str(section) for section, _keys in BALANCE_SECTIONS)],
        "balance": [
            {
                "words": str(COLUMN_LABELS[key]),
                "figures": [
                    _figure(told, prefix + key) for prefix in ("", *(f"{group}_" for group in GROUPS))
                ],
            }
            for key in BALANCE
        ],
        "sections_left": sections[:LEFT],
        "sections_right": sections[LEFT:],
        "signatures": list(SIGNATURES),
        "seal": "盖章处",
    }


def _of_units(paper: Paper, units: Sequence[Unit]) -> dict[str, object]:
    """Return the table of units, each figure with its change in its cell, and what differs since."""
    known = instant_words(version=paper.sheet.version, known_at=paper.sheet.known_at)
    total = total_of(shown=paper.shown)
    rows = [(unit, unit.name) for unit in units] + ([(total, "合计")] if total and units else [])
    return {
        "units_title": f"各单位一览　{known}",
        "units_heads": ["地区", "状态", *(str(UNIT_LABELS[key]) for key in SORTED_BY)],
        "units": [[name, *_unit_cells(unit)] for unit, name in rows],
        "units_note": "括号里是比前一天多（+）少（−）；— 没有数，或者不能比。",
        "since_title": "上报之后又有变化",
        "since_heads": [str(head) for head in table.since_head()],
        "since": [[str(cell) for cell in line] for line in table.since_lines(units=units, paper=paper)],
    }


def _unit_cells(unit: Unit) -> list[str]:
    told = unit.received
    reporting = [f"{told.sealed} / {told.expected}", str(told.late), str(told.missing)]
    return [str(lines.STANDINGS[unit.standing]), *reporting] + [
        str(table.told_cell(unit=unit, key=key)) + (f"（{change:+}）" if (change := cell.change) else "")
        for key, cell in unit.cells.items()
    ]


# What nobody recorded leaves a line to fill in by hand.
_KINDS: Final = {FigureState.NUMBER: "NUMBER", FigureState.NOT_RECORDED: "BLANK"}


def _figure(sheet: Sheet, key: str) -> dict[str, str]:
    kind = _KINDS.get(lines.figure_state(sheet=sheet, key=key), "NONE")
    return {"kind": kind, "words": str(lines.told_figure(sheet=sheet, key=key))}
