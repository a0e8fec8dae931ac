"""From where and when a row's person came."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Final

from linli.people.origins import origin_class
from linli.rosters.rules import fields
from linli.rosters.rules.dates import NEAR, BadDate, DateFault, read_date, says_year
from linli.rosters.rules.entries import Problem
from linli.sheets.cells import Cell, gettext_noop, said

LONG_AGO: Final = timedelta(days=60)
FARTHEST: Final = timedelta(days=183)  # no roster of returnees tells of a day longer ago
ORIGIN_LENGTH: Final = 100

_FAULTS: Final = {
    DateFault.IMPOSSIBLE: (
        gettext_noop("没有这一天。"),
        gettext_noop("请核对日期，写成“2020-01-23”的样子。"),
    ),
    DateFault.UNREADABLE: (
        gettext_noop("日期看不懂。"),
        gettext_noop("请写成“2020-01-23”的样子，一格只写一个日期。"),
    ),
    DateFault.AMBIGUOUS: (
        gettext_noop("日期可能是两个不同的日子，例如1.2可能是1月2日或1月20日。"),
        gettext_noop("请写全，例如“2020-01-20”。"),
    ),
    DateFault.LUNAR: (
        gettext_noop("日期是农历。"),
        gettext_noop("请换成公历，例如“2020-01-23”。"),
    ),
    DateFault.SEVERAL: (
        gettext_noop("一格里写了几个日期。"),
        gettext_noop("请只写一个日期，例如“2020-01-23”；到达写最后一天。"),
    ),
}
_FAR = (
    gettext_noop("日期离名单日期太远。"),
    gettext_noop("请核对年、月、日，连年份一起写，例如“2020-01-23”。"),
)
_NO_ARRIVAL = Problem(
    fields.ARRIVED_ON,
    gettext_noop("没有到达日期。"),
    gettext_noop("请填写到达本地的日期，例如“2020-01-23”。"),
)
_ARRIVES_LATER = Problem(
    fields.ARRIVED_ON,
    gettext_noop("到达日期在今天之后。"),
    gettext_noop("请核对到达日期；还没有到的人到了再登记。"),
)
_LEFT_LATER = Problem(
    fields.LEFT_ON, gettext_noop("离开日期在到达日期之后。"), gettext_noop("请核对两个日期，可能填反了。")
)
_LEAVES_LATER = Problem(
    fields.LEFT_ON, gettext_noop("离开日期在今天之后。"), gettext_noop("请核对离开日期。")
)
_EXPOSED_LATER = Problem(
    fields.EXPOSED_ON, gettext_noop("最后接触日期在今天之后。"), gettext_noop("请核对最后接触日期。")
)
_ARRIVED_LONG_AGO = Problem(
    fields.ARRIVED_ON, gettext_noop("到达日期距今已超过60天。"), gettext_noop("请核对年份；无误则不必改。")
)
_ORIGIN_CUT = Problem(
    fields.ORIGIN, gettext_noop("来源地太长，只登记了前100个字。"), gettext_noop("全文见原表。")
)


@dataclass
class Journey:
    """What is read of a row's journey. Problems stand in the order arrived_on, left_on, exposed_on."""

    arrived_on: date | None = None
    exposed_on: date | None = None
    left_on: date | None = None
    origin: str = ""
    origin_class: str = "UNKNOWN"
    problems: list[Problem] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)


def read_journey(*, cells: Mapping[str, Cell], year: int, today: date | None) -> Journey:
    """Read where from and when. An arrival is needed; leaving may stay blank."""
    journey = Journey()
    journey.arrived_on = _day(journey, fields.ARRIVED_ON, cells.get(fields.ARRIVED_ON), year, today)
    arrival_was_bad = bool(journey.problems)
    if journey.arrived_on is None and not arrival_was_bad:
        journey.problems.append(_NO_ARRIVAL)
    journey.left_on = _day(journey, fields.LEFT_ON, cells.get(fields.LEFT_ON), year, today)
    journey.exposed_on = _day(journey, fields.EXPOSED_ON, cells.get(fields.EXPOSED_ON), year, today)
    _compare(journey, today)
    origin = said(cells.get(fields.ORIGIN))
    journey.origin_class = origin_class(origin)
    journey.origin = origin[:ORIGIN_LENGTH]
    if journey.origin != origin:
        journey.warnings.append(_ORIGIN_CUT)
    return journey


def _day(journey: Journey, name: str, cell: Cell, year: int, today: date | None) -> date | None:
    try:
        day = read_date(cell=cell, year=year, today=today)
    except BadDate as bad:
        journey.problems.append(Problem(name, *_FAULTS[bad.fault]))
        return None
    if day and today and today - day > (FARTHEST if says_year(cell=cell) else NEAR):
        journey.problems.append(Problem(name, *_FAR))
        return None
    return day


def _compare(journey: Journey, today: date | None) -> None:
    arrived, left = journey.arrived_on, journey.left_on
    if today and arrived and arrived > today:
        journey.problems.append(_ARRIVES_LATER)
    elif today and arrived and today - arrived > LONG_AGO:
        journey.warnings.append(_ARRIVED_LONG_AGO)
    if today and journey.exposed_on and journey.exposed_on > today:
        journey.problems.append(_EXPOSED_LATER)
    if arrived and left and left > arrived:
        journey.problems.append(_LEFT_LATER)
    elif today and left and left > today:
        journey.problems.append(_LEAVES_LATER)
