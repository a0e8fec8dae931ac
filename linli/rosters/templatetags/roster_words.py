"""Filters for the pages of the roster import: codes in words, sample values without whole numbers."""

import re
from typing import Final

from django import template

from linli.people.rules import (
    BadIdNumber,
    BadPhone,
    clean_number,
    id_number,
    mask_number,
    phone,
)
from linli.rosters import labels
from linli.staff.labels import Label

register = template.Library()

TABLES: Final[dict[str, dict[str, Label]]] = {
    "field": labels.FIELDS,
    "state": labels.STATES,
    "outcome": labels.OUTCOMES,
    "done": labels.DONE,
    "follows": labels.FOLLOWS,
}
# Numbers that one slip keeps from being read, and those among other words; a day written 20200123 is shorter.
_LONG_NUMBER: Final = re.compile(r"\d{9,}[Xx]?")


@register.filter
def word(code: str, table: str) -> Label:
    """Return the word for a code, '' for a field without one: {{ row.outcome|word:"outcome" }}."""
    return TABLES[table].get(code, "")


@register.filter
def masked(text: str) -> str:
    """Return a sample value with the middle of ID numbers and phones hidden."""
    try:
        id_number(text=text)
    except BadIdNumber:
        pass
    else:
        return mask_number(number=clean_number(text=text))
    try:
        return mask_number(number=phone(text=text))
    except BadPhone:
        return _LONG_NUMBER.sub(_masked_number, text)


def _masked_number(found: re.Match[str]) -> str:
    return mask_number(number=found[0])
