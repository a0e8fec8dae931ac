"""What a workbook fetches or opens elsewhere, taken out of it: links, connections, queries, formulas over other files.

Source of the parts and of what names them: ECMA-376 (Office Open XML), parts 1 and 2.
"""

import io
import posixpath
import re
import zipfile
from collections.abc import Collection, Iterator, Mapping
from typing import Final

from lxml import etree

from linli.sheets.package import BOOK, children, each, local_name, packed, parsed

TYPES: Final = "[Content_Types].xml"
PROPERTIES: Final = "docProps/app.xml"
_RELS: Final = ".rels"
_LINKS: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_STRICT_LINKS: Final = "http://purl.oclc.org/ooxml/officeDocument/relationships"
# Parts that hold nothing but where something else is fetched: other books, data bases, web pages, Power Query.
_FETCHING: Final = re.compile(
    r"xl/(externalLinks|queryTables|model|webextensions)/|xl/connections|customXml/"
)
# A formula over another book has it in brackets before a sheet; the functions open an address or start a program.
_REACHES: Final = re.compile(
    r"(?<![\w\[\],:])\[[^\[\]]+\][\w.:]*!"
    r"|'[^']*\[[^\[\]]+\](?:[^']|'')*'!"
    r"|\b(?:HYPERLINK|WEBSERVICE|RTD|IMAGE|CALL|REGISTER(?:\.ID)?|SQL\.REQUEST)\s*\("
    r"|\w\|[^!]*!",
    re.IGNORECASE,
)
_WORDS: Final = re.compile(r'"(?:[^"]|"")*"')
# In these a reference out is an attribute beside others; elsewhere it is what the element is for.
_KEPT: Final = frozenset({"blip"})
# Of no use, and refused by Excel, once nothing is in them.
_LISTS: Final = frozenset(
    {"externalReferences", "hyperlinks", "definedNames", "pivotCaches", "dataValidations"}
)
_QUERY_MARKS: Final = ("connectionId", "queryTableFieldId")
# Names, rules of colour, choices and series of charts that hold a formula of their own.
_RULES: Final = ("definedName", "cfRule", "dataValidation")


def reaches_out(*, formula: str) -> bool:
    """Say whether a formula reads another file, an address or a program; one of this book's own sheets does not."""
    return _REACHES.search(_WORDS.sub('""', formula)) is not None


def closed(*, archive: zipfile.ZipFile) -> zipfile.ZipFile:
    """Return the workbook with nothing in it that is fetched or opened elsewhere; all other parts are as they were.

    A cell whose formula reached out is empty: what it came to before is nobody's figure. Raises UnusableWorkbook.
    """
    names = set(archive.namelist())
    links = {name: parsed(archive=archive, part=name) for name in sorted(names) if name.endswith(_RELS)}
    gone = {name for name in names if _FETCHING.match(name)} | _fed_from_outside(archive, links)
    gone |= {name for name in links if _source(name) in gone}
    kept = names - gone
    changed = {
        name: root
        for name in sorted(kept)
        if name == TYPES or _holds_formulas(name)
        if _cleared(root := parsed(archive=archive, part=name), gone)
    }
    for name in sorted(kept & set(links)):
        cut = _cut(name, links[name], gone)
        if cut:
            changed[name] = links[name]
            _unlink(archive, changed, _source(name), {link.get("Id", "") for link in cut})
            for link in cut:
                _take_out(link)
    if not changed and not gone:
        return archive
    return zipfile.ZipFile(io.BytesIO(packed(archive=archive, changed=changed, left_out=gone)))


def _holds_formulas(name: str) -> bool:
    of_cells = name.startswith(("xl/worksheets/", "xl/charts/", "xl/tables/")) and name.endswith(".xml")
    return of_cells or name in (BOOK, PROPERTIES)


def _source(rels: str) -> str:
    """Return the part whose references a part of references holds; '' for those of the whole file."""
    folder, _, name = rels.rpartition("_rels/")
    return folder + name.removesuffix(_RELS)


def _target(rels: str, link: etree._Element) -> str:
    return posixpath.normpath(
        posixpath.join("/", posixpath.dirname(_source(rels)), link.get("Target", ""))
    ).lstrip("/")


def _cut(rels: str, root: etree._Element, gone: set[str]) -> list[etree._Element]:
    """List the references of a part that lead out of the file or to a part that goes."""
    return [
        link
        for link in each(root=root, name="Relationship")
        if link.get("TargetMode", "").lower() == "external" or _target(rels, link) in gone
    ]


def _fed_from_outside(archive: zipfile.ZipFile, links: Mapping[str, etree._Element]) -> set[str]:
    """Return the pivot caches that are filled from elsewhere, with what they hold and the tables over them."""
    caches = {
        name
        for name in archive.namelist()
        if name.startswith("xl/pivotCache/pivotCacheDefinition") and name.endswith(".xml")
        if any(
            source.get("type") == "external" or _is_linked(source)
            for source in each(root=parsed(archive=archive, part=name), name="cacheSource")
        )
    }
    held = {
        _target(rels, link)
        for rels, root in links.items()
        if _source(rels) in caches
        for link in each(root=root, name="Relationship")
    }
    tables = {
        _source(rels)
        for rels, root in links.items()
        if rels.startswith("xl/pivotTables/")
        and any(_target(rels, link) in caches for link in each(root=root, name="Relationship"))
    }
    return caches | held | tables


def _is_linked(source: etree._Element) -> bool:
    return any(_is_link(str(name)) for one in source.iter("{*}worksheetSource") for name in one.attrib)


def _is_link(name: str) -> bool:
    return name.startswith((f"{{{_LINKS}}}", f"{{{_STRICT_LINKS}}}"))


def _cleared(root: etree._Element, gone: set[str]) -> bool:
    """Take what reaches out of a part that is kept; say whether there was any."""
    found = list(_reaching(root, gone))
    for element in found:
        if local_name(element) == "c":
            _empty(element)
        else:
            _take_out(element)
    marked = [
        (one, mark) for one in each(root=root, name="*") for mark in _QUERY_MARKS if one.get(mark) is not None
    ]
    for one, mark in marked:
        del one.attrib[mark]
    if root.get("tableType") == "queryTable":
        del root.attrib["tableType"]
    return bool(found or marked)


def _reaching(root: etree._Element, gone: set[str]) -> Iterator[etree._Element]:
    """Yield, each once, the cells and rules whose formula reaches out, and what names parts that go."""
    yield from (
        one for one in each(root=root, name="Override") if one.get("PartName", "").lstrip("/") in gone
    )
    yield from each(root=root, name="HLinks")
    yield from each(root=root, name="HyperlinkBase")
    yield from (one for name in _RULES for one in each(root=root, name=name) if _says_outside(one))
    shared = {
        one.get("si")
        for one in each(root=root, name="f")
        if one.get("t") == "shared" and reaches_out(formula=one.text or "")
    }
    for formula in each(root=root, name="f"):
        cell = formula.getparent()
        if cell is None or not (
            reaches_out(formula=formula.text or "")
            or (formula.get("t") == "shared" and formula.get("si") in shared)
        ):
            continue
        # Of a chart the formula alone goes: the series keeps what it drew.
        if local_name(cell) in ("c", "cellFormula"):
            yield cell
        elif local_name(cell) not in _RULES:
            yield formula
    for name in ("calculatedColumnFormula", "totalsRowFormula"):
        yield from (one for one in each(root=root, name=name) if reaches_out(formula=one.text or ""))


def _says_outside(rule: etree._Element) -> bool:
    return any(reaches_out(formula=str(text)) for text in rule.itertext())


def _unlink(
    archive: zipfile.ZipFile, changed: dict[str, etree._Element], part: str, cut: Collection[str]
) -> None:
    """Take out of a part what names references that are gone."""
    if part not in archive.namelist():
        return
    root = changed.setdefault(part, parsed(archive=archive, part=part))
    for element in list(root.iter("{*}*")):
        names = [name for name, value in element.attrib.items() if _is_link(str(name)) and value in cut]
        if names and local_name(element) in _KEPT:
            for name in names:
                del element.attrib[name]
        elif names and element.getparent() is not None:
            _take_out(element)


def _empty(cell: etree._Element) -> None:
    for child in [
        *children(element=cell, name="f"),
        *children(element=cell, name="v"),
        *children(element=cell, name="is"),
    ]:
        cell.remove(child)
    cell.attrib.pop("t", "")


def _take_out(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is None:
        return
    parent.remove(element)
    if len(parent) == 0 and local_name(parent) in _LISTS:
        _take_out(parent)
