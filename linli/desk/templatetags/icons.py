"""Icons for templates: a page shows thirty and more of them, so each is drawn once in a process."""

from functools import lru_cache

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

register = template.Library()


@register.simple_tag
@lru_cache(maxsize=256)
def icon(name: str) -> SafeString:
    """Return an icon by its name in icons.svg."""
    return render_to_string("desk/icon.html", {"name": name})
