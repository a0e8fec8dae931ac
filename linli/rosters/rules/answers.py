"""What the answers in a row say: cells of questions read before anything else, and what has no field kept as notes."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from linli.people.origins import EPIDEMIC_AREA, UNKNOWN
from linli.rosters.rules import fields, questions
from linli.rosters.rules.entries import Problem
from linli.sheets.cells import Cell, gettext_noop, text_of

_NOT_UNDERSTOOD = (
    gettext_noop("只回答了是或否，看不出内容，已写入备注。"),
    gettext_noop("请核对，问清楚再登记。"),
)
_NOT_NORMAL = Problem(
    fields.TEMPERATURE_C,
    gettext_noop("写着体温不正常，没有写多少度，已写入备注。"),
    gettext_noop("请马上测量体温并登记。"),
)
_WAS_THERE = Problem(
    fields.ORIGIN,
    gettext_noop("另一列写着到过疫区，来源按疫区登记。"),
    gettext_noop("请核对来源地。"),
)
_PLAIN: Final = {questions.YES: "是", questions.NO: "否"}


@dataclass
class Answers:
    """A row's cells by field without their plain answers, and what these say."""

    cells: dict[str, Cell]
    origin: str = ""
    origin_class: str = ""  # '' where no answer says anything of it
    notes: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)

    def class_of_origin(self, *, otherwise: str) -> str:
        """Return the class of the origin: what the answers say, unless the origin itself is in the epidemic area."""
        return otherwise if not self.origin_class or otherwise in EPIDEMIC_AREA else self.origin_class


def read_answers(
    *, cells: Mapping[str, Cell], headers: Mapping[str, str], others: Mapping[str, str]
) -> Answers:
    """Read the plain answers of a row. headers: field -> header; others: header -> text of columns without a field."""
    told = Answers(dict(cells))
    _origin(told, headers.get(fields.ORIGIN, ""))
    _contact(told, headers.get(fields.CONTACT_HISTORY, ""))
    _temperature(told, headers.get(fields.TEMPERATURE_C, ""))
    _symptoms(told, headers.get(fields.SYMPTOMS, ""))
    for header, text in others.items():
        told.notes.append(f"{header}：{text}")
        was_there = questions.asks_the_way(header=header) and questions.answer(header=header, text=text)
        if was_there == questions.YES and told.origin_class not in EPIDEMIC_AREA:
            told.origin_class = questions.place_asked(header=header)
            told.warnings.append(_WAS_THERE)
    return told


def _origin(told: Answers, header: str) -> None:
    text = text_of(told.cells.get(fields.ORIGIN))
    given = questions.answer(header=header, text=text)
    if not text or not (given or (questions.asks(header=header) and text.isdigit())):
        return
    told.cells[fields.ORIGIN] = None
    told.notes.append(f"{header}：{text}")
    place = questions.place_asked(header=header)
    if given == questions.YES and place and not questions.denies(header=header):
        told.origin, told.origin_class = f"{header}：是", place
    elif given != questions.NO or questions.denies(header=header):
        told.warnings.append(Problem(fields.ORIGIN, *_NOT_UNDERSTOOD))
    if not told.origin_class:
        told.origin_class = UNKNOWN


def _contact(told: Answers, header: str) -> None:
    text = text_of(told.cells.get(fields.CONTACT_HISTORY))
    if not text or not questions.asks(header=header):
        return
    given = questions.answer(header=header, text=text)
    if questions.denies(header=header) or (not given and text.isdigit()):
        told.cells[fields.CONTACT_HISTORY] = None
        told.notes.append(f"{header}：{text}")
        told.warnings.append(Problem(fields.CONTACT_HISTORY, *_NOT_UNDERSTOOD))
    elif given:
        told.cells[fields.CONTACT_HISTORY] = _PLAIN[given]


def _temperature(told: Answers, header: str) -> None:
    text = text_of(told.cells.get(fields.TEMPERATURE_C))
    given = questions.answer(header=header, text=text) if questions.asks(header=header) else ""
    if not given:
        return
    told.cells[fields.TEMPERATURE_C] = None
    told.notes.append(f"{header}：{text}")
    if (given == questions.YES) is questions.asks_abnormal(header=header):
        told.warnings.append(_NOT_NORMAL)


def _symptoms(told: Answers, header: str) -> None:
    text = text_of(told.cells.get(fields.SYMPTOMS))
    given = (
        questions.answer(header=header, text=text) if text.isdigit() and questions.asks(header=header) else ""
    )
    if given:
        told.cells[fields.SYMPTOMS] = _PLAIN[given]
