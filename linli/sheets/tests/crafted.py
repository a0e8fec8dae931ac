"""Workbooks that no program of offices writes: small files that make a reader ask for the memory of the whole machine."""

import io
import zipfile
from collections.abc import Mapping
from typing import Final

OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
MAIN: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
FAR: Final = ("XFD", 1_048_576)  # the last column and row of a sheet


def book(
    sheet: str, *, target: str = "worksheets/sheet1.xml", more: Mapping[str, str] | None = None
) -> bytes:
    """Return a workbook of one sheet, whose part is written as it is given."""
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="xml" ContentType="application/xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" '
        f'Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>'
        '<sheet name="a" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" '
        f'Type="{OFFICE}/worksheet" Target="{target}"/></Relationships>',
        f"xl/{target}": sheet,
    } | dict(more or {})
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def sheet(rows: str, *, before: str = "") -> str:
    """Return the part of a sheet with rows as they are given."""
    return f'<worksheet xmlns="{MAIN}">{before}<sheetData>{rows}</sheetData></worksheet>'


def text(place: str) -> str:
    """Return a cell with a word in it; place: its attributes."""
    return f'<c {place} t="inlineStr"><is><t>x</t></is></c>'


def corner(column: str, row: int, quote: str = '"') -> str:
    """Return rows with one value at A1 and one far away."""
    return (
        f'<row r="1">{text("r=" + quote + "A1" + quote)}</row>'
        f"<row r={quote}{row}{quote}>{text(f'r={quote}{column}{row}{quote}')}</row>"
    )


COLUMN, ROW = FAR
# Each names a far corner so that a look at the text would not see it, or is small and grows.
GROWING: Final[Mapping[str, bytes]] = {
    "double quotes": book(sheet(corner(*FAR))),
    "single quotes": book(sheet(corner(*FAR, quote="'"))),
    "quieter": book(sheet(corner(COLUMN, 12_000, quote="'"))),
    "blanks around =": book(sheet(corner(*FAR).replace("r=", "r = "))),
    "a line before r": book(sheet(corner(*FAR).replace("<c r", "<c\nr").replace("<row r", "<row\nr"))),
    "a tab before r": book(sheet(corner(*FAR).replace("<c r", "<c\tr"))),
    "another attribute first": book(sheet(corner(*FAR).replace("<c r", '<c s="0" r'))),
    "a prefix": book(
        f'<x:worksheet xmlns:x="{MAIN}"><x:sheetData><x:row r="1"><x:c r="A1"><x:v>1</x:v></x:c></x:row>'
        f'<x:row r="{ROW}"><x:c r="{COLUMN}{ROW}"><x:v>1</x:v></x:c></x:row></x:sheetData></x:worksheet>'
    ),
    "a far column in a near row": book(
        sheet(f'<row r="1">{text(f"r={chr(39)}{COLUMN}{ROW}{chr(39)}")}</row>')
    ),
    "rows without numbers": book(sheet(f"<row>{text('r=' + chr(34) + 'A1' + chr(34))}</row>" + corner(*FAR))),
    "a part elsewhere": book(sheet(corner(*FAR)), target="other/s.xml"),
    "a part without ending": book(sheet(corner(*FAR)), target="worksheets/sheet"),
    "a part in capitals": book(sheet(corner(*FAR)), target="WORKSHEETS/Sheet1.XML"),
    "a character reference": book(sheet(corner(*FAR).replace(f"{COLUMN}{ROW}", f"&#88;FD{ROW}"))),
    "absolute": book(sheet(corner(*FAR, quote="'")), target="worksheets/../worksheets/sheet1.xml"),
}
# Odd, but no reason to end anything: read, or refused in a sentence.
ODD: Final[Mapping[str, bytes]] = {
    "no rows": book(sheet("")),
    "a row beyond the last": book(sheet(corner("A", 4_294_967_295))),
    "a row of many digits": book(sheet(corner("A", 10**30))),
    "a column beyond the last": book(sheet(corner("ZZZZZZZ", 2))),
    "a place of nothing": book(sheet(f"<row>{text('r=' + chr(34) * 2)}</row>")),
    "a place without row": book(sheet(f'<row r="1">{text("r=" + chr(34) + "A" + chr(34))}</row>')),
    "a shared string that is not there": book(sheet('<row r="1"><c r="A1" t="s"><v>99999</v></c></row>')),
    "a shared string of minus one": book(sheet('<row r="1"><c r="A1" t="s"><v>-1</v></c></row>')),
    "a number of a thousand digits": book(sheet(f'<row r="1"><c r="A1"><v>{"9" * 1000}</v></c></row>')),
    "a kind that nobody knows": book(sheet('<row r="1"><c r="A1" t="zz"><v>1</v></c></row>')),
    "a day beyond days": book(sheet('<row r="1"><c r="A1" t="d"><v>99999-99-99</v></c></row>')),
    "merged beyond the sheet": book(
        sheet(corner("B", 2)).replace(
            "</sheetData>", '</sheetData><mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'
        )
    ),
    "told dimensions": book(sheet(corner("B", 2), before='<dimension ref="A1:XFD1048576"/>')),
    "ten thousand levels": book(sheet("<row>" * 10_000)),
    "cut off": book(sheet(corner("B", 2))[:120]),
    "no sheet": book("<x/>"),
    "a thousand sheets that are not there": book(
        sheet(""),
        more={
            "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>'
            + "".join(f'<sheet name="s{n}" sheetId="{n}" r:id="r{n}"/>' for n in range(1000))
            + "</sheets></workbook>"
        },
    ),
}
