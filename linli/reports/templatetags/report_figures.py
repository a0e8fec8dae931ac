"""Filters for figures on a page."""

from collections.abc import Collection, Mapping
from datetime import datetime

from django import template

from linli.reports.instants import instant_words
from linli.reports.labels import Label, basis_words, full_column
from linli.reports.queries.typed import Typed
from linli.reports.registers import COLUMN_LABELS, TYPED
from linli.reports.rules import work_behind
from linli.reports.rules.forms import FigureState, state_of

register = template.Library()


@register.filter
def figure(figures: Mapping[str, int | None], key: str) -> int | None:
    """Return a figure by its column; None where there is no number."""
    return figures.get(key) if figures else None


@register.simple_tag
def figure_state(figures: Mapping[str, int | None], left_out: Collection[str], key: str) -> FigureState:
    """Return what a report says of a column: a number, or why there is none."""
    return state_of(key=key, figures=figures, left_out=left_out)


@register.filter(name="work_behind")
def work(figures: Mapping[str, int | None], key: str) -> tuple[int, int] | None:
    """Return the checks done and due behind a zero of an illness, None for every other figure."""
    return work_behind(key=key, figures=figures)


@register.filter
def column(key: str) -> Label:
    """Return the words of a column."""
    return COLUMN_LABELS[key]


@register.simple_tag
def instant(version: int, known_at: datetime) -> str:
    """Return which version something shows and by when it was known."""
    return instant_words(version=version, known_at=known_at)


@register.filter
def is_typed(key: str) -> bool:
    """Say whether somebody types a column, because nobody keeps rows for it."""
    return key in TYPED


@register.filter
def typed_by(typed: Mapping[str, Typed], key: str) -> str:
    """Return the name of who typed a figure, "" where the page knows none."""
    return typed[key].by if typed and key in typed else ""


register.filter("full_column", full_column)
register.simple_tag(basis_words, name="basis_words")
