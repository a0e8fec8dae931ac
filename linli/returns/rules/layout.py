"""Where a superior's sheet wants something written: empty cells, with the headers over and beside them."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from linli.returns.rules import Spot
from linli.sheets.layout import Cell, Kind, Sheet

SEPARATOR: Final = " / "
# A cell over so much of the sheet is a title or the heading of a section, no header of one column.
WIDE: Final = 0.7
_UNIT = re.compile(r"^(计量)?单位[:：](人|户|人次|人、户|户、人|个|例|名)+$")
_SIGNATURE = re.compile(
    r"(填表|填报|制表|审核|复核|负责)人.*(审核|复核|负责|填表|填报|制表)人|联系电话|签(字|章|名)|盖章"
)
_FACT_LINE = re.compile(
    r"^(?:填报|上报|报送)?(?:单位|社区|日期|时间|人)[:：]|^(?:填表|制表|报告|统计|截止)(?:人|日期|时间)[:：]"
)
# A date as titles have it, with or without its year, its numbers written or left blank.
_DATE = re.compile(
    r"(?:(?:\d{4}|(?<![\d月])[\s_＿]{1,8})年)?[\s_＿]{0,3}(?:\d{1,2}|[\s_＿]{1,8})月(?:[\s_＿]{0,3}\d{1,2}[\s_＿]{0,3}|[\s_＿]{1,8})[日号]"
    r"|\d{4}[-/.]\d{1,2}[-/.]\d{1,2}"
)
# What stands for the date in the path of such a title, so that tomorrow's sheet asks the same.
DAY_LEFT_OUT: Final = "…"
_TOTAL_ROW = re.compile(r"^(合计|总计|共计|全(镇|乡|街道|县|区|市|省))$")
# A sum of some rows, which of them the sheet says to a reader only: Linli has no such figure.
_PART_ROW = re.compile(r"^小计")
# Words below a table: with something after them they are a note wherever they stand, alone only beneath rows of areas.
_NOTE = re.compile(r"^(注|附注|备注|说明|填[表报]说明|注意事项)[:：].")
_NOTE_ALONE = re.compile(
    r"^((注|附注|备注|说明|填[表报]说明|注意事项)|(填表|填报|制表|审核|复核|负责)人)[:：]?$"
)
_TAIL = re.compile(
    r"(社区)?(居民委员会|居委会|村民委员会|村委会)$|(社区|街道|街道办事处|镇|乡|村|县|区|市|省)$"
)


@dataclass(frozen=True)
class Place:
    """Something that a sheet asks for: one header path, with the cells that ask it of different areas."""

    path: str
    spots: tuple[Spot, ...]
    prefix: str = ""
    suffix: str = ""


def places(*, sheet: Sheet, areas: Mapping[str, str]) -> list[Place]:
    """Return what a sheet asks for, in reading order of its first cells.

    areas: name -> code of the areas below, and name -> '' of the form's own. A row that begins with such a name asks
    for that area; a row of totals for the whole. Formulas, titles, units, signatures, notes and sums of some rows are
    never asked for.
    """
    grid = {
        (cell.row + down, cell.column + right): cell
        for cell in sheet.cells
        for down in range(cell.rows)
        for right in range(cell.columns)
    }
    known = _known(areas)
    found: dict[str, tuple[list[Spot], str, str]] = {}
    for path, area, cell, (prefix, suffix) in _asked(sheet, grid, known):
        found.setdefault(path, ([], prefix, suffix))[0].append(Spot(cell.ref, area))
    return [Place(path, tuple(spots), prefix, suffix) for path, (spots, prefix, suffix) in found.items()]


Grid = Mapping[tuple[int, int], Cell]


def _asked(
    sheet: Sheet, grid: Grid, known: Mapping[str, str]
) -> Iterator[tuple[str, str, Cell, tuple[str, str]]]:
    row_areas = _row_areas(sheet, known)
    signed = {cell.row for cell in sheet.cells if _is_foot(plain(cell.text))} | _noted(sheet, row_areas)
    for cell in sheet.cells:
        if cell.kind is Kind.TEXT:
            label = plain(cell.text)
            if _FACT_LINE.search(label) and len(re.findall("[:：]", label)) == 1 and not _UNIT.search(label):
                head, colon = re.split(r"(?<=[:：])", cell.text, maxsplit=1)[0], "："
                yield plain(cell.text).split("：")[0].split(":")[0] + colon, "", cell, (head, "")
            elif (date := _title_date(sheet, cell)) is not None:
                before, after = cell.text[: date.start()], cell.text[date.end() :]
                yield f"{plain(before)}{DAY_LEFT_OUT}{plain(after)}", "", cell, (before, after)
        elif cell.kind in (Kind.EMPTY, Kind.NUMBER) and cell.row not in signed:
            over, beside = _over(sheet, grid, cell), _beside(sheet, grid, cell)
            if over or beside:
                area, beside = _area_of(beside, known) if beside else (row_areas.get(cell.row, ""), beside)
                yield SEPARATOR.join([*_section(sheet, cell), *over, *beside]), area, cell, ("", "")


def _title_date(sheet: Sheet, cell: Cell) -> re.Match[str] | None:
    """Return the one date in a title, written or left blank; None in a header, and where there are two."""
    alone = sum(other.row == cell.row and other.kind is Kind.TEXT for other in sheet.cells) == 1
    dates = list(_DATE.finditer(cell.text)) if alone or _is_wide(sheet, cell) else []
    return dates[0] if len(dates) == 1 else None


def _is_foot(words: str) -> bool:
    """Say whether a cell makes its row one of signatures or of the sheet's own particulars, not of figures."""
    return bool(_SIGNATURE.search(words) or (_FACT_LINE.search(words) and not _UNIT.search(words)))


def _row_areas(sheet: Sheet, known: Mapping[str, str]) -> dict[int, str]:
    """Return the area that a row tells of, by row, for its cells before the name (序号); rows of two names tell none."""
    named: dict[int, list[str]] = {}
    for cell in sheet.cells:
        code = known.get(plain(cell.text), known.get(core(cell.text))) if cell.kind is Kind.TEXT else None
        if code:
            named.setdefault(cell.row, []).append(code)
    return {row: codes[0] for row, codes in named.items() if len(codes) == 1}


def _noted(sheet: Sheet, row_areas: Mapping[int, str]) -> set[int]:
    """Return the rows of which no cell is asked for: notes, sums of some rows, and every row with words over most of it."""
    first: dict[int, Cell] = {}
    for cell in sheet.cells:
        if cell.kind is Kind.TEXT:
            first.setdefault(cell.row, cell)
    areas_end = max(row_areas, default=sheet.rows)
    return {
        row
        for row, cell in first.items()
        if _is_wide(sheet, cell)
        or _PART_ROW.search(plain(cell.text))
        or _NOTE.search(plain(cell.text))
        or (row > areas_end and _NOTE_ALONE.search(plain(cell.text)))
    }


def _over(sheet: Sheet, grid: Grid, cell: Cell) -> list[str]:
    """Return the headers of a cell's column from the top down: the block of words next above it."""
    words: list[str] = []
    row = cell.row - 1
    while row >= 1 and not _is_header(sheet, grid.get((row, cell.column))):
        row -= 1
    while row >= 1:
        above = grid.get((row, cell.column))
        if above is None or not _is_header(sheet, above):
            break
        words.append(plain(above.text))
        row = above.row - 1
    return words[::-1]


def _beside(sheet: Sheet, grid: Grid, cell: Cell) -> list[str]:
    """Return the headers of a cell's row from the left: the block of words next before it."""
    words: list[str] = []
    column = cell.column - 1
    while column >= 1 and not _is_header(sheet, grid.get((cell.row, column))):
        column -= 1
    while column >= 1:
        before = grid.get((cell.row, column))
        if before is None or not _is_header(sheet, before):
            break
        words.append(plain(before.text))
        column = before.column - 1
    return words[::-1]


def _section(sheet: Sheet, cell: Cell) -> list[str]:
    """Return the heading of the section that a cell stands in; titles above the table are none."""
    wide = [other for other in sheet.cells if other.kind is Kind.TEXT and _is_wide(sheet, other)]
    narrow = [other.row for other in sheet.cells if other.kind is Kind.TEXT and _is_header(sheet, other)]
    begins = min(narrow, default=0)
    headings = [plain(other.text) for other in wide if begins < other.row < cell.row]
    return headings[-1:]


def _is_header(sheet: Sheet, cell: Cell | None) -> bool:
    if cell is None:
        return False
    words = plain(cell.text)
    return (
        cell.kind is Kind.TEXT
        and not _is_wide(sheet, cell)
        and not _UNIT.search(words)
        and not _FACT_LINE.search(words)
    )


def _is_wide(sheet: Sheet, cell: Cell) -> bool:
    return cell.columns > 1 and cell.columns >= sheet.columns * WIDE


def _area_of(beside: list[str], known: Mapping[str, str]) -> tuple[str, list[str]]:
    """Return the area that a row tells of, and what is left of its headers."""
    for at, words in enumerate(beside):
        rest = [*beside[:at], *beside[at + 1 :]]
        if _TOTAL_ROW.search(words):
            return "", rest
        code = known.get(words, known.get(core(words)))
        if code is not None:
            return code, rest
    return "", beside


def _known(areas: Mapping[str, str]) -> dict[str, str]:
    """Return areas by name and by the heart of it; a heart that two share tells nobody which, so only names do."""
    cores = Counter(core(name) for name in areas)
    hearts = {core(name): code for name, code in areas.items() if cores[core(name)] == 1}
    return hearts | {plain(name): code for name, code in areas.items()}


def core(name: str) -> str:
    """Return the heart of an area's name: 明光路 of 明光路社区居委会."""
    name = plain(name)
    shorter = _TAIL.sub("", name)
    while shorter not in ("", name):
        name, shorter = shorter, _TAIL.sub("", shorter)
    return name


def plain(text: str) -> str:
    """Return words without the spaces and breaks that headers are spread with."""
    return re.sub(r"\s+", "", text.replace("\u3000", ""))
