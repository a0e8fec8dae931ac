"""Filters for figures on a page."""

from collections.abc import Mapping

from django import template

from linli.reports.labels import COLUMN_LABELS, Label

register = template.Library()


@register.filter
def figure(figures: Mapping[str, int | None], key: str) -> int | None:
    """Return a figure by its column; None where it is not recorded or the column is not in this version."""
    return figures.get(key)


@register.filter
def column(key: str) -> Label:
    """Return the words of a column."""
    return COLUMN_LABELS[key]
