"""Which column of a sheet of colleagues is which, and what stands in a row. Pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from linli.sheets.cells import Cell, text_of
from linli.sheets.workbooks import Sheet

# Words over a column, without blanks. Source: docs/rules/staff_lists.md.
COLUMNS: Final = {
    "name": ("姓名", "名字", "人员姓名"),
    "username": ("用户名", "账号", "登录名"),
    "role": ("岗位", "角色", "职务", "岗位名称"),
    "area": ("地区", "单位", "地区或代码", "所在地区", "负责地区", "社区", "所在单位"),
    "from": ("从哪天起", "从何时起", "任职日期", "起始日期", "开始日期"),
    "phone": ("电话", "手机", "联系电话", "手机号", "手机号码"),
}
# A row that only says how many they are. Source: docs/rules/staff_lists.md.
TOTAL: Final = re.compile(r"(?:合计|总计|小计|共计|共)[:：]?[0-9０-９]*[人名]?")
# Rows looked at for the head of a sheet.
HEAD_WITHIN: Final = 10
# So many people on one list.
MOST_ROWS: Final = 1000


class NoHead(Exception):
    """No sheet has a row that says 姓名 and, beside it, 岗位 or 地区."""


class TooManyRows(Exception):
    """More than MOST_ROWS people. args: how many."""


@dataclass(frozen=True)
class RowSaid:
    """A row as it is written. number: in its sheet, from 1."""

    number: int
    name: str
    username: str
    role: str
    area: str
    from_on: str
    phone: str = ""


@dataclass(frozen=True)
class ListSaid:
    """The rows of a list."""

    rows: tuple[RowSaid, ...]


def read_list(*, sheets: Sequence[Sheet]) -> ListSaid:
    """Return the people of the first sheet that has a head; empty rows are none. Raises NoHead, TooManyRows."""
    for sheet in sheets:
        for at, cells in enumerate(sheet.rows[:HEAD_WITHIN]):
            if head := _head(cells):
                rows = [
                    row
                    for number, line in enumerate(sheet.rows[at + 1 :], start=at + 2)
                    if (row := _row(number, line, head))
                ]
                if len(rows) > MOST_ROWS:
                    raise TooManyRows(len(rows))
                return ListSaid(tuple(rows))
    raise NoHead


def _head(cells: Sequence[Cell]) -> dict[str, int]:
    """Return the column of each field; empty where the row is no head."""
    known = {word: field for field, words in COLUMNS.items() for word in words}
    found: dict[str, int] = {}
    for index, cell in enumerate(cells):
        word = "".join(text_of(cell).split()).split("（")[0].split("(")[0]
        if word in known:
            found.setdefault(known[word], index)
    return found if "name" in found and found.keys() & {"role", "area"} else {}


def _row(number: int, cells: Sequence[Cell], head: dict[str, int]) -> RowSaid | None:
    def said(field: str) -> str:
        index = head.get(field)
        return _told(cells[index]) if index is not None and index < len(cells) else ""

    if _is_total(cells):
        return None
    row = RowSaid(
        number, said("name"), said("username"), said("role"), said("area"), said("from"), said("phone")
    )
    return row if any((row.name, row.username, row.role, row.area)) else None


def _is_total(cells: Sequence[Cell]) -> bool:
    told = ("".join(text_of(cell).split()) for cell in cells)
    first = next((text for text in told if text), "")
    return bool(TOTAL.fullmatch(first))


def _told(cell: Cell) -> str:
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    return " ".join(text_of(cell).split())
