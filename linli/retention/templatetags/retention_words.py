"""Filters that turn stored codes of retention into words on a page."""

from django import template

from linli.retention.labels import SINCE, WHY
from linli.staff.labels import Label

register = template.Library()


@register.filter
def why_word(code: str) -> Label:
    """Return the word for why somebody is kept."""
    return WHY[code]


@register.filter
def since_word(code: str) -> Label:
    """Return the word for what the days run from after which identity goes."""
    return SINCE[code]
