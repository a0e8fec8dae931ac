"""Filters that turn stored codes of papers into words on a page."""

from typing import Final

from django import template

from linli.papers import labels
from linli.papers.labels import Label

register = template.Library()

TABLES: Final[dict[str, dict[str, Label]]] = {
    "kind": labels.KINDS,
    "when": labels.WHEN,
    "run": labels.RUN_STATES,
}


@register.filter
def paper_word(code: str, table: str) -> Label:
    """Return the word for a code: {{ paper.kind|paper_word:"kind" }}."""
    return TABLES[table][code]


@register.filter
def revoked_words(reason: str) -> Label:
    """Return why a paper is revoked: what was typed, or that a newer one stands in its place."""
    return {
        "REPLACED": labels.REPLACED,
        "OVERTAKEN": labels.OVERTAKEN,
        "OBSERVED_AGAIN": labels.OBSERVED_AGAIN,
        "LAST_DAY_MOVED": labels.LAST_DAY_MOVED,
    }.get(reason, reason)
