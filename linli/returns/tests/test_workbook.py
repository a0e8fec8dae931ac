"""A superior's file comes back as it came, but for the cells that were filled. openpyxl is the judge."""

import io
import zipfile
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from openpyxl.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

from linli.returns.tests.made import first_of, four_columns, nineteen_columns, twelve_columns
from linli.sheets.filler import filled
from linli.sheets.form_reader import book_of
from linli.sheets.layout import Value
from linli.sheets.unusable import UnusableWorkbook
from tests.properties import examples

FORMS = {"4": four_columns(), "12": twelve_columns(), "19": nineteen_columns()}


def looks(cell: Cell) -> tuple[object, ...]:
    """Return everything of a cell but its value."""
    return (
        cell.number_format,
        *map(repr, (cell.font, cell.fill, cell.border, cell.alignment, cell.protection)),
    )


def sheets(content: bytes) -> list[Worksheet]:
    return list(load_workbook(io.BytesIO(content)).worksheets)


def conditions(sheet: Worksheet) -> list[tuple[str, list[str]]]:
    return [(str(of.sqref), [repr(rule) for rule in of.rules]) for of in sheet.conditional_formatting]


def same_but_for(came: bytes, went: bytes, values: dict[str, Value]) -> None:
    """Compare two workbooks cell for cell, and all that is not cells."""
    for before, after in zip(sheets(came), sheets(went), strict=True):
        is_filled = before.title == sheets(came)[0].title
        assert after.title == before.title
        assert after.dimensions == before.dimensions
        assert sorted(map(str, after.merged_cells.ranges)) == sorted(map(str, before.merged_cells.ranges))
        assert {k: v.width for k, v in after.column_dimensions.items()} == {
            k: v.width for k, v in before.column_dimensions.items()
        }
        assert {k: v.height for k, v in after.row_dimensions.items()} == {
            k: v.height for k, v in before.row_dimensions.items()
        }
        assert (after.print_title_rows, after.page_setup.orientation, after.freeze_panes) == (
            before.print_title_rows,
            before.page_setup.orientation,
            before.freeze_panes,
        )
        assert conditions(after) == conditions(before)
        for row in before.iter_rows():
            for cell in row:
                other = after[cell.coordinate]
                expected = values[cell.coordinate] if is_filled and cell.coordinate in values else cell.value
                assert other.value == expected, cell.coordinate
                assert looks(other) == looks(cell), cell.coordinate  # type: ignore[arg-type]


def fillable(content: bytes) -> list[str]:
    return [cell.ref for cell in first_of(content=content).cells if cell.kind in ("EMPTY", "NUMBER")]


@pytest.mark.parametrize("columns", FORMS)
def test_nothing_filled_is_the_form_as_it_came(columns: str) -> None:
    same_but_for(FORMS[columns], filled(content=FORMS[columns], values={}), {})


@settings(max_examples=examples(20))
@given(data=st.data())
def test_whatever_is_filled_all_else_comes_back_as_it_was(data: st.DataObject) -> None:
    came = FORMS[data.draw(st.sampled_from(sorted(FORMS)))]
    words = st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "Zs"]), min_size=1, max_size=8)
    values: dict[str, Value] = data.draw(
        st.dictionaries(st.sampled_from(fillable(came)), st.integers(-(10**6), 10**9) | words, max_size=12)
    )
    went = filled(content=came, values=values)
    # openpyxl reads words that begin with "=" as a formula; that they are none is asked of the file itself below.
    same_but_for(came, went, values)


def test_words_are_never_a_formula() -> None:
    went = filled(content=FORMS["4"], values={"D5": '=HYPERLINK("http://x")'})
    xml = zipfile.ZipFile(io.BytesIO(went)).read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in xml
    assert 't="inlineStr"' in xml


def test_a_formula_stays_whatever_is_said_and_is_worked_out_anew() -> None:
    went = filled(content=FORMS["12"], values={"L5": 99, "E5": 3, "F5": 1.5})
    assert sheets(went)[0]["L5"].value == "=SUM(E5:F5)"
    assert sheets(went)[0]["F5"].value == 1.5
    assert load_workbook(io.BytesIO(went), data_only=True).worksheets[0]["L5"].value is None
    assert b'fullCalcOnLoad="1"' in zipfile.ZipFile(io.BytesIO(went)).read("xl/workbook.xml")


def test_yesterdays_number_is_gone_where_nobody_recorded_anything() -> None:
    went = filled(content=FORMS["19"], values={"R5": None, "B5": 0})
    sheet = sheets(went)[0]
    assert (sheet["R5"].value, sheet["B5"].value, sheet["S5"].value) == (None, 0, 3)


def test_a_cell_that_is_not_written_down_is_put_in_its_place() -> None:
    went = filled(content=FORMS["12"], values={"F8": 1, "B2": 2, "D20": "末"})
    sheet = sheets(went)[0]
    assert (sheet["B2"].value, sheet["D20"].value) == (2, "末")
    xml = zipfile.ZipFile(io.BytesIO(went)).read("xl/worksheets/sheet1.xml").decode()
    assert (
        xml.index('r="A1"')
        < xml.index('r="B2"')
        < xml.index('r="L2"')
        < xml.index('r="A3"')
        < xml.index('r="D20"')
    )


def test_every_other_part_of_the_file_is_copied_byte_for_byte() -> None:
    came = with_part(FORMS["4"], "xl/media/stamp.png", b"\x89PNG not looked at")
    went = zipfile.ZipFile(io.BytesIO(filled(content=came, values={"B5": 1})))
    for entry in zipfile.ZipFile(io.BytesIO(came)).infolist():
        if entry.filename not in ("xl/worksheets/sheet1.xml", "xl/workbook.xml"):
            assert went.read(entry.filename) == zipfile.ZipFile(io.BytesIO(came)).read(entry.filename)


def test_a_program_that_leaves_addresses_out_is_read_all_the_same() -> None:
    def without(xml: str) -> str:
        import re

        return re.sub(r'(<(?:c|row)\b[^>]*?) r="[A-Z0-9]+"', r"\1", xml)

    came = changed(FORMS["4"], "xl/worksheets/sheet1.xml", without)
    assert first_of(content=came).cells[0].text == "返乡人员排查情况日报表"
    assert sheets(filled(content=came, values={"A1": "甲"}))[0]["A1"].value == "甲"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "NOT_A_WORKBOOK"),
        (b"name,phone\n", "NOT_A_WORKBOOK"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "PROTECTED"),
        (b"PK\x03\x04 cut off", "DAMAGED"),
        (FORMS["4"][:-200], "DAMAGED"),
        (bytes(2 * 1024 * 1024 + 1), "TOO_LARGE"),
    ],
)
def test_what_is_no_workbook_is_refused_with_a_reason(content: bytes, code: str) -> None:
    with pytest.raises(UnusableWorkbook) as refused:
        first_of(content=content)
    assert refused.value.code == code


ENTITY = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'


def test_bombs_and_macros_are_refused() -> None:
    def declares(xml: str) -> str:
        head, body = xml.split("<worksheet", 1)
        return f"{head}{ENTITY}<worksheet{body}"

    bombs: dict[str, Callable[[], bytes]] = {
        "DAMAGED": lambda: changed(FORMS["4"], "xl/worksheets/sheet1.xml", declares),
        "TOO_LARGE": lambda: with_part(FORMS["4"], "xl/media/zero.bin", bytes(45 * 1024 * 1024)),
        "MACROS": lambda: with_part(FORMS["4"], "xl/vbaProject.bin", b"code"),
        "NOT_A_WORKBOOK": lambda: with_part(b"", "a.txt", b"words"),
        "TOO_MANY_CELLS": lambda: changed(
            FORMS["4"],
            "xl/worksheets/sheet1.xml",
            lambda xml: xml.replace('ref="A1:D1"', 'ref="A1:XFD1048576"'),
        ),
        "NOTHING_IN_IT": lambda: changed(
            FORMS["4"], "xl/workbook.xml", lambda xml: xml.replace('state="visible"', 'state="hidden"')
        ),
    }
    for code, make in bombs.items():
        assert code_of(make()) == code


def code_of(content: bytes) -> str:
    """Return why a workbook, or its first sheet, is not filled."""
    try:
        book = book_of(content=content)
    except UnusableWorkbook as refused:
        return refused.code
    return dict(book.left)[book.first]


def changed(content: bytes, part: str, change: Callable[[str], str]) -> bytes:
    """Return a zip with one part written anew."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as came,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as went,
    ):
        for entry in came.infolist():
            told = came.read(entry)
            went.writestr(entry, change(told.decode()).encode() if entry.filename == part else told)
    return out.getvalue()


def with_part(content: bytes, part: str, told: bytes) -> bytes:
    """Return a zip with a part more."""
    out = io.BytesIO(content)
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(part, told)
    return out.getvalue()
