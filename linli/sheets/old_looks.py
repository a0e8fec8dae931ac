"""How the cells of an .xls look, as formats of the .xlsx that is written of it."""

from collections.abc import Mapping
from typing import Any, Final

import xlsxwriter
from xlrd.book import Book
from xlrd.formatting import XF
from xlsxwriter.format import Format

_ACROSS: Final = {
    1: "left",
    2: "center",
    3: "right",
    4: "fill",
    5: "justify",
    6: "center_across",
    7: "distributed",
}
_DOWN: Final = {0: "top", 1: "vcenter", 2: "bottom", 3: "vjustify", 4: "vdistributed"}
_SIDES: Final = ("top", "bottom", "left", "right")
_LINES: Final = range(1, 14)
_SOLID: Final = 1
_STACKED: Final = 255  # a turn that is none: letters above one another
_STEEPEST: Final = 90
_TWENTIETHS: Final = 20  # of a point


def look_of(*, book: Book, to: xlsxwriter.Workbook, made: dict[int, Format], number: int) -> Format:
    """Return the format of a look by its number in the old book; one that was made already is used again."""
    if number not in made:
        known = number if number < len(book.xf_list) else 0
        made[number] = to.add_format(_properties(book, book.xf_list[known]))
    return made[number]


def _properties(book: Book, look: XF) -> dict[str, Any]:
    """Return a look in the words of XlsxWriter; what it has no word for is left out."""
    return {
        "num_format": book.format_map[look.format_key].format_str,
        **_font(book, look),
        **_place(look),
        **_lines(book, look),
        **_ground(book, look),
    }


def _font(book: Book, look: XF) -> dict[str, Any]:
    font = book.font_list[look.font_index]
    return {
        "font_name": font.name,
        "font_size": font.height / _TWENTIETHS,
        "bold": bool(font.bold),
        "italic": bool(font.italic),
        "underline": 1 if font.underlined else 0,
        "font_strikeout": bool(font.struck_out),
        **_coloured("font_color", book.colour_map, font.colour_index),
    }


def _place(look: XF) -> dict[str, Any]:
    told = look.alignment
    if told is None:
        return {}
    turned = told.rotation if told.rotation <= _STEEPEST else _STEEPEST - told.rotation
    return {
        **({"align": _ACROSS[told.hor_align]} if told.hor_align in _ACROSS else {}),
        **({"valign": _DOWN[told.vert_align]} if told.vert_align in _DOWN else {}),
        "text_wrap": bool(told.text_wrapped),
        "shrink": bool(told.shrink_to_fit),
        "rotation": 270 if told.rotation == _STACKED else max(turned, -_STEEPEST),
    }


def _lines(book: Book, look: XF) -> dict[str, Any]:
    border = look.border
    if border is None:
        return {}
    told: dict[str, Any] = {}
    for side in _SIDES:
        line = getattr(border, f"{side}_line_style")
        if line in _LINES:
            told[side] = line
            told |= _coloured(f"{side}_color", book.colour_map, getattr(border, f"{side}_colour_index"))
    return told


def _ground(book: Book, look: XF) -> dict[str, Any]:
    ground = look.background
    if ground is None or ground.fill_pattern != _SOLID:
        return {}
    return {"pattern": _SOLID, **_coloured("fg_color", book.colour_map, ground.pattern_colour_index)}


def _coloured(name: str, colours: Mapping[int, tuple[int, int, int] | None], number: int) -> dict[str, str]:
    """Return a colour by its number, nothing for the ordinary one."""
    told = colours.get(number)
    return {name: "#{:02X}{:02X}{:02X}".format(*told)} if told else {}
