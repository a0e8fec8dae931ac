"""Filters that turn stored codes into words on a page."""

from django import template
from django.utils.functional import Promise

from linli.moves.labels import MOVES

register = template.Library()


@register.filter
def move_word(code: str) -> str | Promise:
    """Return where a hand-over stands: {{ told.state|move_word }}."""
    return MOVES[code]
