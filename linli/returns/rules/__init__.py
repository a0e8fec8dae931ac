"""A superior's form decided: what its places hold, and what stands in each cell of a day."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from linli.reports.rules.forms import Figures
from linli.sheets.layout import Value

NOT_APPLICABLE: Final = "/"
# A form of more is no form any more; the page that points its places would not be read to the end.
MOST_PLACES: Final = 120


class Holds(StrEnum):
    """What a place of a form is filled with."""

    FIGURE = "FIGURE"  # an indicator of the day
    YESTERDAY = "YESTERDAY"  # an indicator of the day before
    CHANGE = "CHANGE"  # an indicator of the day, less that of the day before
    TOTAL = "TOTAL"  # an indicator of all days so far, added up
    TYPED = "TYPED"  # typed in each day, because it cannot be derived
    AREA_NAME = "AREA_NAME"
    DAY = "DAY"
    PREPARED_BY = "PREPARED_BY"
    AS_OF = "AS_OF"
    HOUR = "HOUR"  # the day and the hour at which it is filled


# Of an indicator.
COUNTED: Final = (Holds.FIGURE, Holds.YESTERDAY, Holds.CHANGE, Holds.TOTAL)
# Filled with the same words wherever they stand.
FACTS: Final = (Holds.AREA_NAME, Holds.DAY, Holds.PREPARED_BY, Holds.AS_OF, Holds.HOUR)


# Stands for the area of a cell in a row of totals: the sum of what stands in the other cells of its place.
ALL_ROWS: Final = "+"


@dataclass(frozen=True)
class Spot:
    """One cell of a place.

    cell: its address in the workbook (linli.sheets.layout.address_of). area: the area below whose figure stands there, '' for
    the form's own, ALL_ROWS for the sum of the other cells.
    """

    cell: str
    area: str = ""


@dataclass(frozen=True)
class Column:
    """A place of a form and what it holds; its cells tell the same of different areas.

    path: the headers over and beside it; the same path in a new layout is the same place.
    prefix, suffix: words that stay before and after what is filled in ("日期："); instead: those in its place, where a cell holds
    several places.
    """

    path: str
    spots: tuple[Spot, ...]
    holds: Holds
    key: str = ""
    more: tuple[str, ...] = ()  # indicators that are added to it
    reason: str = ""  # why it cannot be derived, of typed ones
    prefix: str = ""
    suffix: str = ""
    instead: str = ""


@dataclass(frozen=True)
class Facts:
    """Words of a day that a form may ask for."""

    area_name: str
    day: str
    prepared_by: str
    as_of: str
    hour: str = ""

    def of(self, holds: Holds) -> str:
        """Return the words of a fact."""
        words = {
            Holds.AREA_NAME: self.area_name,
            Holds.DAY: self.day,
            Holds.PREPARED_BY: self.prepared_by,
            Holds.AS_OF: self.as_of,
            Holds.HOUR: self.hour,
        }
        return words[holds]


@dataclass(frozen=True)
class Told:
    """What is known of a day, for filling a form.

    figures, totals: by area, '' for the form's own; an area that told nothing is missing. before: of the day before, the same.
    typed: as `typed_key` names a cell -> what was typed into it; of the day before it stands where nothing was sealed.
    """

    figures: Mapping[str, Figures]
    totals: Mapping[str, Figures]
    typed: Mapping[str, str]
    facts: Facts
    before: Mapping[str, Figures] = field(default_factory=dict)


def filled(*, columns: tuple[Column, ...], told: Told) -> dict[str, Value]:
    """Return what stands in each cell that the form points somewhere: cell -> value.

    What does not apply is "/", what nobody recorded None; zero is 0. A row of totals holds the sum of the rows, and no words.
    Source: docs/rules/rosters.md#forms.
    """
    values: dict[str, Value] = {}
    for column in columns:
        own = {spot.cell: _value(column, spot, told) for spot in column.spots if spot.area != ALL_ROWS}
        values |= own
        if column.holds not in FACTS:
            total = added(values=list(own.values()))
            values |= {spot.cell: total for spot in column.spots if spot.area == ALL_ROWS}
    return values | _within_words(columns, told)


def added(*, values: Sequence[Value]) -> Value:
    """Return the sum of the numbers among values: "/" where nothing else stands there, None where no number does."""
    numbers = [value for value in values if isinstance(value, int | float)]
    if numbers:
        return sum(numbers)
    return NOT_APPLICABLE if values and set(values) == {NOT_APPLICABLE} else None


def partly_added(*, columns: tuple[Column, ...], values: Mapping[str, Value]) -> list[Column]:
    """Return the places whose row of totals has a number though a row of theirs has none: it is the sum of the others."""
    return [
        column
        for column in columns
        if any(spot.area == ALL_ROWS and values.get(spot.cell) is not None for spot in column.spots)
        and any(spot.area != ALL_ROWS and values.get(spot.cell) is None for spot in column.spots)
    ]


def not_received(*, columns: tuple[Column, ...], before: Mapping[str, Figures]) -> frozenset[str]:
    """Return the areas of whose day before something is asked and nothing was sealed; '' for the form's own."""
    asked = {
        spot.area
        for column in columns
        if column.holds in (Holds.YESTERDAY, Holds.CHANGE)
        for spot in column.spots
    }
    return frozenset(asked - before.keys() - {ALL_ROWS})


def _within_words(columns: tuple[Column, ...], told: Told) -> dict[str, Value]:
    """Return the words of cells that are filled within them: all else that stood there stays."""
    lines: dict[str, list[tuple[Column, Spot]]] = {}
    for column in columns:
        if column.prefix or column.suffix:
            for spot in column.spots:
                lines.setdefault(spot.cell, []).append((column, spot))
    return {cell: _line(of, told) for cell, of in lines.items()}


def _line(of: Sequence[tuple[Column, Spot]], told: Told) -> str:
    first, _spot = of[0]
    line = first.prefix + first.instead + first.suffix
    # From the last place on, so that those before it stay where they were found.
    for column, spot in sorted(of, key=lambda item: -len(item[0].prefix)):
        begins = len(column.prefix)
        value = _value(column, spot, told)
        line = line[:begins] + ("" if value is None else str(value)) + line[begins + len(column.instead) :]
    return line


def tell_the_same(
    *, columns: tuple[Column, ...], one: Mapping[str, Value], other: Mapping[str, Value]
) -> bool:
    """Say whether two fillings of a layout tell the same; who filled it and when is no part of that."""
    return all(one.get(cell) == other.get(cell) for cell in _told_cells(columns))


def _told_cells(columns: tuple[Column, ...]) -> list[str]:
    return [spot.cell for column in columns if column.holds not in FACTS for spot in column.spots]


def tells_nothing(*, columns: tuple[Column, ...], values: Mapping[str, Value]) -> bool:
    """Say whether a form has places for figures or words and none stands in any; what does not apply is none."""
    cells = _told_cells(columns)
    return bool(cells) and all(values.get(cell) in (None, NOT_APPLICABLE) for cell in cells)


def not_recorded(*, columns: tuple[Column, ...], values: Mapping[str, Value]) -> list[Column]:
    """Return the places with a cell that nobody recorded, in the form's order: they are filled by hand."""
    return [
        column
        for column in columns
        if any(values.get(spot.cell) is None for spot in column.spots if spot.area != ALL_ROWS)
    ]


def gaps_of(
    *, column: Column, values: Mapping[str, Value], silent: frozenset[str]
) -> tuple[tuple[Spot, ...], bool]:
    """Return the cells of a place that nobody recorded, of areas that did report, and whether no cell is left beside them.

    silent: the areas that reported nothing, '' for the form's own; they are named once, not at each of their cells.
    """
    told = [spot for spot in column.spots if spot.area not in silent and spot.area != ALL_ROWS]
    empty = tuple(spot for spot in told if values.get(spot.cell) is None)
    return empty, len(empty) == len(told)


def _value(column: Column, spot: Spot, told: Told) -> Value:
    if column.holds is Holds.TYPED:
        return _typed(column, spot, told)
    if column.holds in (Holds.YESTERDAY, Holds.CHANGE) and spot.area not in told.before:
        by_hand = _typed(column, spot, told)
        if by_hand is not None:
            return by_hand
    if column.holds in FACTS:
        return told.facts.of(column.holds)
    if column.holds is Holds.CHANGE:
        today, before = (_counted(figures, column, spot) for figures in (told.figures, told.before))
        return changed(today=today, before=before)
    by_day = {Holds.FIGURE: told.figures, Holds.YESTERDAY: told.before, Holds.TOTAL: told.totals}
    return _counted(by_day[column.holds], column, spot)


def _typed(column: Column, spot: Spot, told: Told) -> Value:
    return as_typed(told.typed.get(typed_key(column=column, spot=spot) or "", ""))


def _counted(by_area: Mapping[str, Figures], column: Column, spot: Spot) -> Value:
    figures = by_area.get(spot.area)
    if figures is None:
        return None
    parts: list[Value] = [figures.get(key, NOT_APPLICABLE) for key in (column.key, *column.more)]
    return None if None in parts else added(values=parts)


def changed(*, today: Value, before: Value) -> Value:
    """Return a figure less that of the day before: None where one of them is not recorded, "/" where today's does not apply."""
    if isinstance(today, int) and isinstance(before, int):
        return today - before
    return NOT_APPLICABLE if today == NOT_APPLICABLE else None


def place_spots(*, spots: tuple[Spot, ...]) -> tuple[Spot, ...]:
    """Return the cells of places: beside rows of areas, and beside any other row, a row of totals is none."""
    rows = tuple(spot for spot in spots if spot.area != ALL_ROWS)
    return tuple(spot for spot in rows if spot.area) or rows


def typed_key(*, column: Column, spot: Spot) -> str | None:
    """Return what a value typed into a cell is kept under: it belongs to that one; None for a row of totals.

    A place of one cell goes by its path; one of several by area, and by cell where no area tells them apart. What was typed
    for want of the day before goes by that too, so that it never stands for something else.
    """
    cells = place_spots(spots=column.spots)
    if spot not in cells:
        return None
    path = column.path if column.holds is Holds.TYPED else f"{column.holds}|{column.path}"
    if len(cells) == 1:
        return path
    is_alone = sum(other.area == spot.area for other in cells) == 1
    return f"{path}@{spot.area if is_alone else spot.cell}"


def as_typed(text: str) -> Value:
    """Return what somebody typed as a number if it is one, with its sign and full-width digits too, else as words.

    Nothing typed is None. As words a number would be left out of the superior's sums.
    """
    text = text.strip()
    if not text:
        return None
    plain = text.translate(_HALF_WIDTH)
    if not _NUMBER.fullmatch(plain) or sum(sign.isdigit() for sign in plain) > MOST_DIGITS:
        return text
    return float(plain) if "." in plain else int(plain)


# Excel keeps 15 digits of a number; more are words.
MOST_DIGITS: Final = 15
_NUMBER: Final = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?")
_HALF_WIDTH: Final = str.maketrans("０１２３４５６７８９＋－．−", "0123456789+-.-")


def asked_twice(*, forms: Mapping[str, tuple[Column, ...]]) -> dict[str, list[str]]:
    """Return what forms ask: indicator -> the forms that ask it, those asked by most first, then by indicator."""
    asked: dict[str, list[str]] = {}
    for form, columns in forms.items():
        counted = [column for column in columns if column.holds in COUNTED]
        for key in dict.fromkeys(key for column in counted for key in (column.key, *column.more)):
            asked.setdefault(key, []).append(form)
    return dict(sorted(asked.items(), key=lambda item: (-len(item[1]), item[0])))
