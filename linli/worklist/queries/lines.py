"""The day's list told: for some doors, who stands at each of them and what is due."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from linli import kept
from linli.duties.kinds import DutyKind, DutySubject
from linli.duties.models import Duty
from linli.duties.queries import SlotState, slot_of
from linli.duties.rules import ANSWERABLE
from linli.observation.duties import CHECK
from linli.staff.rules import Scope, Viewer, may_at
from linli.worklist.queries.check_lines import CheckLine, check_lines
from linli.worklist.queries.doors import Entry, Narrowing, Stop, Walk
from linli.worklist.queries.due import due
from linli.worklist.queries.reach import Reach


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


def doors_told(
    *, viewer: Viewer, reach: Reach, walk: Walk, stops: Sequence[Stop], asked: Narrowing
) -> list[Door]:
    """Return some stops of a walk with their lines, in their order. A fixed number of statements for each watched kind.

    At a door the kinds stand in the order of KINDS, then by title. Somebody whose duty was answered since the walk was
    decided has left it.
    """
    homes = {stop.id for stop in stops if not stop.alone}
    lines = [
        _line(viewer, entry, asked) for stop in stops for entry in walk.entries.get(stop.id, ())
    ] + _watched(viewer, reach, walk, homes, asked)
    ranks = {kind: rank for rank, kind in enumerate(reach)}
    at: dict[UUID, list[Line]] = defaultdict(list)
    for line in sorted(lines, key=lambda line: (ranks[line.kind], line.shown.title, line.subject)):
        at[line.shown.household or line.subject].append(line)
    return [
        Door(
            area=stop.area,
            household=None if stop.alone else stop.id,
            address=at[stop.id][0].shown.address,
            lines=tuple(at[stop.id]),
        )
        for stop in stops
        if stop.id in at
    ]


def _line(viewer: Viewer, entry: Entry, asked: Narrowing) -> Line:
    kind, shown = entry.kind, entry.shown
    return Line(
        kind=kind,
        subject=entry.subject,
        shown=shown,
        slots=tuple(slot_of(duty=duty, ends=kind.ends, now=asked.now) for duty in entry.duties),
        may_answer=may_at(viewer=viewer, action=kind.answered_by, area=shown.area),
    )


def _watched(viewer: Viewer, reach: Reach, walk: Walk, homes: set[UUID], asked: Narrowing) -> list[Line]:
    lines: list[Line] = []
    for kind, rows in walk.watched.items() if homes else ():
        if kind is CHECK:
            lines += _checks(viewer, rows, sorted(homes), walk.low, asked)
        else:
            there = rows(at=asked.now, ids=homes)
            lines += [_line(viewer, entry, asked) for entry in _entries(kind, reach[kind], there, asked)]
    return lines


def _checks(
    viewer: Viewer, rows: kept.Query, homes: Sequence[UUID], low: Collection[UUID] | None, asked: Narrowing
) -> list[Line]:
    told = check_lines(viewer=viewer, observations=rows, ids=homes, day=asked.day, now=asked.now, low=low)
    return [
        Line(
            kind=CHECK,
            subject=line.observation.pk,
            shown=line.shown,
            slots=line.slots,
            may_answer=may_at(viewer=viewer, action=CHECK.answered_by, area=line.shown.area),
            check=line,
        )
        for line in told
    ]


def _entries(kind: DutyKind, where: Scope, rows: QuerySet[Any], asked: Narrowing) -> list[Entry]:
    shown = kind.subjects(set(rows.values_list("pk", flat=True)))
    found: dict[UUID, list[Duty]] = defaultdict(list)
    duties = due(kind=kind, reach=where, first=asked.day, last=asked.day).filter(subject__in=shown)
    for duty in duties.order_by("due_at", "id"):
        found[duty.subject].append(duty)
    return [Entry(kind, subject, told, found[subject]) for subject, told in shown.items()]
