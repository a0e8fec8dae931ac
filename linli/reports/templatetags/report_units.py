"""Filters for the table of the units below."""

from django import template

from linli.reports.labels import since_words
from linli.reports.rules.units import RATES
from linli.reports.units import Unit

register = template.Library()


@register.filter
def is_rate(key: str) -> bool:
    """Say whether a column of the table is a rate."""
    return key in RATES


@register.filter
def signed(change: int) -> str:
    """Return a change with its sign; no change is 0."""
    return f"{change:+}" if change else "0"


@register.filter
def since_report_words(unit: Unit) -> str:
    """Return in which columns a unit's own report tells another number than its communities do now."""
    return since_words(told=[(one.key, one.then, one.now) for one in unit.since_report])
