"""A program of its own for a superior's .xlsx: reads it as it came, or fills it: only the values of named cells change.

Everything else of the file is copied byte for byte: formats, merges, pictures, printing, sheets in which nothing is filled. What
it fetches or opens elsewhere is left out (linli.sheets.outside). Formulas stay; what those of a filled sheet, or over one, came
to before is taken out, so that no program shows an old sum, and Excel is told to work them out.
Arguments: "read"; or "fill" and the length of the values, as JSON, that stand before the file.
"""

import json
import re
from collections.abc import Callable, Collection, Mapping
from typing import Final

from lxml import etree

from linli.sheets.addresses import place_of, ref_of
from linli.sheets.form_reader import book_of
from linli.sheets.layout import Value, packed_book, parted
from linli.sheets.outside import closed
from linli.sheets.package import (
    BOOK,
    children,
    each,
    local_name,
    named,
    number,
    opened,
    packed,
    parsed,
    sheets_in,
)
from linli.sheets.unusable import UnusableWorkbook
from linli.uploads.confined import answer

# Where Excel expects calcPr: after these.
_BEFORE_CALC: Final = ("sheets", "functionGroups", "externalReferences", "definedNames")
_NOT_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


def filled(*, content: bytes, values: Mapping[str, Value]) -> bytes:
    """Return the workbook with values in cells, by address (linli.sheets.layout.address_of); None empties a cell.

    Words are written as words, never as a formula. A cell that holds a formula is left as it is. An address in a sheet that
    is not there is left out. Raises UnusableWorkbook.
    """
    with closed(archive=opened(content=content)) as archive:
        parts = sheets_in(archive=archive)
        shown = [part.name for part in parts if not part.is_hidden]
        if not shown:
            raise UnusableWorkbook("NOTHING_IN_IT")
        by_sheet: dict[str, dict[str, Value]] = {}
        for address, value in values.items():
            sheet, ref = parted(address=address)
            by_sheet.setdefault(sheet or shown[0], {})[ref] = value
        book = parsed(archive=archive, part=BOOK)
        _work_out_when_opened(book)
        changed = {BOOK: book}
        for part in parts:
            root = parsed(archive=archive, part=part.path)
            if part.name in by_sheet:
                _fill(root, by_sheet[part.name])
                changed[part.path] = root
            elif _forget_results_over(root, by_sheet):
                changed[part.path] = root
        return packed(archive=archive, changed=changed)


def _fill(root: etree._Element, values: Mapping[str, Value]) -> None:
    _numbered(root)
    for cell in each(root=root, name="c"):
        _forget_result(cell)
    for ref, value in values.items():
        _write(root, ref, value)


def _forget_results_over(root: etree._Element, filled_sheets: Collection[str]) -> bool:
    """Take out what the formulas of a sheet came to where one names a sheet that is filled; say whether any does."""
    names = [
        ways for name in filled_sheets for ways in (f"{name}!", f"{name.replace(chr(39), chr(39) * 2)}'!")
    ]
    told = [formula.text or "" for formula in each(root=root, name="f")]
    if not any(name in text for text in told for name in names):
        return False
    for cell in each(root=root, name="c"):
        _forget_result(cell)
    return True


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
    row_number, column = place_of(ref=ref)
    data = each(root=root, name="sheetData")[0]
    row = _at(data, "row", row_number, lambda row: number(text=row.get("r"), otherwise=0))
    row.set("r", str(row_number))
    cell = _at(row, "c", column, lambda cell: place_of(ref=cell.get("r", ""))[1])
    if cell.get("r") is None:
        cell.set("r", ref)
        style = row.get("s") if row.get("customFormat") in ("1", "true") else _column_style(root, column)
        if style is not None:
            cell.set("s", style)
    return cell


def _at(
    parent: etree._Element, name: str, at: int, number_of: Callable[[etree._Element], int]
) -> etree._Element:
    """Return the child with a number, made and put in order where there is none."""
    rows_or_cells = children(element=parent, name=name)
    for child in rows_or_cells:
        if number_of(child) == at:
            return child
    made = etree.Element(named(like=parent, name=name))
    after = [child for child in rows_or_cells if number_of(child) > at]
    if after:
        after[0].addprevious(made)
    else:
        parent.append(made)
    return made


def _column_style(root: etree._Element, column: int) -> str | None:
    for columns in each(root=root, name="col"):
        first, last = (number(text=columns.get(end), otherwise=0) for end in ("min", "max"))
        if first <= column <= last:
            return columns.get("style")
    return None


def _numbered(root: etree._Element) -> None:
    """Write the addresses down that a program left out, so that what is put between them stays in order."""
    row_number = 0
    for row in each(root=root, name="row"):
        row_number = number(text=row.get("r"), otherwise=row_number + 1)
        row.set("r", str(row_number))
        column = 0
        for cell in children(element=row, name="c"):
            column = place_of(ref=cell.get("r", ""))[1] or column + 1
            cell.set("r", ref_of(row=row_number, column=column))


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


def _answer(content: bytes, arguments: list[str]) -> bytes:
    match arguments:
        case ["read"]:
            return packed_book(book=book_of(content=content))
        case ["fill", length]:
            return filled(content=content[int(length) :], values=json.loads(content[: int(length)]))
    raise ValueError(arguments)


if __name__ == "__main__":
    answer(read=_answer)
