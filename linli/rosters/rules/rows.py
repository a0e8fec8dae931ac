"""What each row below a header becomes: a typed entry, or its problems."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

from linli.rosters.rules import fields
from linli.rosters.rules.entries import CleanRow, Problem, RosterEntry
from linli.rosters.rules.headers import ColumnMapping
from linli.rosters.rules.identity import read_identity
from linli.rosters.rules.journey import read_journey
from linli.rosters.rules.remarks import read_remarks
from linli.rosters.rules.sheets import Header
from linli.rosters.rules.skipped import tells_of_somebody
from linli.sheets.cells import Cell, text_of
from linli.sheets.workbooks import Sheet

# A cell merged over several rows says the same of each of them; a person is one row all the same.
OF_ONE_ROW: Final = frozenset((fields.NAME, fields.ID_NUMBER, fields.SEQUENCE))

Cells = Mapping[str, Cell]


def clean_sheet(
    *, sheet: Sheet, header: Header, mapping: Sequence[ColumnMapping], year: int, today: date | None
) -> tuple[CleanRow, ...]:
    """Read the data rows below the header, in order; blank rows, totals, footers and repeated headers are left out.

    year: for days without one; today: no arrival lies after it. A bad row has problems and never stops the rest.
    """
    columns = {column.index: column.field for column in mapping if column.field}
    titles = _titles(header.names)
    words = {text_of(cell) for row in sheet.rows[header.first_row - 1 : header.last_row] for cell in row}
    header_words = frozenset(words - {""})
    spread = _spread_down(sheet, columns, header.last_row)
    across = frozenset((top, left) for top, left, _, right in sheet.merged if right > left)
    symptom_header = next((column.header for column in mapping if column.field == fields.SYMPTOMS), "")
    cleaned: list[CleanRow] = []
    for index in range(header.last_row, len(sheet.rows)):
        row = sheet.rows[index]
        texts = [text_of(cell) for cell in row]
        first = next((column for column, text in enumerate(texts) if text), -1)
        if first < 0 or not tells_of_somebody(
            texts=texts, columns=columns, header_words=header_words, is_merged_across=(index, first) in across
        ):
            continue
        cells: dict[str, Cell] = {field: row[c] for c, field in columns.items() if c < len(row)}
        for column, value in spread.get(index, {}).items():
            cells[columns[column]] = value
        raw = {title: _as_it_stands(cell) for title, cell in zip(titles, row, strict=False) if title}
        cleaned.append(
            _clean_row(index + 1, cells, raw, symptom_header=symptom_header, year=year, today=today)
        )
    return tuple(cleaned)


def _clean_row(
    row_number: int,
    cells: Cells,
    raw: Mapping[str, str],
    *,
    symptom_header: str,
    year: int,
    today: date | None,
) -> CleanRow:
    person = read_identity(
        name=cells.get(fields.NAME),
        id_type=cells.get(fields.ID_TYPE),
        id_number=cells.get(fields.ID_NUMBER),
        phone=cells.get(fields.PHONE),
        today=today,
    )
    journey = read_journey(cells=cells, year=year, today=today)
    remarks = read_remarks(cells=cells, person=person, symptom_header=symptom_header, today=today)
    problems: tuple[Problem, ...] = (*person.problems, *journey.problems, *remarks.problems)
    warnings: tuple[Problem, ...] = (*person.warnings, *journey.warnings, *remarks.warnings)
    if problems or journey.arrived_on is None:
        return CleanRow(row_number, None, problems, warnings, raw)
    entry = RosterEntry(
        name=person.name,
        id_type=person.id_type,
        id_number=person.id_number,
        phone=person.phone,
        arrived_on=journey.arrived_on,
        exposed_on=journey.exposed_on,
        left_on=journey.left_on,
        origin=journey.origin,
        origin_class=journey.origin_class,
        sex=remarks.sex,
        born_on=remarks.born_on,
        age=remarks.age,
        temperature_c=remarks.temperature_c,
        symptoms=remarks.symptoms,
        contact_history=remarks.contact_history,
        note=remarks.note,
        **remarks.texts,
    )
    return CleanRow(row_number, entry, (), warnings, raw)


def _as_it_stands(cell: Cell) -> str:
    return cell.strip() if isinstance(cell, str) else text_of(cell)


def _titles(names: Sequence[str]) -> list[str]:
    """Return the headers with a number behind those that stood before; '' stays ''."""
    titles: list[str] = []
    for name in names:
        title, count = name, 1
        while title and title in titles:
            count += 1
            title = f"{name} ({count})"
        titles.append(title)
    return titles


def _spread_down(sheet: Sheet, columns: Mapping[int, str], first: int) -> dict[int, dict[int, Cell]]:
    """Return row -> column -> value for the blank cells of ranges merged downwards."""
    spread: dict[int, dict[int, Cell]] = {}
    for top, left, bottom, right in sheet.merged:
        if top < first or bottom == top or left != right or columns.get(left) in {None, *OF_ONE_ROW}:
            continue
        value = sheet.rows[top][left] if left < len(sheet.rows[top]) else None
        for index in range(top + 1, bottom + 1):
            spread.setdefault(index, {})[left] = value
    return spread
