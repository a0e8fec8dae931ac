"""A superior's workbook leads nowhere once Linli hands it out: no link, no connection, no formula over another file."""

import io
import re
import zipfile

import pytest
from openpyxl import load_workbook

from linli.returns.tests.made import first_of, four_columns
from linli.sheets.filler import filled
from linli.sheets.layout import Kind
from linli.sheets.outside import reaches_out

LINK = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
OUTSIDE = "http://far.example/steal"


def rels(*links: tuple[str, str, str, str]) -> str:
    told = "".join(
        f'<Relationship Id="{name}" Type="{LINK}/{kind}" Target="{target}"{mode}/>'
        for name, kind, target, mode in links
    )
    return f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{told}</Relationships>'


EXTERNAL = ' TargetMode="External"'


def linked() -> bytes:
    """Make a form with a web link, a link to another book, a connection with its query, and formulas that use them."""
    came = zipfile.ZipFile(io.BytesIO(four_columns()))
    parts = {name: came.read(name).decode() for name in came.namelist()}
    sheet, book, types = "xl/worksheets/sheet1.xml", "xl/workbook.xml", "[Content_Types].xml"
    assert "xl/worksheets/_rels/sheet1.xml.rels" not in parts
    parts["xl/worksheets/_rels/sheet1.xml.rels"] = rels(
        ("rIdWeb", "hyperlink", OUTSIDE, EXTERNAL),
        ("rIdQuery", "queryTable", "../queryTables/queryTable1.xml", ""),
    )
    links = f'<hyperlinks><hyperlink xmlns:r="{LINK}" ref="A5" r:id="rIdWeb"/></hyperlinks>'
    parts[sheet] = re.sub(r"(<pageMargins)", links + r"\1", parts[sheet], count=1)
    for ref, formula in (
        ("B5", "[1]Sheet1!A1"),
        ("C5", f'HYPERLINK("{OUTSIDE}","x")'),
        ("D5", "SUM(B5:C5)"),
    ):
        parts[sheet], done = re.subn(
            rf'<c r="{ref}"( s="\d+")?[^>]*(?:/>|></c>)',
            rf'<c r="{ref}"\1><f>{formula}</f><v>77</v></c>',
            parts[sheet],
        )
        assert done == 1, ref
    parts[book] = parts[book].replace(
        "</sheets>",
        f'</sheets><externalReferences><externalReference xmlns:r="{LINK}" r:id="rIdBook"/></externalReferences>',
    )
    parts["xl/_rels/workbook.xml.rels"] = parts["xl/_rels/workbook.xml.rels"].replace(
        "</Relationships>",
        f'<Relationship Id="rIdBook" Type="{LINK}/externalLink" Target="externalLinks/externalLink1.xml"/>'
        f'<Relationship Id="rIdData" Type="{LINK}/connections" Target="connections.xml"/></Relationships>',
    )
    parts["xl/externalLinks/externalLink1.xml"] = "<externalLink/>"
    parts["xl/externalLinks/_rels/externalLink1.xml.rels"] = rels(
        ("rId1", "externalLinkPath", OUTSIDE, EXTERNAL)
    )
    parts["xl/connections.xml"] = f'<connections><connection id="1" url="{OUTSIDE}"/></connections>'
    parts["xl/queryTables/queryTable1.xml"] = '<queryTable connectionId="1"/>'
    gone = ("xl/externalLinks/externalLink1.xml", "xl/connections.xml", "xl/queryTables/queryTable1.xml")
    parts[types] = parts[types].replace(
        "</Types>",
        "".join(f'<Override PartName="/{name}" ContentType="application/xml"/>' for name in gone)
        + "</Types>",
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for name, text in parts.items():
            made.writestr(name, text)
    return out.getvalue()


def test_what_a_form_fetches_or_opens_elsewhere_is_left_out_and_it_still_opens() -> None:
    went = filled(content=linked(), values={"A5": "明光路社区"})
    archive = zipfile.ZipFile(io.BytesIO(went))
    assert not [
        name for name in archive.namelist() if re.search(r"externalLink|connections|queryTable", name)
    ]
    all_words = b"".join(archive.read(name) for name in archive.namelist())
    for word in (
        b"far.example",
        b"External",
        b"externalReference",
        b"connections",
        b"queryTable",
        b"hyperlink",
    ):
        assert word not in all_words, word
    sheet = load_workbook(io.BytesIO(went)).worksheets[0]
    assert (sheet["A5"].value, sheet["B5"].value, sheet["C5"].value) == ("明光路社区", None, None)
    assert sheet["D5"].value == "=SUM(B5:C5)"
    assert sheet["C5"].number_format == "0_ "


def test_a_cell_that_read_another_file_can_be_filled() -> None:
    kinds = {cell.ref: cell.kind for cell in first_of(content=linked()).cells}
    assert (kinds["B5"], kinds["D5"]) == (Kind.EMPTY, Kind.FORMULA)
    sheet = load_workbook(io.BytesIO(filled(content=linked(), values={"B5": 3}))).worksheets[0]
    assert sheet["B5"].value == 3


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        ("[1]Sheet1!A1", True),
        ("SUM('[2]一月 表'!B2:B9)", True),
        ("'C:\\x\\[a.xlsx]甲'!A1", True),
        ('WEBSERVICE("http://x")', True),
        ("cmd|'/c calc'!A0", True),
        ("SUM(B5:C5)", False),
        ("'一月 表'!B2", False),
        ("SUM(Table1[2020])", False),
        ("SUM(Table1[[#All],[2020]])", False),
        ('IF(A1="男|女","[1]甲!",0)', False),
    ],
)
def test_which_formulas_reach_out(formula: str, *, expected: bool) -> None:
    assert reaches_out(formula=formula) is expected
