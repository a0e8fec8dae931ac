"""A superior's form decided: what its places hold, and what stands in each cell of a day."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
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
    TOTAL = "TOTAL"  # an indicator of all days so far, added up
    TYPED = "TYPED"  # typed in each day, because it cannot be derived
    AREA_NAME = "AREA_NAME"
    DAY = "DAY"
    PREPARED_BY = "PREPARED_BY"
    AS_OF = "AS_OF"


# Filled with the same words wherever they stand.
FACTS: Final = (Holds.AREA_NAME, Holds.DAY, Holds.PREPARED_BY, Holds.AS_OF)


@dataclass(frozen=True)
class Spot:
    """One cell of a place. area: the area below whose figure stands there, '' for the form's own."""

    cell: str
    area: str = ""


@dataclass(frozen=True)
class Column:
    """A place of a form and what it holds; its cells tell the same of different areas.

    path: the headers over and beside it; the same path in a new layout is the same place.
    prefix, suffix: words that stay before and after what is filled in ("日期：").
    """

    path: str
    spots: tuple[Spot, ...]
    holds: Holds
    key: str = ""
    reason: str = ""  # why it cannot be derived, of typed ones
    prefix: str = ""
    suffix: str = ""


@dataclass(frozen=True)
class Facts:
    """Words of a day that a form may ask for."""

    area_name: str
    day: str
    prepared_by: str
    as_of: str

    def of(self, holds: Holds) -> str:
        """Return the words of a fact."""
        words = {
            Holds.AREA_NAME: self.area_name,
            Holds.DAY: self.day,
            Holds.PREPARED_BY: self.prepared_by,
            Holds.AS_OF: self.as_of,
        }
        return words[holds]


@dataclass(frozen=True)
class Told:
    """What is known of a day, for filling a form.

    figures, totals: by area, '' for the form's own; an area that told nothing is missing.
    typed: as `typed_key` names a cell -> what was typed into it.
    """

    figures: Mapping[str, Figures]
    totals: Mapping[str, Figures]
    typed: Mapping[str, str]
    facts: Facts


def filled(*, columns: tuple[Column, ...], told: Told) -> dict[str, Value]:
    """Return what stands in each cell that the form points somewhere: cell -> value.

    What does not apply is "/", what nobody recorded None; zero is 0. Source: docs/rules/rosters.md#forms.
    """
    return {spot.cell: _value(column, spot, told) for column in columns for spot in column.spots}


def tell_the_same(
    *, columns: tuple[Column, ...], one: Mapping[str, Value], other: Mapping[str, Value]
) -> bool:
    """Say whether two fillings of a layout tell the same; who filled it and when is no part of that."""
    cells = [spot.cell for column in columns if column.holds not in FACTS for spot in column.spots]
    return all(one.get(cell) == other.get(cell) for cell in cells)


def not_recorded(*, columns: tuple[Column, ...], values: Mapping[str, Value]) -> list[Column]:
    """Return the places with a cell that nobody recorded, in the form's order: they are filled by hand."""
    return [column for column in columns if any(values.get(spot.cell) is None for spot in column.spots)]


def gaps_of(
    *, column: Column, values: Mapping[str, Value], silent: frozenset[str]
) -> tuple[tuple[Spot, ...], bool]:
    """Return the cells of a place that nobody recorded, of areas that did report, and whether no cell is left beside them.

    silent: the areas that reported nothing, '' for the form's own; they are named once, not at each of their cells.
    """
    told = [spot for spot in column.spots if spot.area not in silent]
    empty = tuple(spot for spot in told if values.get(spot.cell) is None)
    return empty, len(empty) == len(told)


def _value(column: Column, spot: Spot, told: Told) -> Value:
    if column.holds is Holds.TYPED:
        key = typed_key(column=column, spot=spot)
        return as_typed(told.typed.get(key, "")) if key else None
    if column.holds in FACTS:
        return column.prefix + told.facts.of(column.holds) + column.suffix
    by_area = told.totals if column.holds is Holds.TOTAL else told.figures
    figures = by_area.get(spot.area)
    if figures is None:
        return None
    return figures.get(column.key, NOT_APPLICABLE)


def place_spots(*, spots: tuple[Spot, ...]) -> tuple[Spot, ...]:
    """Return the cells of places: beside rows of areas, a row of totals is none."""
    return tuple(spot for spot in spots if spot.area) or spots


def typed_key(*, column: Column, spot: Spot) -> str | None:
    """Return what a value typed into a cell is kept under: it belongs to that one; None for a row of totals.

    A place of one cell goes by its path; one of several by area, and by cell where no area tells them apart.
    """
    cells = place_spots(spots=column.spots)
    if spot not in cells:
        return None
    if len(cells) == 1:
        return column.path
    is_alone = sum(other.area == spot.area for other in cells) == 1
    return f"{column.path}@{spot.area if is_alone else spot.cell}"


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
        for key in dict.fromkeys(_keys(columns)):
            asked.setdefault(key, []).append(form)
    return dict(sorted(asked.items(), key=lambda item: (-len(item[1]), item[0])))


def _keys(columns: tuple[Column, ...]) -> Iterator[str]:
    return (column.key for column in columns if column.holds in (Holds.FIGURE, Holds.TOTAL))
