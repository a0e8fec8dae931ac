"""What was typed of counted grids: how many doors, and how many of them were asked on a day."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any, TypeVar

from django.db.models import F, QuerySet, Value

from linli.screening.models import GridCount, Round
from linli.screening.models import TypedAnswers as TypedAnswers  # pages may name the type of a row
from linli.screening.rules import DAYS_SHOWN

K = TypeVar("K")
_ROUND, _COUNT, _TYPED = "round", "count", "typed"
# Kind, community, area, a number (None: taken back), how many of it were asked, how many today, of which moment, told when.
Row = tuple[str, str, str, int | None, int, int, datetime, datetime]


@dataclass
class Typed:
    """What was typed in a community until a moment. Numbers by area; answered: by (area, when the day was first told)."""

    began_at: datetime | None = None
    counted: dict[str, int] = field(default_factory=dict)
    answered: dict[tuple[str, datetime], int] = field(default_factory=dict)

    @property
    def areas_answered(self) -> set[str]:
        """The areas of which answers were typed."""
        return {area for area, _of_at in self.answered}

    def answered_between(self, *, from_: datetime, until: datetime) -> dict[str, int]:
        """Return by area at how many doors somebody answered in [from_, until)."""
        found: dict[str, int] = {}
        for (area, of_at), n in self.answered.items():
            if from_ <= of_at < until:
                found[area] = found.get(area, 0) + n
        return found


def numbers_typed(*, communities: Sequence[str]) -> QuerySet[GridCount]:
    """Return the rows in which numbers of doors were typed, also those taken back."""
    return GridCount.objects.filter(community__in=communities)


def answers_typed(*, communities: Sequence[str]) -> QuerySet[TypedAnswers]:
    """Return the rows in which answers were typed, also those taken back."""
    return TypedAnswers.objects.filter(community__in=communities)


def typed_rows(*, communities: Sequence[str], until: datetime) -> list[QuerySet[Any, Row]]:
    """Return the queries whose rows `typed_in` reads, of days that began before a moment, for one statement with more."""
    rounds = Round.objects.filter(community__in=communities, began_at__lt=until)
    counts = GridCount.objects.filter(community__in=communities, at__lt=until)
    typed = TypedAnswers.objects.filter(community__in=communities, of_at__lt=until)
    none = Value(0)
    return [
        rounds.values_list(Value(_ROUND), "community", "area", none, none, none, "began_at", "began_at"),
        counts.values_list(Value(_COUNT), "community", "area", "doors", none, none, "at", "at"),
        typed.values_list(
            Value(_TYPED), "community", "area", F("asked") - F("nobody_home"), none, none, "of_at", "at"
        ),
    ]


def typed_in(*, rows: Iterable[Row], communities: Sequence[str]) -> dict[str, Typed]:
    """Return by community what rows of `typed_rows` tell; rows of another kind are passed over.

    The newest row of a day stands, whenever it was typed: a correction is of the day that it corrects.
    """
    found = {community: Typed() for community in communities}
    for kind, community, area, n, _asked, _today, of_at, _at in sorted(rows, key=lambda row: row[7]):
        told = found[community]
        if kind == _ROUND:
            told.began_at = of_at
        elif kind == _COUNT:
            _put(told.counted, area, n)
        elif kind == _TYPED:
            _put(told.answered, (area, of_at), n)
    return found


def _put(found: dict[K, int], key: K, n: int | None) -> None:
    """Let the newest number stand; None where it was taken back: then nothing is known."""
    if n is None:
        found.pop(key, None)
    else:
        found[key] = n


def typed_told(*, area: str, until: date) -> Mapping[date, list[TypedAnswers]]:
    """Return what was typed of an area's last days up to a day, the newest day and the newest row first."""
    since = until - timedelta(days=DAYS_SHOWN - 1)
    found: dict[date, list[TypedAnswers]] = {}
    for row in TypedAnswers.objects.filter(area=area, on__gte=since).order_by("-on", "-at", "-pk"):
        found.setdefault(row.on, []).append(row)
    return found
