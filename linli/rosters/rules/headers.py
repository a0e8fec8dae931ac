"""Which column of a roster is which field: by remembered answers, words, likeness and content, in this order."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from rapidfuzz import fuzz, process

from linli.rosters.rules import fields, questions
from linli.rosters.rules.contents import DATE, SAMPLE_ROWS, kind_of_column
from linli.sheets.cells import Cell, text_of

JOINER: Final = "›"  # between the two rows of a merged header
CONFIRM_BELOW: Final = 0.85
SURE: Final = 1.0
WHOLE_WORD: Final = 0.95
PART_OF_WORD: Final = 0.9
ASKED: Final = 0.86  # a question: surer than a guess, less sure than a column that holds the thing itself
BY_CONTENT: Final = 0.8
BY_ORDER: Final = 0.6
AGREEING: Final = 0.05
LIKE: Final = 75.0  # rapidfuzz ratio, 0-100, from which a header counts as like a known one
SHORT_HEADER: Final = 2  # a header of so few characters is like too many words

DATES: Final = frozenset((fields.EXPOSED_ON, fields.LEFT_ON, fields.ARRIVED_ON, fields.BORN_ON))
# A second column of these is no question: it counts rows, or goes to the note as it is.
FREE: Final = frozenset((fields.NOT_OURS, fields.SEQUENCE, fields.NOTE))
# Content so plain that it outweighs a header that says something else.
PLAIN: Final = frozenset((fields.ID_NUMBER, fields.PHONE, fields.SEX, fields.TEMPERATURE_C))


class How(StrEnum):
    """How a column's field is known."""

    REMEMBERED = "REMEMBERED"
    EXACT = "EXACT"
    SYNONYM = "SYNONYM"
    FUZZY = "FUZZY"
    CONTENT = "CONTENT"
    NONE = "NONE"


@dataclass(frozen=True)
class ColumnMapping:
    """One column. index: 0-based in the sheet; field: None where nothing of it is taken; confidence: 0-1."""

    index: int
    header: str
    field: str | None
    confidence: float
    how: How
    rival: str = (
        ""  # the field that another column has, though this one looks like it as well: a person decides
    )


def map_headers(
    *, headers: Sequence[str], remembered: Mapping[str, str], samples: Sequence[Sequence[Cell]] = ()
) -> tuple[ColumnMapping, ...]:
    """Map each column, in order; no field twice: the surer column has it, of equals the left one.

    remembered: header -> field as a person confirmed it, '' for a column to leave out; one that would drop a field
    which no other column has is asked again.
    samples: some cells of each column, or nothing. Without them a header alone decides.
    """
    filled = [any(text_of(cell) for cell in cells) for cells in samples] or [True] * len(headers)
    kinds = [kind_of_column(cells=cells[:SAMPLE_ROWS]) for cells in samples] or [""] * len(headers)
    guesses = [
        _remembered(index, header, remembered) or _weighed(_by_words(index, header), kind)
        for index, (header, kind) in enumerate(zip(headers, kinds, strict=True))
    ]
    guesses = _dates_by_order(_asked_again(guesses), kinds)
    return tuple(_head_for_name(_each_field_once(guesses, filled)))


def needs_confirmation(*, mapping: Iterable[ColumnMapping]) -> bool:
    """Say whether a person must look.

    A guess below CONFIRM_BELOW, two columns of one field, or no column for what every row needs.
    """
    columns = list(mapping)
    return bool(missing_fields(mapping=columns)) or any(
        column.rival or (column.field and column.confidence < CONFIRM_BELOW) for column in columns
    )


def missing_fields(*, mapping: Iterable[ColumnMapping]) -> tuple[str, ...]:
    """Return the fields every row needs and no column has: name, id_number (unless phone is there), arrived_on."""
    found = {column.field for column in mapping}
    has_number = fields.PHONE in found or fields.ID_NUMBER in found
    needed = (
        (fields.NAME, fields.ARRIVED_ON) if has_number else (fields.NAME, fields.ID_NUMBER, fields.ARRIVED_ON)
    )
    return tuple(field for field in needed if field not in found)


def known_field(*, header: str) -> str | None:
    """Return the field that a header's words name for certain, else None. Likeness does not count."""
    guess = _by_words_only(0, header)
    return guess.field if guess else None


def _remembered(index: int, header: str, remembered: Mapping[str, str]) -> ColumnMapping | None:
    if header not in remembered:
        return None
    return ColumnMapping(index, header, remembered[header] or None, SURE, How.REMEMBERED)


def _asked_again(guesses: list[ColumnMapping]) -> list[ColumnMapping]:
    """Take back a remembered leaving-out where the header names a field and no other column has it."""
    taken = {guess.field for guess in guesses}
    asked = []
    for guess in guesses:
        left_out = guess.how is How.REMEMBERED and guess.field is None
        by_words = _by_words_only(guess.index, guess.header) if left_out else None
        if by_words and by_words.field not in {*taken, *FREE}:
            guess = replace(by_words, confidence=BY_ORDER)
            taken.add(by_words.field)
        asked.append(guess)
    return asked


def _by_words(index: int, header: str) -> ColumnMapping:
    guess = _by_words_only(index, header)
    if guess or questions.asks(header=header):
        return guess or ColumnMapping(index, header, None, 0.0, How.NONE)
    return _by_likeness(index, header)


def _by_words_only(index: int, header: str) -> ColumnMapping | None:
    """Map by the header's own words; of a two-row header the lower row first, then the whole."""
    whole = fields.squeeze(text_of(header))
    last = fields.squeeze(text_of(header).rpartition(JOINER.strip())[2])
    if fields.field_of_part(whole) == fields.NOT_OURS and last != whole:
        return ColumnMapping(index, header, fields.NOT_OURS, PART_OF_WORD, How.SYNONYM)
    for words in (last, whole):
        if field := fields.field_of_word(words):
            how = How.EXACT if words == fields.own_name(field) else How.SYNONYM
            return ColumnMapping(index, header, field, SURE if how is How.EXACT else WHOLE_WORD, how)
    asks = questions.asks(header=header)
    for words in (last, whole):
        field = fields.field_of_part(words)
        if field and not (asks and field not in {*questions.ANSWERABLE, fields.NOT_OURS}):
            return ColumnMapping(index, header, field, ASKED if asks else PART_OF_WORD, How.SYNONYM)
    return None


def _by_likeness(index: int, header: str) -> ColumnMapping:
    words = fields.squeeze(text_of(header).rpartition(JOINER.strip())[2])
    if len(words) > SHORT_HEADER:
        known = fields.all_synonyms()
        best = process.extractOne(words, known.keys(), scorer=fuzz.ratio, score_cutoff=LIKE)
        if best:
            return ColumnMapping(
                index, header, known[best[0]], round(best[1] / 100 * PART_OF_WORD, 2), How.FUZZY
            )
    return ColumnMapping(index, header, None, 0.0, How.NONE)


def _weighed(guess: ColumnMapping, kind: str) -> ColumnMapping:
    """Hold a guess against what the column holds."""
    if not kind or guess.field == fields.NOT_OURS:
        return guess
    if guess.field == kind or (kind == DATE and guess.field in DATES):
        return replace(guess, confidence=min(SURE, round(guess.confidence + AGREEING, 2)))
    if kind in PLAIN and (guess.field is None or guess.field in PLAIN or guess.how is How.FUZZY):
        return replace(guess, field=kind, confidence=BY_CONTENT, how=How.CONTENT)
    if guess.field is None and kind != DATE:
        return replace(guess, field=kind, confidence=BY_ORDER, how=How.CONTENT)
    return guess


def _dates_by_order(guesses: list[ColumnMapping], kinds: Sequence[str]) -> list[ColumnMapping]:
    """Take the columns of days that no word explains for leaving and arriving, in this order."""
    taken = {guess.field for guess in guesses}
    open_columns = [
        g.index for g, kind in zip(guesses, kinds, strict=True) if kind == DATE and g.field is None
    ]
    wanted = [field for field in (fields.LEFT_ON, fields.ARRIVED_ON) if field not in taken]
    if len(open_columns) < len(wanted):
        wanted = wanted[-1:]
    found = dict(zip(open_columns, wanted, strict=False))
    return [
        replace(g, field=found[g.index], confidence=BY_ORDER, how=How.CONTENT) if g.index in found else g
        for g in guesses
    ]


def _each_field_once(guesses: Sequence[ColumnMapping], filled: Sequence[bool]) -> list[ColumnMapping]:
    best: dict[str, ColumnMapping] = {}
    # What stands beside another person's column, such as a grid worker's, is rather that person's.
    beside = {g.index + 1 for g in guesses if g.field == fields.NOT_OURS}
    for guess in guesses:
        if guess.field and (
            guess.field not in best or _rank(guess, beside) > _rank(best[guess.field], beside)
        ):
            best[guess.field] = guess
    return [
        g
        if g.field is None or (best[g.field] is g and g.field != fields.NOT_OURS)
        else replace(g, field=None, confidence=0.0, how=How.NONE, rival=_rival(g) if filled[g.index] else "")
        for g in guesses
    ]


def _rival(guess: ColumnMapping) -> str:
    """Return the field of a column that lost it; '' where nothing is lost, or its cells alone spoke for it."""
    asked = guess.field == fields.NOT_OURS or guess.field in FREE or guess.how is How.CONTENT
    return "" if asked or questions.asks(header=guess.header) else guess.field or ""


def _head_for_name(columns: list[ColumnMapping]) -> list[ColumnMapping]:
    """Take the household head for the person where the roster has no other name."""
    if any(column.field == fields.NAME for column in columns):
        return columns
    return [
        replace(c, field=fields.NAME, confidence=BY_ORDER) if c.field == fields.HOUSEHOLD_HEAD else c
        for c in columns
    ]


def _rank(guess: ColumnMapping, beside: Collection[int]) -> tuple[bool, float, bool]:
    return guess.how is How.REMEMBERED, guess.confidence, guess.index not in beside
