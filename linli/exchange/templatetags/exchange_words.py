"""Filters for the pages of the roster import: codes in words, sample values without whole numbers."""

import re
from typing import Final

from django import template

from linli.exchange import labels
from linli.people.rules import (
    BadIdNumber,
    BadPhone,
    clean_number,
    id_number,
    mask_id_number,
    mask_phone,
    phone,
)
from linli.staff.labels import Label

register = template.Library()

TABLES: Final[dict[str, dict[str, Label]]] = {
    "field": labels.FIELDS,
    "state": labels.STATES,
    "outcome": labels.OUTCOMES,
}
# Numbers inside other words, and those that one slip keeps from being read as a whole.
_ID: Final = re.compile(r"(?<!\d)(?:\d{17}[\dXx]|\d{15,17})(?!\d)")
_MOBILE: Final = re.compile(r"(?<!\d)1[3-9]\d{9}(?!\d)")


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
        return mask_id_number(id_number=clean_number(text=text))
    try:
        return mask_phone(phone=phone(text=text))
    except BadPhone:
        hidden = _ID.sub(lambda found: mask_id_number(id_number=found[0]), text)
        return _MOBILE.sub(lambda found: mask_phone(phone=found[0]), hidden)
