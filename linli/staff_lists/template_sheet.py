"""The empty sheet that is filled in: the columns of a list, and beside them what may stand in each."""

import io
from collections.abc import Sequence
from typing import Final

import xlsxwriter

from linli.sheets.formulas import inert
from linli.staff.rights import LEVELS, Role
from linli.staff_lists.rules.columns import COLUMNS, MOST_ROWS
from linli.staff_lists.rules.words import NOT_BY_LIST

CONTENT_TYPE: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FILENAME: Final = "人员名单模板.xlsx"
LEFT: Final = "没有添加的人员.xlsx"
# The words over the columns go back into the reader, so they are the same in every language.
_HEAD: Final = tuple(COLUMNS[field][0] for field in ("name", "username", "role", "area", "from", "phone"))
_WIDTHS: Final = (14, 18, 24, 34, 14, 18, 50)
_WHY: Final = "为什么没有添加"
_ROLES: Final = [role for role in Role if role not in NOT_BY_LIST]
_LEVELS: Final = {
    "PROVINCE": "省",
    "CITY": "市",
    "COUNTY": "县（区）",
    "TOWNSHIP": "街道（乡镇）",
    "COMMUNITY": "社区（村）",
    "GRID": "网格",
}
_EXPLAINED: Final = (
    ("姓名", "必填。"),
    ("用户名", "登录时用。可以不填，系统按姓名拼音起一个。"),
    ("岗位", "照下面的名称填；不填就只加账号。"),
    ("地区", "必填。写名称（填海巷社区）或区划代码；同名的，传上来以后会问是哪一个。"),
    ("从哪天起", "可以不填；例如 2020-02-01。"),
    ("电话", "可以不填；工作电话，手机 11 位，座机写上区号。上级、下级的同事能看到。"),
)


def template_sheet() -> bytes:
    """Return the sheet as .xlsx: one to fill in, one that explains."""
    return _sheet(_HEAD, ())


def rows_sheet(*, rows: Sequence[Sequence[str]]) -> bytes:
    """Return the sheet with rows filled in, and why each was not added behind it."""
    return _sheet((*_HEAD, _WHY), rows)


def _sheet(head: Sequence[str], rows: Sequence[Sequence[str]]) -> bytes:
    kept = io.BytesIO()
    book = xlsxwriter.Workbook(kept, {"in_memory": True})
    bold, text = book.add_format({"bold": True}), book.add_format({"num_format": "@"})
    sheet = book.add_worksheet("人员名单")
    for column, (word, width) in enumerate(zip(head, _WIDTHS, strict=False)):
        sheet.set_column(column, column, width, text)
        sheet.write_string(0, column, word, bold)
    for at, row in enumerate(rows, start=1):
        for column, said in enumerate(row):
            sheet.write_string(at, column, inert(said), text)
    sheet.freeze_panes(1, 0)
    sheet.data_validation(
        1,
        2,
        MOST_ROWS,
        2,
        {
            "validate": "list",
            "source": f"=说明!$A${len(_EXPLAINED) + 3}:$A${len(_EXPLAINED) + 2 + len(_ROLES)}",
        },
    )
    notes = book.add_worksheet("说明")
    notes.set_column(0, 0, 26)
    notes.set_column(1, 1, 70)
    lines = [*_EXPLAINED, ("岗位的名称", "设在哪一级"), *((role.words, _levels(role)) for role in _ROLES)]
    notes.write_row(0, 0, ("列", "怎么填"), bold)
    for number, line in enumerate(lines, start=1):
        notes.write_row(number, 0, line, bold if line[0] == "岗位的名称" else None)
    book.close()
    return kept.getvalue()


def _levels(role: Role) -> str:
    return "、".join(words for level, words in _LEVELS.items() if level in LEVELS[role])
