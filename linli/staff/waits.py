"""What an app says of matters that wait for somebody. Each app declares its `WAITS` in its `waits.py`; the desk collects them.

All kinds of one viewer are asked in one statement, so a kind says by which way its rows tell since when they wait, until when,
about whom and where. What hangs on the moment and not on the day alone is a WaitLines, and asks for itself.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from django.db.models import QuerySet
from django.db.models.expressions import Combinable
from django.utils.functional import Promise

from linli.staff.rights import Action
from linli.staff.rules import Viewer

# A field as a query names it, or an expression; '' where rows tell nothing of it.
Way = str | Combinable
# They depend on the day at most and never on the moment, for the statement is kept for the day.
Rows = Callable[[Viewer], QuerySet[Any]]


class Standing(StrEnum):
    """How what waits stands to the viewer, in the order of the list."""

    NOW = "NOW"  # it is late, or may not wait for its turn
    TODAY = "TODAY"
    OTHERS = "OTHERS"  # the viewer asked for it, and another must act


@dataclass(frozen=True, eq=False)
class WaitKind:
    """Matters that each stand on a line of their own.

    words: what is to be done. actions: any of them opens it; none where it is everybody's own. since: the way to the moment
    from which on it waits; until: the field of the moment by which it is due. title: to whom or what it is about, in the words
    that whoever may do this may see; titles: words for a title that is a code. place: to the code of an area. page: on which
    all of them stand; own_page: on which one is done, found by args, at most two; anchor: instead, what the id of its place
    on `page` begins with, before the first of args. door: of the menu, whose counter counts these. acts: the addresses that
    do it, from which one comes back to the list. is_alarm: these stand above everything else, the newest first.
    """

    code: str
    words: Promise
    actions: frozenset[Action]
    rows: Rows
    since: Way
    page: str
    until: str = ""
    title: Way = ""
    titles: Mapping[str, str | Promise] = field(default_factory=dict)
    place: Way = "area"
    own_page: str = ""
    args: tuple[Way, ...] = ()
    anchor: str = ""
    door: str = ""
    standing: Standing = Standing.TODAY
    acts: frozenset[str] = frozenset()
    is_alarm: bool = False


@dataclass(frozen=True, eq=False)
class WaitSum:
    """Matters of which there may be many alike: one line with their number, since the oldest. Several of one code add up."""

    code: str
    words: Promise
    actions: frozenset[Action]
    rows: Rows
    since: Way
    page: str
    door: str = ""
    standing: Standing = Standing.TODAY
    acts: frozenset[str] = frozenset()


@dataclass(frozen=True)
class WaitTold:
    """A line as an app tells it. place: the code of an area, or words; url: where it is done."""

    url: str
    since: datetime | None = None
    until: datetime | None = None
    title: str | Promise = ""
    place: str = ""
    count: int = 1
    standing: Standing = Standing.TODAY


@dataclass(frozen=True, eq=False)
class WaitLines:
    """Matters that hang on the moment; lines: those of a viewer, in a fixed number of statements."""

    code: str
    words: Promise
    actions: frozenset[Action]
    lines: Callable[[Viewer, datetime], Sequence[WaitTold]]
    door: str = ""
    acts: frozenset[str] = frozenset()


Waits = WaitKind | WaitSum | WaitLines


def stands(*, standing: Standing, until: datetime | None, now: datetime) -> Standing:
    """Return how something stands at a moment: what is the viewer's own and late is for now; the last moment itself is late."""
    is_late = until is not None and until <= now
    return Standing.NOW if is_late and standing is Standing.TODAY else standing
