"""A superior's .xlsx read as it came, sheet by sheet; only a program of its own does so (linli.sheets.filler)."""

import zipfile
from collections.abc import Iterable, Mapping
from typing import Final

from lxml import etree

from linli.sheets.addresses import place_of, ref_of
from linli.sheets.form_rules import allowed_of
from linli.sheets.layout import Book, Cell, Kind, Sheet
from linli.sheets.outside import closed
from linli.sheets.package import Part, children, each, local_name, number, opened, parsed, sheets_in
from linli.sheets.unusable import UnusableWorkbook

MOST_ROWS: Final = 300
MOST_COLUMNS: Final = 80
# Of one workbook; what comes after them is left as it is.
MOST_SHEETS: Final = 20
MOST_CELLS: Final = 2 * MOST_ROWS * MOST_COLUMNS
# So many formatted rows and columns after the last words still belong to the form.
_EMPTY_BELOW: Final = 30
_EMPTY_BESIDE: Final = 5

Corner = tuple[int, int]


def book_of(*, content: bytes) -> Book:
    """Return the sheets of a workbook that can be filled, and which are left as they are.

    Raises UnusableWorkbook where no sheet can be filled, with what is wrong with the first that is shown.
    """
    with closed(archive=opened(content=content)) as archive:
        parts = sheets_in(archive=archive)
        shown = [part for part in parts if not part.is_hidden]
        if not shown:
            raise UnusableWorkbook("NOTHING_IN_IT")
        words = _shared_words(archive)
        sheets: list[Sheet] = []
        left: list[tuple[str, str]] = []
        room = MOST_CELLS
        # Hidden ones come last, so that no list of choices takes the room of what is to be filled.
        for part in sorted(parts, key=lambda part: part.is_hidden):
            if len(sheets) == MOST_SHEETS:
                left.append((part.name, "TOO_MANY_SHEETS"))
                continue
            try:
                sheet = _sheet(archive, part, words, room)
            except UnusableWorkbook as bad:
                left.append((part.name, bad.code))
            else:
                sheets.append(sheet)
                room -= sheet.rows * sheet.columns
    if all(sheet.is_hidden for sheet in sheets):
        raise UnusableWorkbook(dict(left)[shown[0].name])
    places = {part.name: at for at, part in enumerate(parts)}
    return Book(
        tuple(sorted(sheets, key=lambda sheet: places[sheet.name])),
        shown[0].name,
        tuple((name, why) for name, why in left if why != "NOTHING_IN_IT"),
    )


def _sheet(archive: zipfile.ZipFile, part: Part, words: list[str], room: int) -> Sheet:
    root = parsed(archive=archive, part=part.path)
    if local_name(root) != "worksheet":  # a sheet that is one chart
        raise UnusableWorkbook("NOTHING_IN_IT")
    merged = _merged(root)
    found = {cell.ref: cell for cell in _cells(root, words)}
    rows, columns = _used(list(found.values()))
    rows, columns = (
        max([rows, *(row for _, (row, _) in merged)]),
        max([columns, *(at for _, (_, at) in merged)]),
    )
    if rows > MOST_ROWS or columns > MOST_COLUMNS or rows * columns > room:
        raise UnusableWorkbook("TOO_MANY_CELLS")
    cells = tuple(_laid_out(found, merged, rows, columns))
    allowed = allowed_of(root=root, cells={cell.ref: cell for cell in cells})
    return Sheet(part.name, rows, columns, cells, part.is_hidden, allowed)


def _used(cells: list[Cell]) -> Corner:
    """Return the last row and column that matter: formatting often goes on far below and beside the last words."""
    told = [cell for cell in cells if cell.kind is not Kind.EMPTY]
    if not told:
        raise UnusableWorkbook("NOTHING_IN_IT")
    row, column = max(cell.row for cell in told), max(cell.column for cell in told)
    return (
        max(cell.row for cell in cells if cell.row <= row + _EMPTY_BELOW),
        max(cell.column for cell in cells if cell.column <= column + _EMPTY_BESIDE),
    )


def _shared_words(archive: zipfile.ZipFile) -> list[str]:
    if "xl/sharedStrings.xml" not in archive.namelist():
        return []
    return [
        _words(item) for item in each(root=parsed(archive=archive, part="xl/sharedStrings.xml"), name="si")
    ]


def _words(item: etree._Element) -> str:
    """Return the words of a string; how they are pronounced stands beside them and is no part of them."""
    return "".join(
        text.text or ""
        for text in each(root=item, name="t")
        if not any(local_name(above) == "rPh" for above in text.iterancestors())
    )


def _cells(root: etree._Element, words: list[str]) -> Iterable[Cell]:
    """Yield the cells that are written down, in reading order; one without an address follows the one before."""
    row_number = 0
    for row in each(root=root, name="row"):
        row_number = number(text=row.get("r"), otherwise=row_number + 1)
        column = 0
        for cell in children(element=row, name="c"):
            column = place_of(ref=cell.get("r", ""))[1] or column + 1
            kind, text = _content(cell, words)
            yield Cell(ref_of(row=row_number, column=column), row_number, column, kind, text)


def _content(cell: etree._Element, words: list[str]) -> tuple[Kind, str]:
    formula = children(element=cell, name="f")
    if formula:
        return Kind.FORMULA, formula[0].text or ""
    told = children(element=cell, name="v")
    value = (told[0].text or "") if told else ""
    match cell.get("t", "n"):
        case "inlineStr":
            text = _words(cell)
        case "s":
            text = words[int(value)] if value.isdigit() and int(value) < len(words) else ""
        case "n":
            return (Kind.NUMBER, value) if value else (Kind.EMPTY, "")
        case _:
            text = value
    return (Kind.TEXT, text) if text.strip() else (Kind.EMPTY, "")


def _merged(root: etree._Element) -> list[tuple[Corner, Corner]]:
    ranges = [merge.get("ref", "").partition(":") for merge in each(root=root, name="mergeCell")]
    return [(place_of(ref=first), place_of(ref=last)) for first, _, last in ranges if last]


def _laid_out(
    found: Mapping[str, Cell], merged: list[tuple[Corner, Corner]], rows: int, columns: int
) -> Iterable[Cell]:
    spans = {first: (last[0] - first[0] + 1, last[1] - first[1] + 1) for first, last in merged}
    covered = {
        (row, column)
        for first, last in merged
        for row in range(first[0], last[0] + 1)
        for column in range(first[1], last[1] + 1)
    } - set(spans)
    for row in range(1, rows + 1):
        for column in range(1, columns + 1):
            if (row, column) in covered:
                continue
            ref = ref_of(row=row, column=column)
            cell = found.get(ref, Cell(ref, row, column, Kind.EMPTY))
            down, right = spans.get((row, column), (1, 1))
            yield Cell(ref, row, column, cell.kind, cell.text, down, right)
