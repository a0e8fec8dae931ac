"""Filters that turn stored codes of retention into words on a page."""

from django import template

from linli.retention.labels import WHY
from linli.staff.labels import Label

register = template.Library()


@register.filter
def why_word(code: str) -> Label:
    """Return the word for why somebody is kept."""
    return WHY[code]
