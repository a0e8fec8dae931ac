"""Who a row is about: name, papers, phone, read with their problems."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from linli.people import rules as people
from linli.people.rules import BadIdNumber, BadName, BadPhone, IdFault
from linli.people.rules.papers import BadPaperNumber, Paper, paper_number
from linli.rosters.rules import fields
from linli.rosters.rules.entries import Problem
from linli.rosters.rules.several import names_several
from linli.rosters.rules.unknown import says_unknown
from linli.sheets.cells import Cell, gettext_noop, is_rounded, said

ID_CARD: Final = "ID_CARD"
_PAPERS: Final = (
    ("HK_MACAO_RESIDENCE", re.compile(r"(?:港|澳).*居住证")),
    ("TAIWAN_RESIDENCE", re.compile(r"台.*居住证")),
    ("HK_MACAO_PASS", re.compile(r"港|澳|回乡证|hong|macau|macao")),
    ("TAIWAN_PASS", re.compile(r"台|taiwan")),
    ("EXIT_ENTRY_PERMIT", re.compile(r"出入境|通行证|exit|entry")),
    ("OFFICER_CARD", re.compile(r"军|士兵|警官|officer")),
    ("PASSPORT", re.compile(r"护照|passport")),
    (ID_CARD, re.compile(r"身份证|户口|居民|identity|^id|national")),
)
_LIKE_PASSPORT = re.compile(r"[DEGKPS][A-Z]?\d{7,8}|[A-Z]{1,2}\d{7,8}")
_WORDED = re.compile(
    r"([\u4e00-\u9fff]{2,})?[:号码]{0,3}\(?([A-Z0-9]{5,20})\)?(?:\(?([\u4e00-\u9fff]{2,})\)?)?"
)
_ROUNDED_TEXT = re.compile(r"\d(?:\.\d+)?e\+?\d{2}", re.IGNORECASE)
_KIND_OF_PHONE: Final = re.compile(r"^(?:联系)?(?:座机|固话|手机|电话)(?:号码)?[:：]?\s*")
_SEVERAL = re.compile(r"[/、,;|]|或|\s+")
_NUMBER_BEHIND = re.compile(r"([^\d()\[\]【】]{2,}?)[\s:,(\[]*(\d[\d -]{5,}\d[Xx]?)[)\]]?")
_BEHIND_NAME = re.compile(r"^(.*?)\s*[(\[【](.*?)[)\]】]?$")

_ROUNDED = Problem(
    fields.ID_NUMBER,
    gettext_noop("数字单元格把身份证号后几位改成了0，原号码已经丢失。"),
    gettext_noop("请把该列设为文本格式后，重新填写完整的身份证号。"),
)
_ID_PROBLEMS: Final = {
    IdFault.LENGTH: Problem(
        fields.ID_NUMBER,
        gettext_noop("身份证号的位数不对，应为18位或15位。"),
        gettext_noop("请对照身份证补全或删去多余的数字。"),
    ),
    IdFault.CHARACTERS: Problem(
        fields.ID_NUMBER,
        gettext_noop("身份证号里有不该有的字符，只能是数字，最后一位可以是X。"),
        gettext_noop("请重新填写完整的身份证号；如果是其他证件，请增加“证件类型”一列。"),
    ),
    IdFault.BIRTH_DATE: Problem(
        fields.ID_NUMBER,
        gettext_noop("身份证号里的出生日期不存在。"),
        gettext_noop("请核对身份证号第7到14位。"),
    ),
    IdFault.CHECK_DIGIT: Problem(
        fields.ID_NUMBER,
        gettext_noop("身份证号校验不通过，有数字填错了。"),
        gettext_noop("请逐位对照身份证核对。"),
    ),
}
_NOT_BORN = Problem(
    fields.ID_NUMBER,
    gettext_noop("身份证号里的出生日期在今天之后。"),
    gettext_noop("请核对身份证号第7到14位。"),
)
_PAPER_UNREADABLE = Problem(
    fields.ID_NUMBER, gettext_noop("证件号码看不懂。"), gettext_noop("请只填写证件上的字母和数字。")
)
_NO_NAME = Problem(fields.NAME, gettext_noop("没有姓名。"), gettext_noop("请填写姓名。"))
_BAD_NAME = Problem(
    fields.NAME,
    gettext_noop("姓名不对：至少两个字，不能只是数字或符号。"),
    gettext_noop("请按身份证填写姓名。"),
)
SEVERAL_NAMES = Problem(
    fields.NAME,
    gettext_noop("姓名一格里像是写了几个人，或者还写了别的。"),
    gettext_noop("请一人一行，这一格只写姓名。"),
)
_NUMBER_BEHIND_NAME = Problem(
    fields.NAME,
    gettext_noop("姓名后面还写着号码，已写入备注。"),
    gettext_noop("请核对号码。"),
)
_BAD_PHONE = Problem(
    fields.PHONE,
    gettext_noop("电话号码不对：手机应为1开头的11位，座机要带区号。"),
    gettext_noop("请核对电话号码；座机请写成“0551-62345678”。"),
)
_NOWHERE = Problem(
    fields.ID_NUMBER,
    gettext_noop("证件号码、电话、住址都没有填，找不到这个人。"),
    gettext_noop("请至少填写住址，或者证件号码、电话中的一项。"),
)
_NO_NUMBER = Problem(
    fields.ID_NUMBER,
    gettext_noop("证件号码和电话都没有，按还不知道登记，列入待补信息。"),
    gettext_noop("问到后在本人页面补上。"),
)
_UNKNOWN_REGION = Problem(
    fields.ID_NUMBER,
    gettext_noop("身份证号前两位不是已知的省份代码。"),
    gettext_noop("请核对；无误则不必改。"),
)
_TAKEN_FOR_PASSPORT = Problem(
    fields.ID_NUMBER, gettext_noop("没有写证件类型，已按护照登记。"), gettext_noop("请核对证件类型。")
)
_SEVERAL_PHONES = Problem(
    fields.PHONE,
    gettext_noop("填了几个电话，登记第一个，其余写入备注。"),
    gettext_noop("请核对哪个电话能打通。"),
)


@dataclass
class Identity:
    """What is read of a row's person so far."""

    name: str = ""
    id_type: str = ""
    id_number: str = ""
    phone: str = ""
    sex: str = ""
    born_on: date | None = None
    notes: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)


def read_identity(
    *, name: Cell, id_type: Cell, id_number: Cell, phone: Cell, has_address: bool, today: date | None
) -> Identity:
    """Read who a row is about. Problems stand in the order name, ID number, phone.

    A name and an address are enough: numbers that are not known yet are asked for later.
    """
    person = Identity()
    behind = _read_name(person, name)
    _read_paper(person, id_type=said(id_type), cell=id_number, today=today)
    if behind and not said(phone) and _phones([behind]):
        phone = behind
    elif behind and _digits(behind) not in {_digits(said(phone)), _digits(said(id_number))}:
        person.notes.append(behind)
        person.warnings.append(_NUMBER_BEHIND_NAME)
    _read_phone(person, phone)
    is_unread = any(problem.field in {fields.ID_NUMBER, fields.PHONE} for problem in person.problems)
    if not (is_unread or person.id_number or person.phone):
        (person.warnings if has_address else person.problems).append(_NO_NUMBER if has_address else _NOWHERE)
    return person


def _digits(text: str) -> str:
    return re.sub(r"[^0-9Xx]", "", text)


def _read_name(person: Identity, cell: Cell) -> str:
    """Read a name; return the number that stands behind it, '' for none."""
    text = said(cell)
    if number := _NUMBER_BEHIND.fullmatch(text):
        text, behind_name = number[1], number[2].strip()
    else:
        behind_name = ""
    lines = unicodedata.normalize("NFKC", cell).strip() if isinstance(cell, str) and not behind_name else text
    if names_several(text=lines):
        person.problems.append(SEVERAL_NAMES)
        return ""
    if behind := _BEHIND_NAME.match(text) if text[-1:] in {")", "]", "】"} else None:
        text = behind[1]
        person.notes.append(behind[2])
    if not text:
        person.problems.append(_NO_NAME)
        return ""
    try:
        person.name = people.clean_name(text=text)
    except BadName:
        person.problems.append(_BAD_NAME)
    return behind_name


def _read_paper(person: Identity, *, id_type: str, cell: Cell, today: date | None) -> None:
    text = said(cell)
    if not text or _is_unknown(person, text):
        return
    if is_rounded(cell) or _ROUNDED_TEXT.fullmatch(text):
        person.problems.append(_ROUNDED)
        return
    number = people.clean_number(text=text).upper()
    paper = paper_type(text=id_type)
    if not paper and (worded := _WORDED.fullmatch(number)):
        # 护照E12345678, H12345678(港澳通行证): the kind stands beside the number.
        paper, number = paper_type(text=worded[1] or worded[3] or ""), worded[2]
    if not paper and _LIKE_PASSPORT.fullmatch(number):
        paper = "PASSPORT"
        person.warnings.append(_TAKEN_FOR_PASSPORT)
    if paper and paper != ID_CARD and not number.isdecimal():
        _take_paper(person, paper, number)
        return
    if paper not in {"", ID_CARD, "HK_MACAO_RESIDENCE", "TAIWAN_RESIDENCE"}:
        _take_paper(person, paper, number)
        return
    _take_id_card(person, paper or ID_CARD, number, today)


def _take_paper(person: Identity, paper: str, number: str) -> None:
    try:
        person.id_type, person.id_number = paper, paper_number(kind=Paper(paper), text=number).text
    except BadPaperNumber:
        person.id_type = ""
        person.problems.append(_PAPER_UNREADABLE)


def _take_id_card(person: Identity, paper: str, number: str, today: date | None) -> None:
    try:
        card = people.id_number(text=number)
    except BadIdNumber as bad:
        # A text that ends in zeros came through a number cell earlier, in another program.
        lost = bad.fault is IdFault.CHECK_DIGIT and number.endswith("000")
        person.problems.append(_ROUNDED if lost else _ID_PROBLEMS[bad.fault])
        return
    if today and card.born_on > today:
        person.problems.append(_NOT_BORN)
        return
    if not card.region_is_known:
        person.warnings.append(_UNKNOWN_REGION)
    person.id_type, person.id_number = paper, card.text
    person.sex, person.born_on = card.sex, card.born_on


def paper_type(*, text: str) -> str:
    """Return the code of a kind of paper; '' when none is said, OTHER for one that is not known."""
    plain = text.lower()
    if not plain:
        return ""
    return next((code for code, pattern in _PAPERS if pattern.search(plain)), "OTHER")


def _read_phone(person: Identity, cell: Cell) -> None:
    text = said(cell)
    if not text or _is_unknown(person, text):
        return
    whole = _phones([text])
    numbers = whole or _phones([part for part in _SEVERAL.split(text) if part])
    if not numbers:
        person.problems.append(_BAD_PHONE)
        return
    person.phone = numbers[0]
    if numbers[1:]:
        person.notes.extend(numbers[1:])
        person.warnings.append(_SEVERAL_PHONES)


def _is_unknown(person: Identity, text: str) -> bool:
    """Say whether a cell tells in words why there is no number; the words go to the note."""
    if not says_unknown(text=text):
        return False
    person.notes.append(text)
    return True


def _phones(texts: Sequence[str]) -> list[str]:
    """Return the phones, or nothing when one of the texts is none. 座机 and the like before a number say nothing else."""
    try:
        return [people.phone(text=_KIND_OF_PHONE.sub("", text)) for text in texts]
    except BadPhone:
        return []
