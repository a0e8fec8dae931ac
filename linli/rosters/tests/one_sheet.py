"""A sheet of rows as people fill them, read."""

from datetime import date

from linli.rosters.rules.entries import CleanRow, RosterEntry
from linli.rosters.rules.headers import map_headers
from linli.rosters.rules.rows import clean_sheet
from linli.rosters.rules.sheets import find_header
from linli.sheets.cells import Cell
from linli.sheets.workbooks import Sheet

TODAY = date(2020, 1, 27)
HEADERS = (
    "序号",
    "姓名",
    "性别",
    "身份证号",
    "电话",
    "住址",
    "来自",
    "最后接触日期",
    "离开时间",
    "到达时间",
    "体温",
    "症状",
    "备注",
)
WOMAN = "11010519491231002X"
MAN = "110105194912310011"
GOOD: dict[str, Cell] = {
    "序号": 1.0,
    "姓名": "王芳",
    "性别": "女",
    "身份证号": WOMAN,
    "电话": "13812341234",
    "住址": "49栋1单元2304室",
    "来自": "湖北省武汉市",
    "最后接触日期": "1月19日",
    "离开时间": "1月20日",
    "到达时间": "1月21日",
    "体温": 36.5,
    "症状": "无",
}


def row(**changes: Cell) -> tuple[Cell, ...]:
    cells = {**GOOD, **changes}
    return tuple(cells.get(header) for header in HEADERS)


def read(*rows: tuple[Cell, ...], merged: tuple[tuple[int, int, int, int], ...] = ()) -> tuple[CleanRow, ...]:
    sheet = Sheet("名单", (HEADERS, *rows), merged)
    header = find_header(sheet=sheet)
    assert header
    mapping = map_headers(headers=header.names, remembered={})
    return clean_sheet(sheet=sheet, header=header, mapping=mapping, year=2020, today=TODAY)


def only(**changes: Cell) -> CleanRow:
    (cleaned,) = read(row(**changes))
    return cleaned


def values(**changes: Cell) -> RosterEntry:
    cleaned = only(**changes)
    assert cleaned.values, cleaned.problems
    return cleaned.values


BLANK: tuple[Cell, ...] = (None,) * len(HEADERS)


def alone(text: str) -> tuple[Cell, ...]:
    return (text, *BLANK[1:])
