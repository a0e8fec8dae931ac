"""Filters that turn stored codes into words on a page."""

from django import template
from django.utils.functional import Promise

from linli.police.labels import POLICE_DID

register = template.Library()


@register.filter
def police_word(code: str) -> str | Promise:
    """Return what the police did: {{ told.row.done|police_word }}."""
    return dict(POLICE_DID)[code]
