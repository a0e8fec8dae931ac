"""Tags that tell of findings on pages of apps beneath this one."""

from collections.abc import Mapping
from datetime import date

from django import template
from django.template import Context

from linli.areas.rules import AreaCode
from linli.findings.queries.open_of_day import open_of_day

register = template.Library()


@register.simple_tag(takes_context=True)
def findings_of_day(context: Context, area: AreaCode, day: date) -> Mapping[str, int]:
    """Return how many findings of a day nobody has answered, by the areas directly below one."""
    return open_of_day(viewer=context["request"].viewer, area=area, day=day)
