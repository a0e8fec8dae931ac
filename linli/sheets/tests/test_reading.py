import io
import struct
import zipfile
from collections.abc import Sequence
from contextlib import suppress
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from linli.sheets import containers, reader, reading
from linli.sheets.reading import UnreadableFile, read_workbook
from linli.sheets.unreadable import MESSAGES
from linli.uploads import confined
from linli.uploads.kinds import OLE_MAGIC

xlwt = pytest.importorskip("xlwt", reason="xlwt writes the .xls files of these tests: pip install xlwt")
OLE = OLE_MAGIC
HALF_PAST_NINE = datetime.fromisoformat("2020-01-23T09:30:00")  # a sheet knows no zone


def xlsx(**sheets: Sequence[Sequence[object]]) -> bytes:
    book = openpyxl.Workbook()
    assert isinstance(book.active, Worksheet)
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    return saved(book)


def saved(book: openpyxl.Workbook) -> bytes:
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def zipped(**members: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name.replace("__", "/").replace("_", "."), content)
    return file.getvalue()


def ole(name: str) -> bytes:
    """Return a container with one empty stream."""
    header = OLE + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(10)
    header += struct.pack("<IIIIIIII", 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0) + struct.pack(
        "<109I", 0, *[0xFFFFFFFF] * 108
    )
    fat = struct.pack("<128I", 0xFFFFFFFD, 0xFFFFFFFE, *[0xFFFFFFFF] * 126)
    entries = b"".join(
        text.encode("utf-16-le").ljust(64, b"\0")
        + struct.pack("<HB", 2 * len(text) + 2, kind)
        + bytes(49)
        + struct.pack("<IQ", 0xFFFFFFFE, 0)
        for text, kind in (("Root Entry", 5), (name, 2))
    )
    return header + fat + entries.ljust(512, b"\0")


def xls(rows: list[tuple[int, int]]) -> bytes:
    book = xlwt.Workbook()
    sheet = book.add_sheet("名单")
    for row, column in rows:
        sheet.write(row, column, "姓名")
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def code_of(content: bytes, filename: str = "名单.xlsx") -> str:
    with pytest.raises(UnreadableFile) as raised:
        read_workbook(content=content, filename=filename)
    assert raised.value.message == MESSAGES[raised.value.code]
    return raised.value.code


def test_row_numbers_are_those_of_the_sheet() -> None:
    content = xlsx(
        名单=[
            [],
            [],
            ["姓名", "到达"],
            ["王芳", date(2020, 1, 23)],
            [],
            ["王强", HALF_PAST_NINE],
        ]
    )
    (sheet,) = read_workbook(content=content, filename="x").sheets
    assert [number for number, row in enumerate(sheet.rows, start=1) if any(row)] == [3, 4, 6]
    assert sheet.rows[3] == ("王芳", date(2020, 1, 23))
    assert sheet.rows[5] == ("王强", HALF_PAST_NINE)


def test_hidden_sheets_are_not_read() -> None:
    book = openpyxl.load_workbook(io.BytesIO(xlsx(甲=[["姓名"]], 乙=[["旧"]], 丙=[["更旧"]])))
    book["乙"].sheet_state = "hidden"
    book["丙"].sheet_state = "veryHidden"
    assert [sheet.name for sheet in read_workbook(content=saved(book), filename="x").sheets] == ["甲"]


def test_an_old_xls_is_read_with_its_merged_ranges() -> None:
    book = xlwt.Workbook()
    sheet = book.add_sheet("名单")
    sheet.write_merge(0, 0, 0, 1, "登记表")
    sheet.write(1, 0, "王芳")
    sheet.write(1, 1, 13812341234)
    file = io.BytesIO()
    book.save(file)
    (read,) = read_workbook(content=file.getvalue(), filename="名单.csv").sheets
    assert read.rows[1] == ("王芳", 13812341234)
    assert read.merged == ((0, 0, 0, 1),)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_csv_is_read_in_each_encoding_and_with_each_delimiter(encoding: str, delimiter: str) -> None:
    text = f'姓名{delimiter}住址\r\n王芳{delimiter}"3栋{delimiter}501室"\r\n\r\n'
    (sheet,) = read_workbook(content=text.encode(encoding), filename="C:\\名单\\一组.csv").sheets
    assert sheet.name == "一组"
    assert sheet.rows == (("姓名", "住址"), ("王芳", f"3栋{delimiter}501室"))


def test_marks_that_keep_digits_as_text_are_taken_off() -> None:
    (sheet,) = read_workbook(
        content='姓名,电话\n王芳,"=""13812341234"""\n王强,\'13912341234\n'.encode(), filename="x"
    ).sheets
    assert [row[1] for row in sheet.rows] == ["电话", "13812341234", "13912341234"]


def test_the_content_decides_and_not_the_name() -> None:
    assert read_workbook(content=xlsx(名单=[["姓名", "电话"]]), filename="名单.csv").sheets[0].name == "名单"
    assert read_workbook(content="姓名,电话\n王芳,1\n".encode(), filename="名单.xlsx").sheets[0].rows[1] == (
        "王芳",
        "1",
    )


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "EMPTY_FILE"),
        (b"\xef\xbb\xbf \r\n", "EMPTY_FILE"),
        (b"%PDF-1.4 ...", "NOT_A_SPREADSHEET"),
        (b"\x89PNG\r\n\x1a\n....", "NOT_A_SPREADSHEET"),
        (b"\xff\xd8\xff\xe0....", "NOT_A_SPREADSHEET"),
        (b"<!DOCTYPE html><html><body>a,b</body></html>", "NOT_A_SPREADSHEET"),
        (b'{"a": 1, "b": 2}', "NOT_A_SPREADSHEET"),
        ("这是一封信。没有表格。\n第二行。\n".encode(), "NOT_A_SPREADSHEET"),
        ("姓名,电话\n王芳,1\n".encode("gb18030") + b"\xff\n", "UNKNOWN_ENCODING"),
        (bytes(range(256)) * 4, "NOT_A_SPREADSHEET"),
        (b"PK\x03\x04 and then nothing of a zip", "DAMAGED"),
        (zipped(word__document_xml=b"<w/>"), "NOT_A_SPREADSHEET"),
        (ole("WordDocument"), "NOT_A_SPREADSHEET"),
        (OLE + bytes(504), "DAMAGED"),
        (xls([(0, 0)])[:1000], "DAMAGED"),
        (ole("EncryptedPackage"), "PASSWORD_PROTECTED"),
        (b"\x09\x08\x10\x00" + bytes(16) + b"\x2f\x00\x36\x00" + bytes(54), "PASSWORD_PROTECTED"),
        (xlsx(甲=[], 乙=[[None]]), "NO_ROWS"),
        (xlsx(**{f"第{n}组": [["姓名"]] for n in range(31)}), "TOO_MANY_SHEETS"),
        (xlsx(名单=[["姓名", "电话"]])[:-400], "DAMAGED"),
        (("姓名,电话\n" + "王芳,1\n" * 50_100).encode(), "TOO_MANY_ROWS"),
        (("王" * 100 + ",\n").encode() * 80_000, "TOO_LARGE"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_cannot_be_read_is_refused_in_a_sentence(content: bytes, code: str) -> None:
    assert code_of(content) == code


def test_an_encrypted_old_xls_is_told() -> None:
    content = xls([(0, 0)])
    bof = content.index(b"\x09\x08\x10\x00")
    # The record behind the first one becomes FILEPASS, whatever its length.
    assert code_of(content[: bof + 20] + b"\x2f\x00" + content[bof + 22 :]) == "PASSWORD_PROTECTED"


def test_an_old_xls_damaged_in_its_counts_is_read_or_refused_and_stops_nothing() -> None:
    content = xls([(row, column) for row in range(20) for column in range(5)])
    strings = content.index("姓名".encode("utf-16-le"))
    for place in range(strings - 60, strings + 160, 8):  # the shared strings and the sheet's dimensions
        damaged = content[:place] + bytes((content[place] ^ 0xFF,)) + content[place + 1 :]
        with suppress(UnreadableFile):
            read_workbook(content=damaged, filename="名单.xls")


def test_thirty_sheets_and_fifty_thousand_rows_are_read() -> None:
    assert (
        len(read_workbook(content=xlsx(**{f"第{n}组": [["姓名"]] for n in range(30)}), filename="x").sheets)
        == 30
    )
    (sheet,) = read_workbook(content=("姓名,电话\n" + "王芳,1\n" * 50_000).encode(), filename="x").sheets
    assert len(sheet.rows) == 50_001


def test_what_grows_beyond_measure_when_unpacked_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(containers, "LARGEST_UNPACKED_BYTES", 1000)
    with pytest.raises(UnreadableFile, match="TOO_LARGE_UNPACKED"):
        containers.check_zip(content=zipped(xl__workbook_xml=bytes(1001)))


def test_every_refusal_has_a_sentence_that_is_raised_somewhere() -> None:
    source = "".join(
        Path(module.__file__).read_text()
        for module in (reading, reader, containers, confined)
        if module.__file__
    )
    assert {code for code in MESSAGES if f'"{code}"' in source} == set(MESSAGES)
