"""Weapons at every door that takes a file: each is answered in a sentence, with 422, and costs little memory."""

import io
import json
import struct
import tracemalloc
import zipfile
from collections.abc import Callable
from typing import Final

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from linli.people.models import Person
from linli.returns.models import Form
from linli.rosters.models import RosterImport
from linli.staff.rights import Role
from linli.tracing.models import Lead
from linli.uploads.archives import check_archive
from linli.uploads.gate import MOST_BYTES_KEPT
from linli.uploads.kinds import Refused
from tests.cast import COMMUNITY

pytestmark = pytest.mark.once

MEGABYTE: Final = 1024 * 1024
# No door takes more than 20 MB of file; what is refused costs a few times that at most, never what a bomb unpacks to.
MOST_MEMORY: Final = 160 * MEGABYTE
SPREADSHEET: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def workbook() -> bytes:
    """Return a small roster that every table door can read."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out)
    sheet = book.add_worksheet()
    for column, word in enumerate(("姓名", "身份证号", "联系电话", "到达时间")):
        sheet.write(0, column, word)
    sheet.write(1, 0, "王芳")
    book.close()
    return out.getvalue()


def repacked(change: Callable[[dict[str, bytes]], None]) -> bytes:
    """Return the workbook with its parts changed."""
    with zipfile.ZipFile(io.BytesIO(workbook())) as archive:
        parts = {entry.filename: archive.read(entry) for entry in archive.infolist()}
    change(parts)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def bomb() -> bytes:
    """Return a theme of zeros, 40 MB in 40 kB; its size told truly."""
    return repacked(lambda parts: parts.update({"xl/theme/theme1.xml": bytes(40 * MEGABYTE)}))


def lying_bomb() -> bytes:
    """Return the same, whose list says that it holds a hundred bytes."""
    content = bytearray(bomb())
    for mark, at in ((b"PK\x01\x02", 24), (b"PK\x03\x04", 22)):
        place = content.find(mark)
        while place >= 0:
            if struct.unpack_from("<I", content, place + at)[0] == 40 * MEGABYTE:
                struct.pack_into("<I", content, place + at, 100)
            place = content.find(mark, place + 4)
    return bytes(content)


def many_entries() -> bytes:
    return repacked(lambda parts: parts.update({f"xl/media/{n}.png": b"" for n in range(2001)}))


def nested() -> bytes:
    """Put a zip where a part should be."""
    return repacked(lambda parts: parts.update({"xl/styles.xml": bomb()}))


def overlapping() -> bytes:
    """List one part a thousand times: each is 40 MB once more."""
    content = bomb()
    at = content.find(b"PK\x01\x02")
    while True:
        length = 46 + sum(struct.unpack_from("<HHH", content, at + 28))
        if b"theme1" in content[at : at + length]:
            break
        at += length
    end = bytearray(content[content.rfind(b"PK\x05\x06") :])
    entry, start = content[at : at + length], content.find(b"PK\x01\x02")
    listed = content[start : content.rfind(b"PK\x05\x06")] + entry * 1000
    count = struct.unpack_from("<H", end, 10)[0] + 1000
    struct.pack_into("<HHII", end, 8, count, count, len(listed), start)
    return content[:start] + listed + bytes(end)


def laughs(part: str) -> Callable[[], bytes]:
    """Put entities that stand for entities into one part."""
    lines = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
    text = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e0 "ha">{lines}]><x>&e9;</x>'

    def made() -> bytes:
        return repacked(lambda parts: parts.update({part: text.encode()}))

    return made


def laughs_in_utf16() -> bytes:
    text = '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE x [<!ENTITY e "ha">]><x>&e;</x>'
    return repacked(lambda parts: parts.update({"xl/sharedStrings.xml": text.encode("utf-16")}))


def late_doctype() -> bytes:
    """Put a document type behind a comment longer than a piece."""
    text = f'<?xml version="1.0"?><!--{"ä" * 70_000}--><!DOCTYPE x SYSTEM "file:///etc/passwd"><x/>'
    return repacked(lambda parts: parts.update({"docProps/core.xml": text.encode()}))


def path_trick(name: str) -> Callable[[], bytes]:
    def made() -> bytes:
        return repacked(lambda parts: parts.update({name: b"x"}))

    return made


def ole_loop() -> bytes:
    """Return an .xls whose chain of sectors bites its own tail."""
    head = bytearray(512)
    head[:8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    struct.pack_into("<HHHHH", head, 24, 0x3E, 3, 0xFFFE, 9, 6)
    struct.pack_into("<IIIIII", head, 44, 1, 1, 0, 4096, 0xFFFFFFFE, 0)
    struct.pack_into("<II", head, 68, 0xFFFFFFFE, 0)
    struct.pack_into("<109I", head, 76, 0, *[0xFFFFFFFF] * 108)
    table = struct.pack("<128I", 0xFFFFFFFD, 2, 1, *[0xFFFFFFFF] * 125)
    return bytes(head) + table + bytes(512) * 2


BOMBS: Final[dict[str, Callable[[], bytes]]] = {
    "bomb": bomb,
    "lying bomb": lying_bomb,
    "many entries": many_entries,
    "nested": nested,
    "overlapping": overlapping,
    "laughs in the sheet": laughs("xl/worksheets/sheet1.xml"),
    "laughs in the book": laughs("xl/workbook.xml"),
    "laughs in a link": laughs("xl/_rels/workbook.xml.rels"),
    "laughs in UTF-16": laughs_in_utf16,
    "late document type": late_doctype,
    "up and away": path_trick("../../etc/cron.d/linli"),
    "backslashes": path_trick("xl\\..\\..\\evil.xml"),
    "a drive": path_trick("C:/evil.xml"),
    "a name twice": path_trick("XL/WORKBOOK.XML"),
    "an endless .xls": ole_loop,
    "not a zip": lambda: b"PK\x03\x04" + bytes(100),
    "a PDF": lambda: b"%PDF-1.7\n" + bytes(100),
    "a program": lambda: b"MZ" + bytes(100),
    "a page": lambda: b"<html><script>alert(1)</script></html>",
    "a gzip": lambda: b"\x1f\x8b\x08" + bytes(100),
}

TABLES_OF_TEXT: Final[dict[str, Callable[[], bytes]]] = {
    "a million columns": lambda: ("姓名," * 1_000_000 + "\n王芳").encode(),
    "zeros": lambda: "姓名,电话\n".encode() + bytes(4000),
    "nothing but commas": lambda: b"," * (8 * MEGABYTE),
}

NO_PHONES_FILE: Final[dict[str, Callable[[], bytes]]] = {
    "deep": lambda: b"[" * 100_000 + b"]" * 100_000,
    "deep objects": lambda: b'{"a":' * 50_000 + b"1" + b"}" * 50_000,
    "wide": lambda: b"[" + b"[]," * 1_000_000 + b"[]]",
    "a number without end": lambda: b'{"linli_outbox": ' + b"9" * 100_000 + b"}",
    "an empty zip": lambda: b"PK\x05\x06" + bytes(18),
    "zeros": lambda: bytes(1000),
}

DOORS: Final[dict[str, tuple[str, dict[str, str]]]] = {
    "roster": ("/imports/", {"community": COMMUNITY, "on": "2020-01-27"}),
    "leads": ("/leads/import/", {"community": COMMUNITY, "source": "UPPER_LIST", "list_name": "一"}),
    "form": ("/returns/new/", {"title": "表", "asked_by": "镇", "area": COMMUNITY}),
    "outbox": ("/phones/import/", {}),
}


@pytest.fixture
def desk(sign_in: Callable[..., Client]) -> Client:
    """Sit down as the secretary, who may go through every door."""
    return sign_in(role=Role.SECRETARY, area=COMMUNITY)


def refused(
    desk: Client, door: str, content: bytes, *, name: str = "a.xlsx", said_to_be: str = SPREADSHEET
) -> None:
    """Bring a file to a door, and see it refused at its field, at no great cost."""
    address, typed = DOORS[door]
    file = SimpleUploadedFile(name, content, content_type=said_to_be)
    tracemalloc.start()
    try:
        answer = desk.post(address, {**typed, "file": file})
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert answer.status_code == 422
    told = [answer.context.get(key) for key in ("form", "entry")]
    assert any("file" in getattr(form, "errors", ()) for form in told), told
    assert peak < MOST_MEMORY
    assert (Person.objects.count(), Lead.objects.count(), Form.objects.count()) == (0, 0, 0)
    assert RosterImport.objects.count() == 0


@pytest.mark.parametrize("door", DOORS)
@pytest.mark.parametrize("weapon", BOMBS)
def test_no_door_opens_a_weapon(desk: Client, door: str, weapon: str) -> None:
    refused(desk, door, BOMBS[weapon]())


@pytest.mark.parametrize("door", ["roster", "leads", "form"])
@pytest.mark.parametrize("weapon", TABLES_OF_TEXT)
def test_no_door_reads_a_table_without_end(desk: Client, door: str, weapon: str) -> None:
    refused(desk, door, TABLES_OF_TEXT[weapon](), name="a.csv", said_to_be="text/csv")


@pytest.mark.parametrize("weapon", NO_PHONES_FILE)
def test_no_phones_file_is_deeper_or_wider_than_a_phone_saves(desk: Client, weapon: str) -> None:
    refused(desk, "outbox", NO_PHONES_FILE[weapon](), name="a.json", said_to_be="application/json")


@pytest.mark.parametrize("door", DOORS)
@pytest.mark.parametrize("said_to_be", ["image/png", "text/html", "application/pdf", "video/mp4"])
def test_what_says_that_it_is_something_else_is_taken_at_its_word(
    desk: Client, door: str, said_to_be: str
) -> None:
    content = json.dumps({"linli_outbox": 1}).encode() if door == "outbox" else workbook()
    refused(desk, door, content, said_to_be=said_to_be)


@pytest.mark.parametrize("door", DOORS)
def test_a_file_larger_than_any_door_takes_is_not_kept_whole(desk: Client, door: str) -> None:
    refused(desk, door, b"x" * (MOST_BYTES_KEPT + 3 * MEGABYTE))


def test_a_workbook_as_excel_writes_it_passes() -> None:
    check_archive(content=workbook(), most_unpacked=MEGABYTE)


@pytest.mark.parametrize(("most", "passes"), [(1000, False), (100_000, True)])
def test_the_limit_is_on_all_parts_together(most: int, passes: bool) -> None:
    if passes:
        check_archive(content=workbook(), most_unpacked=most)
        return
    with pytest.raises(Refused, match="TOO_LARGE_UNPACKED"):
        check_archive(content=workbook(), most_unpacked=most)
