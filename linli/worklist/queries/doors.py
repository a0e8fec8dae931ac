"""The day's list: which doors, in walking order, with every kind that is due at each.

Who stands on it and in which order is decided from a few columns of everybody; lines are made for one page of doors only.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import Any, Final, NamedTuple
from uuid import UUID

from django.db.models import QuerySet

from linli.duties.kinds import DutyKind, DutySubject
from linli.duties.models import Duty
from linli.duties.queries import SlotState, slot_of
from linli.duties.rules import ANSWERABLE
from linli.observation.duties import CHECK
from linli.observation.queries.day import (
    CheckLine,
    check_lines,
    observations_open,
    period_over,
    to_remeasure,
)
from linli.people.queries.households import walk_orders
from linli.staff.rules import Scope, Viewer, may_at
from linli.worklist.queries.due import due, in_state
from linli.worklist.queries.reach import Reach, areas_of

# What the list may be narrowed to, and which state of a duty that means.
STATES: Final = {"open": "OPEN", "overdue": "OVERDUE", "tried": "TRIED", "done": "DONE"}


class Entry(NamedTuple):
    """One subject of one kind at a door."""

    kind: DutyKind
    subject: UUID
    shown: DutySubject


class Stop(NamedTuple):
    """A door before its lines are made; a place without household is one of its own, after the doors of its area."""

    area: str
    household: UUID | None
    entries: tuple[Entry, ...]


@dataclass(frozen=True)
class Line:
    """One subject of one kind, as the day shows it. check: what only a check has, None for every other kind.

    may_answer: by this viewer.
    """

    kind: DutyKind
    subject: UUID
    shown: DutySubject
    slots: tuple[SlotState, ...]
    may_answer: bool
    check: CheckLine | None = None

    @property
    def is_overdue(self) -> bool:
        """Say whether an hour of today, or of what stands, has passed without an answer."""
        return not self.shown.away and any(slot.state == "OVERDUE" for slot in self.slots)

    @property
    def needs_action(self) -> bool:
        """Say whether something is to be done here now."""
        if self.check is not None:
            return self.check.needs_action
        return not self.shown.away and any(slot.state in ANSWERABLE for slot in self.slots)

    @property
    def needs_visit(self) -> bool:
        """Say whether a call cannot answer what is due now."""
        return not self.shown.away and any(slot.needs_visit for slot in self.slots)


@dataclass(frozen=True)
class Door:
    """A door of the day, or a place without household, with everything due at it."""

    area: str
    household: UUID | None
    address: str
    lines: tuple[Line, ...]


def areas_listed(*, reach: Reach, day: date) -> set[str]:
    """Return the areas in which somebody stands on the day's list. One statement a kind."""
    found: set[str] = set()
    for kind, where in reach.items():
        if kind.watched is not None:
            found.update(_areas(kind.watched(areas_of(reach=where))))
        else:
            found.update(_areas(due(kind=kind, reach=where, first=day, last=day)))
    return found


def _areas(rows: QuerySet[Any]) -> QuerySet[Any, str]:
    return rows.order_by().values_list("area", flat=True).distinct()


def stops(*, reach: Reach, day: date, now: datetime, grid: str = "", shown: str = "all") -> list[Stop]:
    """Return the doors of a day in walking order, of one area where `grid` names it.

    shown: "all"; "action" for what is to be done now; "over" for whose period is complete; or one of STATES.
    """
    entries = [
        Entry(kind, subject, told)
        for kind, where in reach.items()
        for subject, told in kind.subjects(_listed(kind, where, day, now, grid, shown)).items()
        if not (shown == "action" and told.away)
    ]
    orders = walk_orders(ids={entry.shown.household for entry in entries if entry.shown.household})
    ranks = {kind: rank for rank, kind in enumerate(reach)}

    def place(entry: Entry) -> tuple[str, bool, str, str, int, str, str]:
        told = entry.shown
        home = told.household
        order = (told.area, home is None, orders.get(home, "") if home else "", str(home or entry.subject))
        return (*order, ranks[entry.kind], told.title, str(entry.subject))

    entries.sort(key=place)
    doors = groupby(entries, key=lambda entry: (entry.shown.area, entry.shown.household or entry.subject))
    return [_stop(tuple(those)) for _, those in doors]


def _stop(entries: tuple[Entry, ...]) -> Stop:
    return Stop(entries[0].shown.area, entries[0].shown.household, entries)


def _listed(kind: DutyKind, where: Scope, day: date, now: datetime, grid: str, shown: str) -> set[UUID]:
    """Return the subjects of a kind that stand on the list."""
    areas = areas_of(reach=where, grid=grid)
    rows = due(kind=kind, reach=where, first=day, last=day, grid=grid)
    if shown == "over":
        return period_over(areas=areas, day=day) if kind is CHECK else set()
    if shown == "action":
        low = to_remeasure(reach=where, areas=areas, day=day) if kind is CHECK else set()
        return low | _subjects(rows.filter(in_state(state="ANSWERABLE", now=now)))
    if shown in STATES:
        return _subjects(rows.filter(in_state(state=STATES[shown], now=now)))
    if kind.watched is not None:
        return set(kind.watched(areas).values_list("pk", flat=True))
    return _subjects(rows)


def _subjects(rows: QuerySet[Duty]) -> set[UUID]:
    return set(rows.order_by().values_list("subject", flat=True))


def doors_told(
    *, viewer: Viewer, reach: Reach, stops: Sequence[Stop], day: date, now: datetime
) -> list[Door]:
    """Return some doors with their lines, in their order. A fixed number of statements for each kind among them."""
    lines = _lines(viewer, reach, [entry for stop in stops for entry in stop.entries], day, now)
    return [
        Door(
            area=stop.area,
            household=stop.household,
            address=stop.entries[0].shown.address,
            lines=tuple(
                lines[entry.kind, entry.subject]
                for entry in stop.entries
                if (entry.kind, entry.subject) in lines
            ),
        )
        for stop in stops
    ]


def _lines(
    viewer: Viewer, reach: Reach, entries: Sequence[Entry], day: date, now: datetime
) -> dict[tuple[DutyKind, UUID], Line]:
    by_kind: dict[DutyKind, list[Entry]] = defaultdict(list)
    for entry in entries:
        by_kind[entry.kind].append(entry)
    found = {}
    for kind, those in by_kind.items():
        ids = [entry.subject for entry in those]
        checks = _checks(viewer, ids, day, now) if kind is CHECK else {}
        slots = {} if kind is CHECK else _slots(kind, reach[kind], ids, day, now)
        for entry in those:
            check = checks.get(entry.subject)
            found[kind, entry.subject] = Line(
                kind=kind,
                subject=entry.subject,
                shown=entry.shown,
                slots=check.slots if check else tuple(slots.get(entry.subject, ())),
                may_answer=may_at(viewer=viewer, action=kind.answered_by, area=entry.shown.area),
                check=check,
            )
    return found


def _checks(viewer: Viewer, ids: Sequence[UUID], day: date, now: datetime) -> dict[UUID, CheckLine]:
    observations = list(observations_open(viewer=viewer).filter(pk__in=ids))
    lines = check_lines(viewer=viewer, observations=observations, day=day, now=now)
    return {line.observation.pk: line for line in lines}


def _slots(
    kind: DutyKind, where: Scope, ids: Sequence[UUID], day: date, now: datetime
) -> dict[UUID, list[SlotState]]:
    found: dict[UUID, list[SlotState]] = defaultdict(list)
    rows = due(kind=kind, reach=where, first=day, last=day).filter(subject__in=ids)
    for duty in rows.order_by("due_at", "id"):
        found[duty.subject].append(slot_of(duty=duty, ends=kind.ends, now=now))
    return found
