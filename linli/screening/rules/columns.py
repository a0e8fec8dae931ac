"""Which column of a list of doors is which: by its words alone, for doors have few of them."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from linli.sheets.cells import text_of
from linli.sheets.workbooks import Sheet

ESTATE: Final = "ESTATE"
BUILDING: Final = "BUILDING"
UNIT: Final = "UNIT"
ROOM: Final = "ROOM"
GROUP: Final = "GROUP"
ADDRESS: Final = "ADDRESS"
GRID: Final = "GRID"
HEAD: Final = "HEAD"
NAME: Final = "NAME"  # of somebody of whom the header does not say that it is the head
RESIDENTS: Final = "RESIDENTS"
PHONE: Final = "PHONE"

# One of these is taken; where both are there nobody knows whose name is meant.
PEOPLE: Final = frozenset((HEAD, NAME))
SEARCHED_ROWS: Final = 30
# A header without one of these heads no list of doors.
DOOR: Final = frozenset((ROOM, ADDRESS))
_WORDS: Final[Mapping[str, str]] = {
    ESTATE: "小区 小区名称 小区名 自然村 村庄 庄台 路名 街巷 街路巷 小区(村)",
    BUILDING: "楼栋 楼栋号 栋 栋号 楼号 楼 幢 幢号 座 楼幢 几栋 building",
    UNIT: "单元 单元号 unit",
    ROOM: "门牌 门牌号 门牌号码 室 室号 房号 房间号 房间 门号 户室 房屋号 room door",
    GROUP: "组 组别 村民组 村民小组 小组 生产队 队 group",
    ADDRESS: "地址 住址 家庭住址 家庭地址 详细地址 详细住址 现住址 居住地址 房屋地址 门牌地址 户地址 address",
    GRID: "网格 所属网格 网格名称 网格名 grid",
    HEAD: "户主 户主姓名 户主名 head",
    NAME: "姓名 联系人 name",
    RESIDENTS: "人数 人口 人口数 常住人数 常住人口 家庭人口 户内人数 实住人数 居住人数 家庭人数 residents",
    PHONE: "电话 联系电话 手机 手机号 手机号码 电话号码 联系方式 phone",
}
_FIELD_OF: Final = {word: field for field, words in _WORDS.items() for word in words.split()}
_SQUEEZED: Final = re.compile(r"[\s:：*()（）、/]+")


@dataclass(frozen=True)
class Columns:
    """Where the header of a sheet stands and what its columns are.

    row: 1-based; fields: index -> field; unused: headers of no field, in order; twice: fields of which there are two
    columns, so that nobody knows which is meant.
    """

    row: int
    fields: Mapping[int, str]
    unused: tuple[str, ...]
    twice: tuple[str, ...]


def field_of(*, header: str) -> str:
    """Return the field that a header names, '' for none; what stands in brackets behind it is a remark."""
    whole = _SQUEEZED.sub("", header).lower()
    without = _SQUEEZED.sub("", re.sub(r"[(（][^)）]*[)）]", "", header)).lower()
    return _FIELD_OF.get(whole) or _FIELD_OF.get(without, "")


def columns_of(*, sheet: Sheet) -> Columns | None:
    """Find the header: the first row that names most fields, with a door among them; None for a sheet without."""
    best: Columns | None = None
    for index, row in enumerate(sheet.rows[:SEARCHED_ROWS]):
        found = _read(index, [text_of(cell) for cell in row])
        if _has_doors(set(found.fields.values())) and (best is None or len(found.fields) > len(best.fields)):
            best = found
    return best


def _has_doors(fields: set[str]) -> bool:
    """Say whether columns name doors: by number, or a villagers' group by the head of each household."""
    return bool(DOOR & fields) or bool({HEAD, NAME} & fields and {GROUP, ESTATE} & fields)


def _read(index: int, texts: Sequence[str]) -> Columns:
    fields: dict[int, str] = {}
    unused: list[str] = []
    twice: list[str] = []
    for column, text in enumerate(texts):
        field = field_of(header=text)
        is_known = field in fields.values() or (field in PEOPLE and PEOPLE & set(fields.values()))
        if field and is_known:
            twice.append(field)
        elif field:
            fields[column] = field
        elif text:
            unused.append(text)
    return Columns(index + 1, fields, tuple(unused), tuple(dict.fromkeys(twice)))
