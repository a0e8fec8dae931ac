"""Papers decided: which kinds there are, for whom, and how a text with placeholders becomes the words of one paper."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from linli.observation.rules import State, is_over_before


class Kind(StrEnum):
    """The papers of an observation. Of certificates there are two, and no more may be asked of a community."""

    NOTICE = "NOTICE"
    COMMITMENT = "COMMITMENT"
    RELEASE = "RELEASE"
    COMPLETION = "COMPLETION"  # certificate: home observation completed
    RESIDENCE = "RESIDENCE"  # certificate: lives here


class RunState(StrEnum):
    """How far a run of many papers is."""

    OPEN = "OPEN"
    DONE = "DONE"


_HERE: Final = frozenset({State.OBSERVING, State.RELEASED, State.OVER_BEFORE})
# In which state of the observation a paper may be issued. Source: docs/rules/papers.md#papers.
FITS: Final[dict[Kind, frozenset[State]]] = {
    Kind.NOTICE: frozenset({State.OBSERVING}),
    Kind.COMMITMENT: frozenset({State.OBSERVING}),
    Kind.RELEASE: frozenset({State.RELEASED}),
    Kind.COMPLETION: frozenset({State.RELEASED}),
    Kind.RESIDENCE: _HERE,
}
# Wrong once it shows that the period was not over: another of the household was a case by then.
SAY_IT_IS_OVER: Final = frozenset({Kind.RELEASE, Kind.COMPLETION})
# Says nothing of an observation, so neither the paper nor its check page shows the days of one.
WITHOUT_PERIOD: Final = frozenset({Kind.RESIDENCE})

# What a text may name; each is filled from the register when a paper is issued.
PLACEHOLDERS: Final = (
    "name",
    "sex",
    "id_last4",
    "address",
    "community",
    "number",
    "issued_day",
    "anchor_day",
    "anchor",
    "first_day",
    "last_day",
    "release_day",
    "fever",
    "symptoms",
    "worker",
    "phone",
    "doctor",
    "health_unit",
    "doctor_phone",
)
# Stands where nothing is known, to be written in by hand.
BLANK: Final = "＿＿＿＿＿＿"
ITEM: Final = "- "  # begins a line that is an item of a list
BODY_LENGTH: Final = 4000
CODE_BYTES: Final = 16  # 128 bits: nobody finds a code by trying, so asking for one needs no brake
RUN_STEP: Final = 10  # papers of a run in one transaction
RUN_LARGEST: Final = 300

_CODE: Final = re.compile(r"[A-Za-z0-9_-]{22}")  # CODE_BYTES in base64 for addresses
_PLACEHOLDER: Final = re.compile(r"\{([^{}]*)\}")


@dataclass(frozen=True)
class Line:
    """One paragraph of a paper, or one item of a list."""

    words: str
    is_item: bool


class UnknownPlaceholders(ValueError):
    """The text names what no paper can be filled with. args: the names as they were typed, in order."""


class LooseBrace(ValueError):
    """A { or } without its partner. args: the line it stands in."""


def check_body(*, body: str) -> None:
    """Say whether every placeholder is known and every brace has its partner. Raises UnknownPlaceholders, LooseBrace."""
    unknown = [name for name in _PLACEHOLDER.findall(body) if name not in PLACEHOLDERS]
    if unknown:
        raise UnknownPlaceholders(*dict.fromkeys(unknown))
    for line in body.splitlines():
        if set("{}") & set(_PLACEHOLDER.sub("", line)):
            raise LooseBrace(line.strip())


def fill(*, body: str, values: Mapping[str, str]) -> tuple[Line, ...]:
    """Return the paragraphs of a text with its placeholders filled; blank lines are left out.

    A value is never read again: what looks like a placeholder or like markup in a name stays what it is. An empty
    value becomes a blank to write on. Raises UnknownPlaceholders, LooseBrace.
    """
    check_body(body=body)
    lines = []
    for line in body.splitlines():
        text = line.strip()
        if not text:
            continue
        is_item = text.startswith(ITEM)
        words = _PLACEHOLDER.sub(lambda m: values.get(m[1], "") or BLANK, text.removeprefix(ITEM))
        lines.append(Line(words, is_item))
    return tuple(lines)


def number_of(*, year: int, serial: int) -> str:
    """Return the number as it is printed: 2020-0001. It counts within a community and a year."""
    return f"{year}-{serial:04}"


def is_code(*, text: str) -> bool:
    """Say whether a text has the shape of a code; what anybody may type never reaches the database otherwise."""
    return _CODE.fullmatch(text) is not None


def mask_name(*, name: str) -> str:
    """Return a name as anybody may see it: the first character, and a star for each other one."""
    return name[:1] + "*" * max(1, len(name) - 1)


def day_words(day: date) -> str:
    """Return a day as a paper prints it: 2020年2月10日."""
    return f"{day.year}年{day.month}月{day.day}日"


def fits(*, kind: Kind, state: str, began_on: date, last_on: date) -> bool:
    """Say whether a paper may be issued: in this state, and of an observation that took place where it tells of one."""
    if kind not in WITHOUT_PERIOD and is_over_before(last_on=last_on, began_on=began_on):
        return False
    return state in FITS[kind]
