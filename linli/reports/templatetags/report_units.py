"""Filters for the table of the units below."""

from django import template

from linli.reports.rules.units import RATES

register = template.Library()


@register.filter
def is_rate(key: str) -> bool:
    """Say whether a column of the table is a rate."""
    return key in RATES


@register.filter
def signed(change: int) -> str:
    """Return a change with its sign; no change is 0."""
    return f"{change:+}" if change else "0"
