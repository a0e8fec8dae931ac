"""Figures that were typed, read together with the columns that a community left out: one statement for both."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import BooleanField, CharField, DateTimeField, IntegerField, Q, QuerySet, Value

from linli.reports.models import ColumnLeftOut, TypedFigure
from linli.reports.registers import COLUMNS, TYPED
from linli.reports.rules import Window


@dataclass(frozen=True)
class Typed:
    """A figure with the name of who typed it, and when."""

    value: int
    by: str
    at: datetime


@dataclass(frozen=True)
class Said:
    """What a community said of the columns of a window itself: those that do not apply, and those that were typed."""

    left_out: frozenset[str]
    typed: Mapping[str, Typed]


def said_of(*, area: str, covered: Window) -> Said:
    """Return what a community said of its columns of a window; of a figure typed twice the newest stands."""
    kept = ColumnLeftOut.objects.filter(
        Q(until_at=None) | Q(until_at__gt=covered.as_of), area=area, from_at__lte=covered.as_of
    )
    left = kept.values_list(
        "key",
        Value(None, IntegerField()),
        Value("", CharField()),
        Value(None, DateTimeField()),
        Value(False, BooleanField()),  # noqa: FBT003 (a column of the statement)
    )
    rows = left.union(_rows(area, covered), all=True)
    left_out: set[str] = set()
    told: list[tuple[datetime, str, int | None, str]] = []
    for key, value, by, at, is_typed in rows:
        if is_typed:
            told.append((at, key, value, by))
        else:
            left_out.add(key)
    return Said(frozenset(left_out & set(COLUMNS)), _newest(told))


def typed_in(*, area: str, covered: Window) -> dict[str, Typed]:
    """Return the figures that were typed for a window, by column."""
    return _newest([(at, key, value, by) for key, value, by, at, _is_typed in _rows(area, covered)])


def typed_before(*, area: str, covered: Window, at: datetime) -> dict[str, Typed]:
    """Return the figures of a window as they stood typed at a moment: those that a report sealed then holds."""
    rows = _rows(area, covered).filter(at__lte=at)
    return _newest([(at, key, value, by) for key, value, by, at, _is_typed in rows])


def _rows(area: str, covered: Window) -> "QuerySet[TypedFigure, tuple[str, int | None, str, datetime, bool]]":
    mine = TypedFigure.objects.filter(area=area, of_at__gte=covered.from_, of_at__lt=covered.as_of)
    return mine.values_list("key", "value", "by_name", "at", Value(True, BooleanField()))  # noqa: FBT003 (as above)


def _newest(told: list[tuple[datetime, str, int | None, str]]) -> dict[str, Typed]:
    newest = {key: (value, by, at) for at, key, value, by in sorted(told, key=lambda row: row[0])}
    return {
        key: Typed(value, by, at)
        for key, (value, by, at) in newest.items()
        if value is not None and key in TYPED
    }
