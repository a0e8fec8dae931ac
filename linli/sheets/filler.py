"""A program of its own for a superior's .xlsx: reads it as it came, or fills it: only the values of named cells change.

Everything else of the file is copied byte for byte: formats, merges, pictures, printing, other sheets. What it fetches
or opens elsewhere is left out (linli.sheets.outside). Formulas stay; what they came to before is taken out, so that no
program shows an old sum, and Excel is told to work them out.
Arguments: "read"; or "fill" and the length of the values, as JSON, that stand before the file.
"""

import json
import re
import zipfile
from collections.abc import Callable, Iterable, Mapping
from typing import Final

from lxml import etree

from linli.sheets.layout import Cell, Kind, Sheet, Value, packed_sheet
from linli.sheets.outside import closed
from linli.sheets.package import (
    BOOK,
    children,
    each,
    first_sheet,
    local_name,
    named,
    opened,
    packed,
    parsed,
)
from linli.sheets.unusable import UnusableWorkbook
from linli.uploads.confined import answer

MOST_ROWS: Final = 300
MOST_COLUMNS: Final = 80
# So many formatted rows and columns after the last words still belong to the form.
_EMPTY_BELOW: Final = 30
_EMPTY_BESIDE: Final = 5
_REF = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_ALPHABET: Final = 26
# Where Excel expects calcPr: after these.
_BEFORE_CALC: Final = ("sheets", "functionGroups", "externalReferences", "definedNames")
_NOT_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


def first_of(*, content: bytes) -> Sheet:
    """Return the first visible sheet of a workbook. Raises UnusableWorkbook."""
    with closed(archive=opened(content=content)) as archive:
        name, part = first_sheet(archive=archive)
        root = parsed(archive=archive, part=part)
        words = _shared_words(archive)
    merged = _merged(root)
    found = {cell.ref: cell for cell in _cells(root, words)}
    rows, columns = _used(list(found.values()))
    rows, columns = (
        max([rows, *(row for _, (row, _) in merged)]),
        max([columns, *(at for _, (_, at) in merged)]),
    )
    if rows > MOST_ROWS or columns > MOST_COLUMNS:
        raise UnusableWorkbook("TOO_MANY_CELLS")
    return Sheet(name, rows, columns, tuple(_laid_out(found, merged, rows, columns)))


def _used(cells: list[Cell]) -> tuple[int, int]:
    """Return the last row and column that matter: formatting often goes on far below and beside the last words."""
    told = [cell for cell in cells if cell.kind is not Kind.EMPTY]
    if not told:
        raise UnusableWorkbook("NOTHING_IN_IT")
    row, column = max(cell.row for cell in told), max(cell.column for cell in told)
    return (
        max(cell.row for cell in cells if cell.row <= row + _EMPTY_BELOW),
        max(cell.column for cell in cells if cell.column <= column + _EMPTY_BESIDE),
    )


def filled(*, content: bytes, values: Mapping[str, Value]) -> bytes:
    """Return the workbook with values in cells of its first visible sheet; None empties a cell.

    Words are written as words, never as a formula. A cell that holds a formula is left as it is.
    Raises UnusableWorkbook.
    """
    with closed(archive=opened(content=content)) as archive:
        _, part = first_sheet(archive=archive)
        root = parsed(archive=archive, part=part)
        _numbered(root)
        for cell in each(root=root, name="c"):
            _forget_result(cell)
        for ref, value in values.items():
            _write(root, ref, value)
        book = parsed(archive=archive, part=BOOK)
        _work_out_when_opened(book)
        return packed(archive=archive, changed={part: root, BOOK: book})


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
        row_number = _number(row.get("r"), row_number + 1)
        column = 0
        for cell in children(element=row, name="c"):
            column = _place(cell.get("r", ""))[1] or column + 1
            kind, text = _content(cell, words)
            yield Cell(ref_of(row_number, column), row_number, column, kind, text)


def _content(cell: etree._Element, words: list[str]) -> tuple[Kind, str]:
    if children(element=cell, name="f"):
        return Kind.FORMULA, ""
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


def _merged(root: etree._Element) -> list[tuple[tuple[int, int], tuple[int, int]]]:
    ranges = [merge.get("ref", "").partition(":") for merge in each(root=root, name="mergeCell")]
    return [(_place(first), _place(last)) for first, _, last in ranges if last]


def _laid_out(
    found: Mapping[str, Cell], merged: list[tuple[tuple[int, int], tuple[int, int]]], rows: int, columns: int
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
            ref = ref_of(row, column)
            cell = found.get(ref, Cell(ref, row, column, Kind.EMPTY))
            down, right = spans.get((row, column), (1, 1))
            yield Cell(ref, row, column, cell.kind, cell.text, down, right)


def _write(root: etree._Element, ref: str, value: Value) -> None:
    cell = _cell(root, ref)
    if children(element=cell, name="f"):
        return
    for child in list(cell):
        if local_name(child) in ("v", "is"):
            cell.remove(child)
    cell.attrib.pop("t", "")
    if value is None:
        return
    if isinstance(value, int | float):
        told = etree.Element(named(like=root, name="v"))
        told.text = str(value)
    else:
        cell.set("t", "inlineStr")
        told = etree.Element(named(like=root, name="is"))
        text = etree.SubElement(told, named(like=root, name="t"))
        text.text = _NOT_XML.sub("", value)
        text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    cell.insert(0, told)


def _cell(root: etree._Element, ref: str) -> etree._Element:
    """Return the element of a cell; one that is not written down yet is put at its place, in the style of its row."""
    row_number, column = _place(ref)
    data = each(root=root, name="sheetData")[0]
    row = _at(data, "row", row_number, lambda row: _number(row.get("r"), 0))
    row.set("r", str(row_number))
    cell = _at(row, "c", column, lambda cell: _place(cell.get("r", ""))[1])
    if cell.get("r") is None:
        cell.set("r", ref)
        style = row.get("s") if row.get("customFormat") in ("1", "true") else _column_style(root, column)
        if style is not None:
            cell.set("s", style)
    return cell


def _at(
    parent: etree._Element, name: str, number: int, number_of: Callable[[etree._Element], int]
) -> etree._Element:
    """Return the child with a number, made and put in order where there is none."""
    rows_or_cells = children(element=parent, name=name)
    for child in rows_or_cells:
        if number_of(child) == number:
            return child
    made = etree.Element(named(like=parent, name=name))
    after = [child for child in rows_or_cells if number_of(child) > number]
    if after:
        after[0].addprevious(made)
    else:
        parent.append(made)
    return made


def _column_style(root: etree._Element, column: int) -> str | None:
    for columns in each(root=root, name="col"):
        if _number(columns.get("min"), 0) <= column <= _number(columns.get("max"), 0):
            return columns.get("style")
    return None


def _numbered(root: etree._Element) -> None:
    """Write the addresses down that a program left out, so that what is put between them stays in order."""
    row_number = 0
    for row in each(root=root, name="row"):
        row_number = _number(row.get("r"), row_number + 1)
        row.set("r", str(row_number))
        column = 0
        for cell in children(element=row, name="c"):
            column = _place(cell.get("r", ""))[1] or column + 1
            cell.set("r", ref_of(row_number, column))


def _forget_result(cell: etree._Element) -> None:
    if children(element=cell, name="f"):
        for value in children(element=cell, name="v"):
            cell.remove(value)
        cell.attrib.pop("t", "")


def _work_out_when_opened(book: etree._Element) -> None:
    found = children(element=book, name="calcPr")
    if not found:
        before = [child for child in book if local_name(child) in _BEFORE_CALC]
        made = etree.Element(named(like=book, name="calcPr"))
        before[-1].addnext(made)
        found = [made]
    found[0].set("fullCalcOnLoad", "1")


def _number(text: str | None, otherwise: int) -> int:
    return int(text) if text and text.isascii() and text.isdigit() else otherwise


def _place(ref: str) -> tuple[int, int]:
    """Return row and column of an address like C5; (0, 0) for none."""
    match = _REF.fullmatch(ref.replace("$", ""))
    if not match:
        return 0, 0
    column = 0
    for letter in match[1]:
        column = column * _ALPHABET + ord(letter) - ord("A") + 1
    return int(match[2]), column


def ref_of(row: int, column: int) -> str:
    """Return the address of a cell: C5 for row 5, column 3."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, _ALPHABET)
        letters = chr(ord("A") + rest) + letters
    return f"{letters}{row}"


def _answer(content: bytes, arguments: list[str]) -> bytes:
    match arguments:
        case ["read"]:
            return packed_sheet(sheet=first_of(content=content))
        case ["fill", length]:
            return filled(content=content[int(length) :], values=json.loads(content[: int(length)]))
    raise ValueError(arguments)


if __name__ == "__main__":
    answer(read=_answer)
