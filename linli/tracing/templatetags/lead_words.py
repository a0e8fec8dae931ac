"""Filters that turn stored codes of leads into words on a page."""

from datetime import datetime
from typing import Final

from django import template
from django.utils.translation import gettext

from linli.people.rules import mask_number
from linli.tracing import labels
from linli.tracing.labels import Label

register = template.Library()

TABLES: Final[dict[str, dict[str, Label]]] = {
    "source": dict(labels.SOURCES),
    "state": labels.STATES,
    "what": labels.WHATS,
    "how": dict(labels.HOWS),
    "level": labels.LEVELS,
    "field": labels.FIELDS,
}


@register.filter
def lead_word(code: str, table: str) -> Label:
    """Return the word for a code: {{ lead.state|lead_word:"state" }}."""
    return TABLES[table][code]


@register.filter
def lead_number(text: str, field: str) -> str:
    """Return what a correction kept of a field, a number hidden: {{ before|lead_number:field }}."""
    return mask_number(number=text) if field in {"id_number", "phone"} else text


@register.filter
def moment_of(text: str) -> datetime:
    """Return the moment that an event keeps as text."""
    return datetime.fromisoformat(text)


@register.filter
def sentence(text: str) -> str:
    """Return a stored, marked sentence in the language of the page."""
    return gettext(text) if text else ""
