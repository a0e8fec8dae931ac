"""What each row of a list of leads tells: somebody as far as known, or what is wrong with the row."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from linli.rosters.rules import ditto, fields
from linli.rosters.rules.entries import Problem
from linli.rosters.rules.headers import BY_CONTENT, ColumnMapping
from linli.rosters.rules.identity import Identity, read_identity
from linli.rosters.rules.sheets import Header
from linli.rosters.rules.skipped import tells_of_somebody
from linli.sheets.cells import Cell, gettext_noop, said, text_of
from linli.sheets.workbooks import Sheet

ORIGIN_LENGTH: Final = 100
NOTE_LENGTH: Final = 300
IDENTIFYING: Final = (fields.NAME, fields.ID_NUMBER, fields.PHONE)
# Where a 同上 that means nothing parks the row; elsewhere the cell is blank.
MARKED: Final = (*IDENTIFYING, fields.ORIGIN)
# What a lead has a place for; every other column that somebody wrote is kept in its note, with its header.
PLACED: Final = frozenset((*IDENTIFYING, fields.ID_TYPE, fields.ORIGIN, fields.NOTE, fields.SEQUENCE))

_NOTHING_KNOWN = Problem(
    fields.NAME,
    gettext_noop("姓名、身份证号、电话都没有填。"),
    gettext_noop("请至少填写其中一项。"),
)


@dataclass(frozen=True)
class LeadRow:
    """A row of a list. problem: None where it is good; cells: what was written, for whoever corrects it.

    row_number: 1-based in the sheet. Texts are cleaned, '' when not said.
    """

    row_number: int
    name: str
    id_number: str
    phone: str
    born_on: date | None
    origin: str
    note: str
    problem: Problem | None
    cells: Mapping[str, str]


def names_somebody(*, mapping: Sequence[ColumnMapping]) -> bool:
    """Say whether a sheet has a column that tells who somebody is: name, ID number or phone."""
    return bool(set(_columns(mapping).values()) & set(IDENTIFYING))


def read_lead_rows(
    *, sheet: Sheet, header: Header, mapping: Sequence[ColumnMapping], today: date
) -> tuple[LeadRow, ...]:
    """Read the rows below the header, in order; blank rows, totals and footers are left out.

    A name, an ID number or a phone is enough; what is written but cannot be read parks the row.
    """
    columns = _columns(mapping)
    words = {text_of(cell) for row in sheet.rows[header.first_row - 1 : header.last_row] for cell in row} - {
        ""
    }
    across = {(top, left) for top, left, _, right in sheet.merged if right > left}
    rows = []
    above: tuple[Cell, ...] | None = None
    for index in range(header.last_row, len(sheet.rows)):
        row = sheet.rows[index]
        texts = [text_of(cell) for cell in row]
        first = next((column for column, text in enumerate(texts) if text), -1)
        if first < 0 or not tells_of_somebody(
            texts=texts, columns=columns, header_words=words, is_merged_across=(index, first) in across
        ):
            above = None
            continue
        told = ditto.undittoed(row=row, above=above, columns=columns)
        above = told.cells
        cells = {field: told.cells[c] for c, field in columns.items() if c < len(row)}
        others = {
            header.names[c]: text
            for c, text in enumerate(map(text_of, told.cells))
            if text and c < len(header.names) and header.names[c] and columns.get(c) not in PLACED
        }
        marks = ditto.problems_of(
            told=told, columns=columns, optional=frozenset(columns.values()) - {*MARKED}
        )
        rows.append(_row(index + 1, cells, others, today, marks))
    return tuple(rows)


def _columns(mapping: Sequence[ColumnMapping]) -> dict[int, str]:
    return {c.index: c.field for c in mapping if c.field and c.confidence >= BY_CONTENT}


def _row(
    number: int, cells: Mapping[str, Cell], others: Mapping[str, str], today: date, marks: Sequence[Problem]
) -> LeadRow:
    person = read_identity(
        name=cells.get(fields.NAME),
        id_type=cells.get(fields.ID_TYPE),
        id_number=cells.get(fields.ID_NUMBER),
        phone=cells.get(fields.PHONE),
        has_address=True,  # a lead is of somebody whose door is looked for
        today=today,
    )
    origin = said(cells.get(fields.ORIGIN))
    notes = [
        *(f"{header}：{text}" for header, text in others.items()),
        said(cells.get(fields.NOTE)),
        *person.notes,
    ]
    note = "；".join(part for part in notes if part)[:NOTE_LENGTH]
    written = {field: text_of(cells.get(field)) for field in IDENTIFYING}
    return LeadRow(
        row_number=number,
        name=person.name,
        id_number=person.id_number,
        phone=person.phone,
        born_on=person.born_on,
        origin=origin[:ORIGIN_LENGTH],
        note=note,
        problem=next(iter(marks), None) or _problem(person, cells),
        cells={**written, "origin": origin[:ORIGIN_LENGTH], "note": note},
    )


def _problem(person: Identity, cells: Mapping[str, Cell]) -> Problem | None:
    """Return the first thing wrong with what is written; what is only missing is no fault of a lead."""
    written = [problem for problem in person.problems if said(cells.get(problem.field))]
    if written:
        return written[0]
    return None if person.name or person.id_number or person.phone else _NOTHING_KNOWN
