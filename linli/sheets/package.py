"""The zip that a workbook is: opened with care, its parts read, and packed again with some of them changed."""

import io
import posixpath
import struct
import zipfile
import zlib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Final

from lxml import etree

from linli.sheets.unusable import LARGEST_BYTES, UnusableWorkbook
from linli.uploads.archives import check_archive
from linli.uploads.kinds import OLE_MAGIC, ZIP_MAGIC, Refused

LARGEST_UNPACKED_BYTES: Final = 40 * 1024 * 1024
BOOK: Final = "xl/workbook.xml"
# What the gate says, in the words of forms.
_CODES: Final = {
    "TOO_LARGE_UNPACKED": "TOO_LARGE",
    "DAMAGED": "DAMAGED",
    "PASSWORD_PROTECTED": "PROTECTED",
}


def opened(*, content: bytes) -> zipfile.ZipFile:
    """Return the zip of a workbook that can be filled. Raises UnusableWorkbook."""
    if len(content) > LARGEST_BYTES:
        raise UnusableWorkbook("TOO_LARGE")
    if content.startswith(OLE_MAGIC):
        raise UnusableWorkbook("PROTECTED")
    if not content.startswith(ZIP_MAGIC):
        raise UnusableWorkbook("NOT_A_WORKBOOK")
    try:
        check_archive(content=content, most_unpacked=LARGEST_UNPACKED_BYTES)
    except Refused as bad:
        raise UnusableWorkbook(_CODES[bad.code]) from bad
    archive = zipfile.ZipFile(io.BytesIO(content))
    _check(archive.infolist())
    return archive


def _check(entries: list[zipfile.ZipInfo]) -> None:
    names = [entry.filename for entry in entries]
    if BOOK not in names:
        raise UnusableWorkbook("NOT_A_WORKBOOK")
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        raise UnusableWorkbook("MACROS")


def _read(archive: zipfile.ZipFile, part: str) -> bytes:
    try:
        return archive.read(part)
    except RuntimeError as bad:  # zipfile's answer to a member with a password
        raise UnusableWorkbook("PROTECTED") from bad
    except (KeyError, zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, struct.error) as bad:
        raise UnusableWorkbook("DAMAGED") from bad


def parsed(*, archive: zipfile.ZipFile, part: str) -> etree._Element:
    """Return a part of a workbook as XML. Raises UnusableWorkbook."""
    content = _read(archive, part)
    try:
        # Entities and outside files are never read.
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as bad:
        raise UnusableWorkbook("DAMAGED") from bad
    if root.getroottree().docinfo.doctype:  # type: ignore[union-attr]  # the stubs forget it
        raise UnusableWorkbook("DAMAGED")  # no program that writes workbooks declares one
    return root


@dataclass(frozen=True)
class Part:
    """A sheet of a workbook: its name, its part of the zip, and whether it is hidden."""

    name: str
    path: str
    is_hidden: bool


def sheets_in(*, archive: zipfile.ZipFile) -> list[Part]:
    """Return the sheets of a workbook in its order, those that are there. Raises UnusableWorkbook."""
    book = parsed(archive=archive, part=BOOK)
    targets = {
        link.get("Id"): link.get("Target", "")
        for link in each(root=parsed(archive=archive, part="xl/_rels/workbook.xml.rels"), name="Relationship")
    }
    found = []
    there = set(archive.namelist())
    for sheet in each(root=book, name="sheet"):
        link = next((value for name, value in sheet.attrib.items() if str(name).endswith("}id")), "")
        target = targets.get(str(link), "")
        path = posixpath.normpath(target.removeprefix("/") if target.startswith("/") else f"xl/{target}")
        if path in there:
            found.append(Part(sheet.get("name", ""), path, sheet.get("state", "visible") != "visible"))
    return found


def number(*, text: str | None, otherwise: int) -> int:
    """Return a whole number that a part tells, or another where it tells none."""
    return int(text) if text and text.isascii() and text.isdigit() else otherwise


def packed(
    *, archive: zipfile.ZipFile, changed: Mapping[str, etree._Element], left_out: Collection[str] = ()
) -> bytes:
    """Return the zip with some parts changed, some left out, and all others as they were, in their order."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as filled:
        for entry in archive.infolist():
            if entry.filename in left_out:
                continue
            if entry.filename in changed:
                content = etree.tostring(
                    changed[entry.filename], xml_declaration=True, encoding="UTF-8", standalone=True
                )
            else:
                content = _read(archive, entry.filename)
            filled.writestr(entry, content, compress_type=zipfile.ZIP_DEFLATED)
    return out.getvalue()


def local_name(element: etree._Element) -> str:
    """Return an element's name without its namespace; '' for a comment."""
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def each(*, root: etree._Element, name: str) -> list[etree._Element]:
    """Return all elements of a name below another, whatever their namespace."""
    return list(root.iter(f"{{*}}{name}"))


def children(*, element: etree._Element, name: str) -> list[etree._Element]:
    """Return an element's own children of a name."""
    return [child for child in element if local_name(child) == name]


def named(*, like: etree._Element, name: str) -> str:
    """Return a name in the namespace of another element."""
    space = etree.QName(like).namespace
    return f"{{{space}}}{name}" if space else name
