"""What a column holds, judged by its cells: for headers that say little."""

import re
from collections.abc import Callable, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Final

from linli.rosters.rules import fields
from linli.rosters.rules.dates import BadDate, read_date
from linli.rosters.rules.symptoms import HIGHEST_C, LOWEST_C, read_symptoms
from linli.sheets.cells import Cell, said
from linli.sheets.marks import is_mark

DATE: Final = "date"  # a day of some kind; the cells do not say which
MOST: Final = 0.6  # share of the filled cells that must agree
SAMPLE_ROWS: Final = 60
SOME_YEAR: Final = 2020

_ID = re.compile(r"\d{17}[\dXx]|\d{15}")
_PHONE = re.compile(r"1[3-9]\d{9}")
_TEMPERATURE = re.compile(r"(\d\d(?:\.\d{1,2})?)\s*(?:℃|°c|度)?", re.IGNORECASE)
_DOOR = re.compile(r"\d+\s*(?:栋|幢|号楼|座|单元|室|组|弄|号)|\d+-\d+-\d+")
_PLACE = re.compile(r"省|市|自治区|武汉|湖北|北京|上海|重庆|天津")
_TRANSPORT = re.compile(
    r"飞机|火车|高铁|动车|大巴|客车|汽车|自驾|轮船|私家车|出租|网约车|train|plane|car|bus|ship", re.IGNORECASE
)
_VEHICLE = re.compile(r"[A-Z0-9]{0,2}\d{3,4}|[GDCZTKY]\d{1,4}|[\u4e00-\u9fff][A-Z]·?[A-Z0-9]{5,6}")
_NAME = re.compile(r"[\u3400-\u9fff·]{2,12}")


def kind_of_column(*, cells: Sequence[Cell]) -> str:
    """Return the field that most filled cells look like, DATE for days of some kind, or ''."""
    filled = [(cell, said(cell)) for cell in cells if said(cell) and not is_mark(text=said(cell))]
    if not filled:
        return ""
    for kind, fits in _KINDS:
        if sum(fits(cell, text) for cell, text in filled) >= MOST * len(filled):
            return kind
    return ""


def _is_id(cell: Cell, text: str) -> bool:
    return bool(_ID.fullmatch(text.replace(" ", "")))


def _is_phone(cell: Cell, text: str) -> bool:
    return bool(_PHONE.fullmatch(text.replace(" ", "").replace("-", "")))


def _is_temperature(cell: Cell, text: str) -> bool:
    match = _TEMPERATURE.fullmatch(text)
    return (
        bool(match)
        and ("." in text or not isinstance(cell, str))
        and LOWEST_C <= Decimal(match[1] if match else 0) <= HIGHEST_C
    )


def _is_date(cell: Cell, text: str) -> bool:
    if isinstance(cell, date | datetime):
        return True
    if not isinstance(cell, str):
        return False
    try:
        return read_date(cell=cell, year=SOME_YEAR, today=None) is not None
    except BadDate:
        return False


def _matches(pattern: re.Pattern[str]) -> Callable[[Cell, str], bool]:
    return lambda _cell, text: bool(pattern.fullmatch(text))


def _holds(pattern: re.Pattern[str]) -> Callable[[Cell, str], bool]:
    return lambda _cell, text: bool(pattern.search(text))


def _is_sex(cell: Cell, text: str) -> bool:
    return text.lower() in {"男", "女", "m", "f", "male", "female"}


def _is_symptom(cell: Cell, text: str) -> bool:
    return bool(read_symptoms(cell=cell, header="").codes)


_KINDS: Final[tuple[tuple[str, Callable[[Cell, str], bool]], ...]] = (
    (fields.SEX, _is_sex),
    (fields.ID_NUMBER, _is_id),
    (fields.PHONE, _is_phone),
    (fields.TEMPERATURE_C, _is_temperature),
    (DATE, _is_date),
    (fields.TRANSPORT, _holds(_TRANSPORT)),
    (fields.ADDRESS, _holds(_DOOR)),
    (fields.SYMPTOMS, _is_symptom),
    (fields.ORIGIN, _holds(_PLACE)),
    (fields.VEHICLE, _matches(_VEHICLE)),
    (fields.NAME, _matches(_NAME)),
)
