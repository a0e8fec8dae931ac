"""An .xls is written anew as .xlsx: what comes over, what is named as lost, and what a hostile one may cost."""

import io
import random
import resource
import struct
import subprocess
import sys
import time
from collections.abc import Sequence
from contextlib import suppress

import pytest
import xlwt
from openpyxl import load_workbook

from linli.sheets.filling import read_form
from linli.sheets.old_books import turned
from linli.sheets.old_formulas import Formula, formula_text
from linli.sheets.unusable import UnusableWorkbook
from linli.uploads.kinds import OLE_MAGIC

MOST_MEMORY_KB = 300 * 1024
LONGEST_S = 2


def saved(book: xlwt.Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def with_formulas(*formulas: str) -> bytes:
    book = xlwt.Workbook()
    sheet, other = book.add_sheet("表"), book.add_sheet("分 项's")
    other.write(0, 0, 1)
    for row, formula in enumerate(formulas):
        sheet.write(row, 0, xlwt.Formula(formula))
    return saved(book)


def test_formulas_come_over_word_for_word() -> None:
    told = (
        "B1-(C1-D1)",
        "-(B1+C1)*2^3",
        "SUM($B$1:C9,D1)",
        'IF(B1>=1.5,"甲""乙",0)&"x"',
        "ROUND(B1/3,1)%",
        "'分 项''s'!A1+1",
        "SUM('分 项''s'!$A$1:B2)",
        "TODAY()-DATE(2020,1,27)",
    )
    workbook, lost = turned(content=with_formulas(*told))
    sheet = load_workbook(io.BytesIO(workbook)).worksheets[0]
    assert [sheet.cell(row, 1).value for row in range(1, len(told) + 1)] == [f"={one}" for one in told]
    assert lost == []


def test_a_formula_that_is_not_surely_understood_leaves_its_cell_empty_and_is_named() -> None:
    workbook, lost = turned(content=with_formulas("SIN(B1)", "SUM(B1:C1)"))
    sheet = load_workbook(io.BytesIO(workbook)).worksheets[0]
    assert (sheet["A1"].value, sheet["A2"].value) == (None, "=SUM(B1:C1)")
    assert lost == [("FORMULAS", "表!A1")]


@pytest.mark.parametrize(
    ("tokens", "text"),
    [
        # A shared formula counts from its own cell: one row up, one column left of C3.
        (b"\x4c" + struct.pack("<HH", 0xFFFF, 0xC0FF), "B2"),
        (b"\x44" + struct.pack("<HH", 4, 0x0002), "$C$5"),
        (b"\x3a" + struct.pack("<HHH", 0, 0, 0xC000), "'甲'!A1"),
        (b"\x3a" + struct.pack("<HHH", 1, 0, 0xC000), None),
        (b"\x3a" + struct.pack("<HHH", 9, 0, 0xC000), None),
        (b"\x1e\x01\x00\x1e\x02\x00\x03", "1+2"),
        (b"\x1e\x01\x00\x03", None),
        (b"\x1f" + struct.pack("<d", float("inf")), None),
        (b"\x43\x01\x00\x00\x00", None),
        (b"\x17\xff\x00x", None),
        (b"", None),
    ],
)
def test_tokens_as_text(tokens: bytes, text: str | None) -> None:
    assert formula_text(formula=Formula(tokens, ["甲", None], (2, 2))) == text


def records(*told: tuple[int, bytes]) -> bytes:
    return b"".join(struct.pack("<HH", kind, len(content)) + content for kind, content in told)


BOF = struct.pack("<HHHHII", 0x0600, 0x0005, 0, 0, 0, 0)
OF_SHEET = struct.pack("<HHHHII", 0x0600, 0x0010, 0, 0, 0, 0)
EOF = (0x000A, b"")
# One font, one style and one look of cells: without them no library reads a cell.
LOOKS = (
    (0x0031, struct.pack("<HHHHHBBBB", 200, 0, 0x7FFF, 400, 0, 0, 0, 0, 0) + b"\x05\x00Arial"),
    (0x00E0, struct.pack("<HHH", 0, 0, 0xFFF5) + bytes(14)),
    (0x00E0, struct.pack("<HHH", 0, 0, 0x0001) + bytes(14)),
)


def book(*sheets: Sequence[tuple[int, bytes]], before: Sequence[tuple[int, bytes]] = ()) -> bytes:
    """Return an .xls of sheets whose records are as they are given."""
    bounds = [
        (0x0085, struct.pack("<IBBBB", 0, 0, 0, 2, 0) + b"%02d" % number) for number in range(len(sheets))
    ]
    size = len(records((0x0809, BOF), *LOOKS, *before, *bounds, EOF))
    begins = size
    told = [records((0x0809, OF_SHEET), *sheet, EOF) for sheet in sheets]
    for number, part in enumerate(told):
        bounds[number] = (0x0085, struct.pack("<I", begins) + bounds[number][1][4:])
        begins += len(part)
    return contained(records((0x0809, BOF), *LOOKS, *before, *bounds, EOF) + b"".join(told))


def contained(stream: bytes) -> bytes:
    """Return a container of one stream."""
    sectors = -(-max(len(stream), 4096) // 512)
    tables = -(-(sectors + 2) // 127)
    chain = [0xFFFFFFFD] * tables + [0xFFFFFFFE] + [tables + 2 + n for n in range(sectors - 1)] + [0xFFFFFFFE]
    fat = struct.pack(f"<{tables * 128}I", *chain, *[0xFFFFFFFF] * (tables * 128 - len(chain)))
    header = OLE_MAGIC + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(10)
    header += struct.pack("<IIIIIIII", tables, tables, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
    header += struct.pack("<109I", *range(tables), *[0xFFFFFFFF] * (109 - tables))
    entries = b"".join(
        name.encode("utf-16-le").ljust(64, b"\0")
        + struct.pack("<HB", 2 * len(name) + 2, kind)
        + bytes(49)
        + struct.pack("<IQ", start, length)
        for name, kind, start, length in (
            ("Root Entry", 5, 0xFFFFFFFE, 0),
            ("Workbook", 2, tables + 1, max(len(stream), 4096)),
        )
    )
    return header + fat + entries.ljust(512, b"\0") + stream.ljust(sectors * 512, b"\0")


def number(row: int, column: int) -> tuple[int, bytes]:
    return 0x0203, struct.pack("<HHHd", row, column, 1, 1.0)


def numbers(row: int) -> bytes:
    return struct.pack("<HH", row, 0) + struct.pack("<HI", 1, 0x3FF00000) * 256 + struct.pack("<H", 255)


def blanks(row: int) -> tuple[int, bytes]:
    return 0x00BE, struct.pack("<HH", row, 0) + b"\x01\x00" * 256 + struct.pack("<H", 255)


HOSTILE = {
    "as many cells as are taken": lambda: book(
        [number(0, 0), *((0x00BD, numbers(row)) for row in range(230))]
    ),
    "rows as far as they are taken": lambda: book([number(0, 0), number(49_990, 1)], [number(49_990, 1)]),
    "a far corner": lambda: book([number(0, 0), number(65535, 255)]),
    "far corners of many sheets": lambda: book(*[[number(65535, 255)] for _ in range(50)]),
    "a thousand sheets": lambda: book(*[[number(0, 0)] for _ in range(1000)]),
    "a million blanks": lambda: book([blanks(row) for row in range(3800)]),
    "merged to the end": lambda: book([number(0, 0), (0x00E5, struct.pack("<H4H", 1, 0, 65535, 0, 255))]),
    "merged in one another": lambda: book(
        [number(0, 0), (0x00E5, struct.pack("<H", 1000) + struct.pack("<4H", 0, 9, 0, 9) * 1000)]
    ),
    "widths again and again": lambda: book([(0x007D, struct.pack("<6H", 0, 255, 2000, 0, 0, 0))] * 100_000),
    "names in names": lambda: book(
        [number(0, 0)],
        before=[(0x0018, bytes(3) + b"\x01\x05" + bytes(9) + b"A\x23\x01\x00\x00\x00")] * 20_000,
    ),
    "half a million records": lambda: book([(0x1234, b"")] * 450_000),
    "words that are not there": lambda: book(
        [(0x00FD, struct.pack("<HHHI", 0, 0, 0, 9))], before=[(0x00FC, struct.pack("<II", 2**31, 2**31))]
    ),
    "a formula without end": lambda: book(
        [
            (
                0x0006,
                struct.pack("<HHH", 0, 0, 0) + bytes(14) + struct.pack("<H", 8000) + b"\x1e\x01\x00" * 2600,
            )
        ]
    ),
    "looks that are not there": lambda: book([(0x0201, struct.pack("<HHH", 0, 0, 4000))]),
}


@pytest.mark.parametrize("hostile", HOSTILE)
def test_a_hostile_one_is_read_or_refused_in_no_time(hostile: str) -> None:
    content = HOSTILE[hostile]()
    began = time.process_time(), spent()
    with suppress(UnusableWorkbook):
        read_form(content=content)
    assert spent() - began[1] < LONGEST_S


def spent() -> float:
    """Return the seconds of processor that programs of ours took so far."""
    told = resource.getrusage(resource.RUSAGE_CHILDREN)
    return told.ru_utime + told.ru_stime


COST = """
import resource
from contextlib import suppress
from linli.sheets.filling import read_form
from linli.sheets.tests.test_old_books import HOSTILE
from linli.sheets.unusable import UnusableWorkbook
for name in ("as many cells as are taken", "rows as far as they are taken", "names in names"):
    with suppress(UnusableWorkbook):
        read_form(content=HOSTILE[name]())
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""


def test_none_takes_more_memory_than_it_may() -> None:
    told = subprocess.run([sys.executable, "-c", COST], capture_output=True, check=True)  # noqa: S603 (our own words)
    assert int(told.stdout) < MOST_MEMORY_KB


def test_changed_by_chance_it_is_read_or_refused_in_a_sentence() -> None:
    chance = random.Random(7)  # noqa: S311 (no secret)
    whole = with_formulas("SUM(B1:C1)", "'分 项''s'!A1")
    for _ in range(150):
        changed = bytearray(whole)
        for _ in range(chance.randint(1, 12)):
            changed[chance.randrange(512, len(changed))] = chance.randrange(256)
        with suppress(UnusableWorkbook):
            turned(content=bytes(changed))


@pytest.mark.parametrize(
    ("name", "code"),
    [("_VBA_PROJECT_CUR", "MACROS"), ("EncryptedPackage", "PROTECTED"), ("WordDocument", "NOT_A_WORKBOOK")],
)
def test_macros_and_passwords_are_refused(name: str, code: str) -> None:
    plain = "Workbook".encode("utf-16-le").ljust(64, b"\0") + struct.pack("<HB", 18, 2)
    other = name.encode("utf-16-le").ljust(64, b"\0") + struct.pack("<HB", 2 * len(name) + 2, 2)
    assert plain in book([number(0, 0)])
    with pytest.raises(UnusableWorkbook, match=code):
        turned(content=book([number(0, 0)]).replace(plain, other))
