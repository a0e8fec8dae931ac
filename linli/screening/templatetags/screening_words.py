"""Filters that turn stored codes of screening into words on a page."""

from typing import Final

from django import template

from linli.screening import labels
from linli.screening.labels import Label

register = template.Library()

TABLES: Final[dict[str, dict[str, Label]]] = {
    "answer": labels.ANSWERS,
    "way": labels.WAYS,
    "state": labels.STATES,
    "fault": labels.FAULTS,
}


@register.filter
def screening_word(code: str, table: str) -> Label:
    """Return the word for a code: {{ row.way|screening_word:"way" }}."""
    return TABLES[table][code]
