"""Words of the desk for templates."""

from django import template
from django.utils.functional import Promise

from linli.desk.registers import ACTS

register = template.Library()


@register.filter
def look_act(action: str) -> str | Promise:
    """Return the words for an act by which somebody was looked at."""
    return ACTS[action]
