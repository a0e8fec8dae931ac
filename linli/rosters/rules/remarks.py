"""The rest of a row: sex and age, temperature and symptoms, contact, and the free texts."""

import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Final

from linli.people.rules import BadName, clean_name, parse_address
from linli.people.rules.kept_in_words import kept_in_words
from linli.rosters.rules import fields
from linli.rosters.rules.dates import BadDate, read_birth_date
from linli.rosters.rules.entries import Problem
from linli.rosters.rules.identity import Identity
from linli.rosters.rules.symptoms import BadTemperature, read_symptoms, read_temperature
from linli.sheets.cells import Cell, gettext_noop, said, text_of

NOTE_LENGTH: Final = 1000
OLDEST: Final = 130
# How much of each text the register holds.
LENGTHS: Final = {
    fields.ADDRESS: 200,
    fields.GRID: 60,
    fields.HOUSEHOLD_HEAD: 60,
    fields.RELATION: 40,
    fields.TRANSPORT: 40,
    fields.VEHICLE: 40,
    fields.SEAT: 20,
    fields.COMPANIONS: 200,
}
_SEX: Final = {
    **dict.fromkeys(("男", "m", "male", "男性", "先生", "man", "boy", "1"), "M"),
    **dict.fromkeys(("女", "f", "female", "女性", "女士", "woman", "girl", "2"), "F"),
}
_AGE = re.compile(r"(\d{1,3})(?:\.\d+)?(?:周?岁|years?(?:old)?|yrs?)?")
_MONTHS_OLD = re.compile(r"\d{1,2}个?(?:多)?(?:月|天|周)")
_NO_CONTACT = re.compile(
    r"^(?:无|没|未|否|不|no\b|none|n$|0$|false)|(?:未|没有?|无|否认|不曾)(?:与|和|跟|曾|密切|发生)?.{0,6}(?:接触|密接)",
    re.IGNORECASE,
)
_CONTACT = re.compile(
    r"^(?:是|有|对|曾|y$|yes|1$|true|√|✓|✔)|接触|密接|确诊|病例|病人|患者|疑似|感染|阳性|发热|同[住吃乘车桌屋]|聚[餐会]|照[顾料]|陪护|护理|武汉|湖北|疫区|contact|case|exposed",
    re.IGNORECASE,
)
_NOT_KNOWN = re.compile(r"不详|未知|不清楚|不知|unknown|\?|不确定|待查", re.IGNORECASE)

_BAD_TEMPERATURE = Problem(
    fields.TEMPERATURE_C,
    gettext_noop("体温看不懂或不可信（应在34.0到42.0之间），没有登记，原文写入备注。"),
    gettext_noop("请重新测量，再登记体温。"),
)
_CONTACT_UNREADABLE = Problem(
    fields.CONTACT_HISTORY,
    gettext_noop("接触史看不懂，按不清楚登记，原文写入备注。"),
    gettext_noop("请问清楚有没有接触，再登记。"),
)
_NO_DOOR = Problem(
    fields.ADDRESS,
    gettext_noop("住址没有写到门牌，单独算一户。"),
    gettext_noop("请补上门牌。"),
)
_SEX_DIFFERS = Problem(
    fields.SEX,
    gettext_noop("性别与身份证号不一致，已按身份证号登记。"),
    gettext_noop("请核对性别和身份证号。"),
)
_SEX_UNREADABLE = Problem(
    fields.SEX, gettext_noop("性别看不懂，没有登记。"), gettext_noop("请填“男”或“女”。")
)
_BIRTH_DIFFERS = Problem(
    fields.BORN_ON,
    gettext_noop("出生日期与身份证号不一致，已按身份证号登记。"),
    gettext_noop("请核对出生日期。"),
)
_BIRTH_UNREADABLE = Problem(
    fields.BORN_ON, gettext_noop("出生日期看不懂，没有登记。"), gettext_noop("请写成“1960-05-01”的样子。")
)
_AGE_UNREADABLE = Problem(
    fields.AGE, gettext_noop("年龄看不懂，没有登记。"), gettext_noop("请只填周岁数字。")
)
_SYMPTOM_UNNAMED = Problem(
    fields.SYMPTOMS,
    gettext_noop("症状一栏有内容，但认不出是哪种症状，已写入备注。"),
    gettext_noop("请打电话问清楚，再登记体温和症状。"),
)
# What is read for nothing: its text goes to the note.
_UNREAD: Final = (_BAD_TEMPERATURE, _SEX_UNREADABLE, _BIRTH_UNREADABLE, _AGE_UNREADABLE)
_CUT = gettext_noop("内容太长，只登记了前面的部分。")
_SEE_SHEET = gettext_noop("全文见原表。")


@dataclass
class Remarks:
    """What is read of the rest of a row."""

    sex: str = ""
    born_on: date | None = None
    age: int | None = None
    temperature_c: Decimal | None = None
    symptoms: tuple[str, ...] = ()
    contact_history: str = "UNKNOWN"
    note: str = ""
    texts: dict[str, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)


def read_remarks(
    *, cells: Mapping[str, Cell], person: Identity, headers: Mapping[str, str], today: date | None
) -> Remarks:
    """Read the rest of a row. What cannot be read is blank with a warning, and stands in the note with its header.

    What the ID number says of sex and birth outweighs the columns.
    """
    rest = Remarks()
    _read_sex(rest, said(cells.get(fields.SEX)).lower(), person.sex)
    _read_birth(rest, cells.get(fields.BORN_ON), person.born_on, today)
    _read_age(rest, said(cells.get(fields.AGE)))
    try:
        rest.temperature_c = read_temperature(cell=cells.get(fields.TEMPERATURE_C))
    except BadTemperature:
        rest.warnings.append(_BAD_TEMPERATURE)
    unread = {warning.field for warning in rest.warnings if warning in _UNREAD}
    notes = [
        said(cells.get(fields.NOTE)),
        *(f"{headers.get(name, '')}：{text_of(cells.get(name))}" for name in cells if name in unread),
        *person.notes,
    ]
    symptoms = read_symptoms(cell=cells.get(fields.SYMPTOMS), header=headers.get(fields.SYMPTOMS, ""))
    rest.symptoms = symptoms.codes
    if symptoms.rest:
        notes.append(
            symptoms.rest if symptoms.codes else f"{headers.get(fields.SYMPTOMS, '')}：{symptoms.rest}"
        )
        if not symptoms.codes:
            rest.warnings.append(_SYMPTOM_UNNAMED)
    contact = text_of(cells.get(fields.CONTACT_HISTORY))
    rest.contact_history = _contact(contact)
    if not rest.contact_history:
        rest.contact_history = "UNKNOWN"
        rest.warnings.append(_CONTACT_UNREADABLE)
        notes.append(f"{headers.get(fields.CONTACT_HISTORY, '')}：{contact}")
    elif rest.contact_history == "YES" and len(contact) > len("是的"):
        notes.append(contact)
    _read_texts(rest, cells)
    notes += kept_in_words(
        household_head=rest.texts[fields.HOUSEHOLD_HEAD],
        relation=rest.texts[fields.RELATION],
        age=None if rest.born_on else rest.age,
    )
    rest.note = _cut(rest, fields.NOTE, "；".join(note for note in notes if note), NOTE_LENGTH)
    return rest


def _read_sex(rest: Remarks, told: str, by_number: str) -> None:
    rest.sex = by_number or _SEX.get(told, "")
    if told and told not in _SEX:
        rest.warnings.append(_SEX_UNREADABLE)
    elif told and by_number and _SEX[told] != by_number:
        rest.warnings.append(_SEX_DIFFERS)


def _read_birth(rest: Remarks, cell: Cell, by_number: date | None, today: date | None) -> None:
    try:
        told = read_birth_date(cell=cell, today=today)
    except BadDate:
        told = None
        if not by_number:
            rest.warnings.append(_BIRTH_UNREADABLE)
    rest.born_on = by_number or told
    if told and by_number and told != by_number:
        rest.warnings.append(_BIRTH_DIFFERS)


def _read_age(rest: Remarks, text: str) -> None:
    plain = text.replace(" ", "").lower()
    if not plain:
        return
    match = _AGE.fullmatch(plain)
    if match and int(match[1]) <= OLDEST:
        rest.age = int(match[1])
    elif _MONTHS_OLD.fullmatch(plain):
        rest.age = 0
    else:
        rest.warnings.append(_AGE_UNREADABLE)


def _contact(text: str) -> str:
    """Return YES, NO, UNKNOWN, or '' for a text that tells of no contact and of none denied."""
    if not text or _NOT_KNOWN.search(text):
        return "UNKNOWN"
    if _NO_CONTACT.search(text) or text in {"-", "/", "×"}:
        return "NO"
    return "YES" if _CONTACT.search(text) else ""


def _read_texts(rest: Remarks, cells: Mapping[str, Cell]) -> None:
    texts = {name: said(cells.get(name)) for name in LENGTHS}
    texts[fields.ADDRESS] = _whole_address(texts[fields.ADDRESS], cells)
    with suppress(BadName):  # "-" or one letter is kept as it is written
        texts[fields.HOUSEHOLD_HEAD] = clean_name(text=texts[fields.HOUSEHOLD_HEAD])
    if texts[fields.ADDRESS] and not parse_address(text=texts[fields.ADDRESS]).key:
        rest.warnings.append(_NO_DOOR)
    rest.texts = {name: _cut(rest, name, text, LENGTHS[name]) for name, text in texts.items()}


def _whole_address(address: str, cells: Mapping[str, Cell]) -> str:
    """Return the address with building, unit and room from columns of their own, unless it names its door already."""
    parts = [
        (said(cells.get(name)), mark)
        for name, mark in ((fields.BUILDING, "栋"), (fields.UNIT, "单元"), (fields.ROOM, "室"))
    ]
    if not any(text for text, _ in parts) or (address and parse_address(text=address).room):
        return address
    return address + "".join(
        text if text[-1:] in "栋幢座楼元室房号户" else text + mark for text, mark in parts if text
    )


def _cut(rest: Remarks, name: str, text: str, longest: int) -> str:
    if len(text) > longest:
        rest.warnings.append(Problem(name, _CUT, _SEE_SHEET))
    return text[:longest]
