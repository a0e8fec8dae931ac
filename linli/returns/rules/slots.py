"""Places within words: after the colon of 填表人：, and the date of a title. What stands around them stays."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from linli.returns.rules.words import is_measure, is_particular, plain, without_seal

# What stands for the date of a title in its path, so that tomorrow's sheet asks the same.
DAY_LEFT_OUT: Final = "…"
# A date as titles have it, with or without its year, its numbers written or left blank.
_DATE: Final = re.compile(
    r"(?:(?:\d{4}|(?<![\d月])[\s_＿]{1,8})年)?[\s_＿]{0,3}(?:\d{1,2}|[\s_＿]{1,8})月(?:[\s_＿]{0,3}\d{1,2}[\s_＿]{0,3}|[\s_＿]{1,8})[日号]"
    r"|\d{4}[-/.]\d{1,2}[-/.]\d{1,2}"
)
# Every label that ends with a colon, those that Linli has no word for too: what belongs to them ends a place.
_LABEL: Final = re.compile(
    r"(?:填报|上报|报送|填表|制表|报告|统计|截止|审核|复核|审批|负责|联系|主管|分管|单位|经办|校对)?"
    r"(?:负责人|领导|主任|书记|单位|社区|日期|时间|人|电话|手机)"
    r"(?:[（(](?:盖章|公章|签字|签章|签名|章)[）)])?[:：]"
)
# What stands in the path of a time that is asked to the hour, and the words after which it is.
HOUR_ASKED: Final = "（到时）"
_HOUR: Final = re.compile(r"[日号]?[\s_＿\d]*[时点]$")
_BLANK: Final = " _＿\u3000\t"


@dataclass(frozen=True)
class Slot:
    """A place within the words of a cell: what is asked for there, and the words before, instead of and after it."""

    path: str
    prefix: str
    instead: str
    suffix: str


def slots(*, text: str) -> Iterator[Slot]:
    """Yield the places after those labels of a cell that tell who fills the sheet, for whom and when."""
    if is_measure(plain(text)):
        return
    # Labels are spread with blanks (填 表 人：), so they are looked for without them.
    seen = [at for at, letter in enumerate(text) if not letter.isspace()]
    compact = "".join(text[at] for at in seen)
    labels = list(_LABEL.finditer(compact))
    for number, label in enumerate(labels):
        if not is_particular(label[0]):
            continue
        begins = seen[label.end() - 1] + 1
        is_last = number + 1 == len(labels)
        ends = len(text) if is_last else seen[labels[number + 1].start()]
        instead = text[begins:ends] if is_last else _told(text[begins:ends])
        hour = HOUR_ASKED if _HOUR.search(plain(instead)) else ""
        path = without_seal(label[0])[:-1] + hour + "："
        yield Slot(path, text[:begins], instead, text[begins + len(instead) :])


def _told(between: str) -> str:
    """Return what is replaced between two labels: words or a line to write on, never the blanks that hold them apart."""
    told = between.rstrip()
    return told if told.strip(_BLANK) or "_" in told or "＿" in told else ""


def is_blank_date(*, text: str) -> bool:
    """Say whether words are a date and nothing else, with its day left blank: it asks for the day and is no header."""
    found = _DATE.fullmatch(text) or _DATE.fullmatch(text.strip())
    return bool(found) and not re.search(r"\d\s*[日号]$|\d{4}[-/.]", text.strip())


def date_in(*, text: str) -> Slot | None:
    """Return the one date in words, written or left blank, None where there is none or are two."""
    dates = list(_DATE.finditer(text))
    if len(dates) != 1:
        return None
    before, after = text[: dates[0].start()], text[dates[0].end() :]
    return Slot(f"{plain(before)}{DAY_LEFT_OUT}{plain(after)}", before, dates[0][0], after)
