"""Filters that turn stored codes of exports into words."""

from collections.abc import Mapping
from typing import Final

from django import template

from linli.exports import labels
from linli.exports.labels import Label

register = template.Library()

WORDS: Final[Mapping[str, Mapping[str, Label]]] = {
    "kind": labels.KINDS,
    "state": labels.STATES,
    "purpose": dict(labels.PURPOSES),
    "numbers": labels.NUMBERS,
    "form": dict(labels.FORMS),
}


@register.filter
def export_word(code: str, of: str) -> Label:
    """Return the words of a code; of: which table it is from."""
    return WORDS[of][code]
