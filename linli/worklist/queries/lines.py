"""The day's list told: for some doors, who stands at each of them and what is due."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from linli.duties.kinds import DutyKind, DutySubject
from linli.duties.queries import SlotState, slot_of
from linli.duties.rules import ANSWERABLE
from linli.observation.duties import CHECK
from linli.observation.queries.day import CheckLine, check_lines, observations_open
from linli.staff.rules import Scope, Viewer, may_at
from linli.worklist.queries.doors import Entry, Narrowing, Stop, Walk, watched_rows
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
    """Return some stops of a walk with their lines, in their order. A fixed number of statements for each kind.

    At a door the kinds stand in the order of KINDS, then by title. Somebody whose duty was answered since the walk was
    decided has left it.
    """
    entries = [entry for stop in stops for entry in walk.entries.get(stop.id, ())]
    entries += _watched(reach, {stop.id for stop in stops if not stop.alone}, asked)
    lines = _lines(viewer, reach, entries, asked)
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


def _watched(reach: Reach, homes: set[UUID], asked: Narrowing) -> list[Entry]:
    found = []
    for kind, where in reach.items():
        if kind.watch is not None:
            rows = watched_rows(kind=kind, watch=kind.watch, where=where, asked=asked)
            ids = set(rows.filter(**{f"{kind.watch.household}__in": homes}).values_list("pk", flat=True))
            found += [Entry(kind, subject, shown) for subject, shown in kind.subjects(ids).items()]
    return found


def _lines(viewer: Viewer, reach: Reach, entries: Sequence[Entry], asked: Narrowing) -> list[Line]:
    by_kind: dict[DutyKind, list[Entry]] = defaultdict(list)
    for entry in entries:
        by_kind[entry.kind].append(entry)
    lines = []
    for kind, those in by_kind.items():
        ids = [entry.subject for entry in those]
        checks = _checks(viewer, ids, asked) if kind is CHECK else {}
        slots = {} if kind is CHECK else _slots(kind, reach[kind], ids, asked)
        for entry in those:
            check = checks.get(entry.subject)
            lines.append(
                Line(
                    kind=kind,
                    subject=entry.subject,
                    shown=entry.shown,
                    slots=check.slots if check else tuple(slots.get(entry.subject, ())),
                    may_answer=may_at(viewer=viewer, action=kind.answered_by, area=entry.shown.area),
                    check=check,
                )
            )
    return lines


def _checks(viewer: Viewer, ids: Sequence[UUID], asked: Narrowing) -> dict[UUID, CheckLine]:
    observations = list(observations_open(viewer=viewer).filter(pk__in=ids))
    lines = check_lines(viewer=viewer, observations=observations, day=asked.day, now=asked.now)
    return {line.observation.pk: line for line in lines}


def _slots(
    kind: DutyKind, where: Scope, ids: Sequence[UUID], asked: Narrowing
) -> dict[UUID, list[SlotState]]:
    found: dict[UUID, list[SlotState]] = defaultdict(list)
    rows = due(kind=kind, reach=where, first=asked.day, last=asked.day).filter(subject__in=ids)
    for duty in rows.order_by("due_at", "id"):
        found[duty.subject].append(slot_of(duty=duty, ends=kind.ends, now=asked.now))
    return found
