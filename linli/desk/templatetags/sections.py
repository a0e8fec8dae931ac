"""Tags that draw the sections of a page, each with what it read and what the page knows."""

from django import template
from django.template import Context
from django.template.loader import get_template
from django.utils.safestring import SafeString

from linli.desk.parts import Part

register = template.Library()


@register.simple_tag(takes_context=True)
def section(context: Context, part: Part) -> SafeString:
    """Draw a section."""
    return _drawn(context, part, part.template)


@register.simple_tag(takes_context=True)
def section_actions(context: Context, part: Part) -> SafeString:
    """Draw what a section puts beside the heading of the page, '' where it puts nothing."""
    return _drawn(context, part, part.actions) if part.actions else SafeString("")


def _drawn(context: Context, part: Part, name: str) -> SafeString:
    drawing = get_template(name).template  # type: ignore[attr-defined]  # Django's own engine has it
    with context.push(**part.context):
        drawn: SafeString = drawing.render(context)
    return drawn
