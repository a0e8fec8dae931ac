"""What each row below a header becomes: a typed entry, or its problems."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

from linli.rosters.rules import ditto, fields
from linli.rosters.rules.answers import Answers, read_answers
from linli.rosters.rules.entries import CleanRow, Problem, RosterEntry
from linli.rosters.rules.headers import ColumnMapping, known_field
from linli.rosters.rules.identity import SEVERAL_NAMES, read_identity
from linli.rosters.rules.journey import read_journey
from linli.rosters.rules.remarks import LENGTHS, read_remarks
from linli.rosters.rules.sheets import Header
from linli.rosters.rules.skipped import tells_of_somebody
from linli.sheets.cells import Cell, said, text_of
from linli.sheets.workbooks import Sheet

# A cell merged over several rows says the same of each of them; a person is one row all the same.
OF_ONE_ROW: Final = frozenset((fields.NAME, fields.ID_NUMBER, fields.SEQUENCE))
# An unreadable one of these refuses nobody: it is blank, with a warning.
OPTIONAL: Final = frozenset(
    {*LENGTHS, fields.SEX, fields.AGE, fields.BORN_ON, fields.TEMPERATURE_C, fields.ID_TYPE, fields.NOTE}
    - {fields.ADDRESS}
)
DOOR: Final = (fields.ADDRESS, fields.BUILDING, fields.UNIT, fields.ROOM)
# Columns of a review belong to whoever reviews; an error file has some of ours.
REVIEW: Final = "审核"

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
    headers = {column.field: column.header for column in mapping if column.field}
    repeated = _titles_of_others(titles, header.names, columns)
    above: tuple[Cell, ...] | None = None
    cleaned: list[CleanRow] = []
    for index in range(header.last_row, len(sheet.rows)):
        row = _with_spread(sheet.rows[index], spread.get(index, {}))
        texts = [text_of(cell) for cell in row]
        first = next((column for column, text in enumerate(texts) if text), -1)
        if first < 0 or not tells_of_somebody(
            texts=texts, columns=columns, header_words=header_words, is_merged_across=(index, first) in across
        ):
            above = None
            continue
        told = ditto.undittoed(row=row, above=above, columns=columns)
        above = told.cells
        others = _others(told.cells, titles, columns)
        answers = read_answers(
            cells={field: told.cells[c] for c, field in columns.items() if c < len(row)},
            headers=headers,
            others=others,
        )
        answers.problems.extend(ditto.problems_of(told=told, columns=columns, optional=OPTIONAL))
        answers.warnings.extend(ditto.warnings_of(told=told, columns=columns, optional=OPTIONAL))
        if any(title in repeated for title in others):
            answers.problems.append(SEVERAL_NAMES)
        stands = sheet.rows[index]
        raw = {title: _as_it_stands(cell) for title, cell in zip(titles, stands, strict=False) if title}
        cleaned.append(_clean_row(index + 1, answers, raw, headers=headers, year=year, today=today))
    return tuple(cleaned)


def _clean_row(
    row_number: int,
    answers: Answers,
    raw: Mapping[str, str],
    *,
    headers: Mapping[str, str],
    year: int,
    today: date | None,
) -> CleanRow:
    cells = answers.cells
    person = read_identity(
        name=cells.get(fields.NAME),
        id_type=cells.get(fields.ID_TYPE),
        id_number=cells.get(fields.ID_NUMBER),
        phone=cells.get(fields.PHONE),
        has_address=any(said(cells.get(name)) for name in DOOR),
        today=today,
    )
    journey = read_journey(cells=cells, year=year, today=today)
    person.notes.extend(answers.notes)
    remarks = read_remarks(cells=cells, person=person, headers=headers, today=today)
    of_marks = {problem.field for problem in answers.problems}
    problems: tuple[Problem, ...] = (
        *answers.problems,
        *(p for p in (*person.problems, *journey.problems, *remarks.problems) if p.field not in of_marks),
    )
    warnings = (*answers.warnings, *person.warnings, *journey.warnings, *remarks.warnings)
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
        origin=answers.origin or journey.origin,
        origin_class=answers.class_of_origin(otherwise=journey.origin_class),
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


def _with_spread(row: Sequence[Cell], spread: Mapping[int, Cell]) -> tuple[Cell, ...]:
    """Return a row with the values of ranges that are merged downwards."""
    width = max([len(row), *(column + 1 for column in spread)])
    return tuple(spread.get(c, row[c] if c < len(row) else None) for c in range(width))


def _titles_of_others(
    titles: Sequence[str], names: Sequence[str], columns: Mapping[int, str]
) -> frozenset[str]:
    """Return the titles of columns that hold other persons: those headed like the column of the name."""
    heads = {names[column] for column, field in columns.items() if field == fields.NAME}
    return frozenset(
        title for c, title in enumerate(titles) if c not in columns and names[c] in heads and title
    )


def _others(cells: Sequence[Cell], titles: Sequence[str], columns: Mapping[int, str]) -> dict[str, str]:
    """Return header -> text of what no field is for; without a header the column's number stands for it."""
    found: dict[str, str] = {}
    for column, cell in enumerate(cells):
        title = (titles[column] if column < len(titles) else "") or f"第{column + 1}列"
        if column in columns or REVIEW in title or not said(cell):
            continue
        if known_field(header=title) != fields.SEQUENCE:
            found[title] = said(cell)
    return found


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
