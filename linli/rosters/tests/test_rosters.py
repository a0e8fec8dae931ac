"""Whole rosters: the five of the townships, and others with other words."""

import io
import json
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from linli.rosters.rules.entries import CleanRow, RosterEntry, RowPlace, mark_duplicates
from linli.rosters.rules.headers import map_headers, needs_confirmation
from linli.rosters.rules.rows import clean_sheet
from linli.rosters.rules.sheets import find_header, samples_of
from linli.sheets.reading import read_workbook

ROSTERS = Path(__file__).resolve().parents[4] / "shared" / "data" / "rosters"
TODAY = date(2020, 1, 27)
WOMAN = "11010519491231002X"
MAN = "110105194912310011"


def read(content: bytes, filename: str) -> list[tuple[str, tuple[CleanRow, ...]]]:
    """Read a file as an import does, and expect that no column needs a person."""
    read_sheets = []
    for sheet in read_workbook(content=content, filename=filename).sheets:
        header = find_header(sheet=sheet)
        assert header
        samples = samples_of(sheet=sheet, header=header, rows=60)
        mapping = map_headers(headers=header.names, remembered={}, samples=samples)
        assert not needs_confirmation(mapping=mapping), mapping
        rows = clean_sheet(sheet=sheet, header=header, mapping=mapping, year=2020, today=TODAY)
        read_sheets.append((sheet.name, rows))
    return read_sheets


def outcomes(sheets: list[tuple[str, tuple[CleanRow, ...]]]) -> dict[str, list[tuple[str, str | None]]]:
    duplicates = mark_duplicates(sheets=sheets)
    return {name: [outcome(name, row, duplicates) for row in rows] for name, rows in sheets}


def outcome(sheet: str, row: CleanRow, duplicates: dict[RowPlace, RowPlace]) -> tuple[str, str | None]:
    if row.problems:
        return "error", row.problems[0].field
    return ("duplicate" if RowPlace(sheet, row.row_number) in duplicates else "new"), None


@pytest.mark.parametrize(
    "filename", ["1_plain.xlsx", "2_township_form.xlsx", "3_gbk.csv", "4_old.xls", "5_sheets.xlsx"]
)
def test_each_row_of_the_five_rosters_becomes_what_it_must(filename: str) -> None:
    if not ROSTERS.is_dir():
        pytest.skip(f"The five rosters are not here; put them into {ROSTERS}.")
    truth: dict[str, Any] = json.loads((ROSTERS / "truth.json").read_text(encoding="utf-8"))[filename]
    found = outcomes(read((ROSTERS / filename).read_bytes(), filename))
    wanted = truth.get("sheets") or {next(iter(found)): truth["rows"]}
    assert found == {
        name: [(row["outcome"], row.get("field")) for row in rows] for name, rows in wanted.items()
    }


def entry_of(content: bytes, filename: str = "名单.xlsx") -> RosterEntry:
    ((_, rows),) = read(content, filename)
    (row,) = rows
    assert row.values, row.problems
    return row.values


def test_a_form_with_titles_two_header_rows_and_notes_is_read() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    for row in (
        ["附件1"],
        ["2020年春节外地返乡人员健康监测台账"],
        ["填报单位：胜利路社区", None, None, None, None, None, "2020年1月27日"],
        [
            "序号",
            "返乡人信息",
            None,
            None,
            "返乡情况",
            None,
            None,
            None,
            "身体状况",
            None,
            "所属网格",
            "户籍地",
            "网格员",
        ],
        [
            None,
            "姓名",
            "公民身份证号码",
            "联系方式",
            "何处来",
            "何时离汉",
            "抵肥日期",
            "乘坐车次",
            "测温",
            "是否发热",
            None,
            None,
            None,
        ],
        [
            1,
            "王芳",
            WOMAN,
            13812341234,
            "武汉市",
            "1月20日",
            "1月21日",
            "G1",
            36.5,
            "是",
            "第3网格",
            "安徽",
            "李强",
        ],
        ["合计", "1人"],
        ["填表人：李强", None, None, "联系电话：13812340000"],
        ["注：每日16时前上报。"],
    ):
        sheet.append(row)
    for area in ("A1:M1", "A2:M2", "A4:A5", "B4:D4", "E4:H4", "I4:J4", "K4:K5", "L4:L5", "M4:M5"):
        sheet.merge_cells(area)
    file = io.BytesIO()
    book.save(file)
    entry = entry_of(file.getvalue())
    assert (entry.name, entry.id_number, entry.phone) == ("王芳", WOMAN, "13812341234")
    assert (entry.left_on, entry.arrived_on) == (date(2020, 1, 20), date(2020, 1, 21))
    assert (entry.origin_class, entry.vehicle, entry.grid, entry.symptoms) == (
        "WUHAN",
        "G1",
        "第3网格",
        ("FEVER",),
    )


def test_an_english_roster_with_semicolons_is_read() -> None:
    text = (
        "Returnees of Shengli Road;;;;;;;;;\n"
        "No.;Full name;Gender;National ID;Mobile;Home address;Coming from;Departure date;Arrival date;Body temp. (°C)\n"
        f"1;John  Smith;male;{MAN};+86 138 1234 1234;3-2-501;Wuhan;20 Jan 2020;2020-01-21;36,5\n"
    )
    entry = entry_of(text.encode("utf-8-sig"), "roster.csv")
    assert (entry.name, entry.sex, entry.phone) == ("John Smith", "M", "13812341234")
    assert (entry.left_on, entry.arrived_on, str(entry.temperature_c)) == (
        date(2020, 1, 20),
        date(2020, 1, 21),
        "36.5",
    )


@pytest.mark.parametrize(
    "headers",
    [
        "返乡人,公民身份证号码,电话1,居住地址(详细到门牌),途经,离鄂时间,到家时间",
        "姓名,身份证,手机,家庭住址,从何地返回,出发日期,返程时间",
        "被排查人姓名,证件号码,联系方式,家庭地址,返乡前居住地,动身时间,何时返回",
        "Name,ID No.,Phone,Address,Origin,Date left,Date of arrival",
    ],
)
def test_other_words_for_the_same_columns_are_understood(headers: str) -> None:
    text = f"{headers}\n王芳,{WOMAN},13812341234,3-2-501,湖北省孝感市,1.20,1.21\n"
    entry = entry_of(text.encode("gb18030"), "名单.csv")
    assert (entry.name, entry.id_number, entry.phone, entry.address) == (
        "王芳",
        WOMAN,
        "13812341234",
        "3-2-501",
    )
    assert (entry.origin_class, entry.left_on, entry.arrived_on) == (
        "HUBEI",
        date(2020, 1, 20),
        date(2020, 1, 21),
    )
