"""Choices for the places of a form, in words and as they are sent; what of them is proposed."""

from collections import Counter
from collections.abc import Sequence
from typing import Any, Final

from django.utils.translation import gettext

from linli.reports.labels import full_column
from linli.reports.registers import ASKED_BY, COLUMNS
from linli.returns.commands import Pointed
from linli.returns.labels import choices, holds_words
from linli.returns.rules import Holds
from linli.returns.rules.headers import TOTAL_WORDS, day_asked, headers_of
from linli.returns.rules.layout import Place
from linli.returns.rules.suggestions import Suggestion

# What is chosen for a place that stays as it came.
LEAVE: Final = "LEAVE"
# So many places of one header are answered at once.
_FEWEST_SHARED: Final = 3


def figure_of(*, holds: str) -> str:
    """Return the key of the indicator that a choice names, '' for any other choice."""
    kind, _colon, key = holds.partition(":")
    return key if kind == Holds.FIGURE else ""


def place_name(*, place: Place) -> str:
    """Return the path of a place without a colon of its own: words that speak of it bring one."""
    return place.path.rstrip("：:")


def day_proposed(*, path: str) -> Holds | None:
    """Return of which day a header asks: also of all days, where it says so."""
    day = day_asked(path=path)
    asks_total = any(word in header for header in headers_of(path=path) for word in TOTAL_WORDS)
    return Holds.TOTAL if day is Holds.FIGURE and asks_total else day


def is_own_total(*, key: str) -> bool:
    """Say whether a figure is of all days by itself, so that of the day it is what a header with such a word asks."""
    return any(word in part for way in ASKED_BY.get(key, ()) for part in way for word in TOTAL_WORDS)


def shared_headers(*, places: Sequence[Place]) -> list[str]:
    """Return the headers that at least three places share, in the form's order."""
    times = Counter(header for place in places for header in dict.fromkeys(headers_of(path=place.path)))
    return [header for header, n in times.items() if n >= _FEWEST_SHARED]


def keys_named(*, words: str) -> tuple[str, ...] | None:
    """Return the figures that words name with a plus between them, None where one names none."""
    names = {full_column(key): key for key in COLUMNS}
    said = [one.strip() for one in words.replace("＋", "+").split("+") if one.strip()]
    keys = tuple(names[one] for one in said if one in names)
    return keys if len(keys) == len(said) else None


def figure_names() -> list[str]:
    """Return the names by which figures are added."""
    return [full_column(key) for key in COLUMNS]


def pointed_at(*, holds: str, day: str, reason: str, more: tuple[str, ...]) -> Pointed:
    """Return what a choice, a day, a reason and figures that are added say of a place."""
    key = figure_of(holds=holds)
    if key:
        own_total = Holds(day) is Holds.TOTAL and is_own_total(key=key)
        return Pointed(Holds.FIGURE if own_total else Holds(day), key, more=more)
    kind = Holds(holds)
    return Pointed(kind, "", reason if kind is Holds.TYPED else "")


def offered(*, likely: Sequence[Suggestion]) -> list[tuple[str, Any]]:
    """Return the choices of a place, the likeliest first."""
    first = {
        value_of(said=one): holds_words(holds=Holds.FIGURE if one.key else one.holds, key=one.key)
        for one in likely
    }
    rest = [(group, [row for row in rows if row[0] not in first]) for group, rows in choices()]
    return [
        ("", gettext("请选")),
        (LEAVE, gettext("不填，原样留着")),
        *([(gettext("可能是"), list(first.items()))] if first else []),
        *rest,
    ]


def value_of(*, said: Suggestion | None) -> str:
    """Return the choice that stands for a suggestion."""
    if said is None:
        return ""
    return f"{Holds.FIGURE}:{said.key}" if said.key else str(said.holds)
