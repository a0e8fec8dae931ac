"""Reads of what was announced: by name in one's own community, by number above it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from linli.areas.queries import names_of
from linli.clock import day_of
from linli.people.models import Person
from linli.phone.queries.phones import subjects_waiting
from linli.retention.models import Announcement
from linli.retention.queries.files import ACTIVE, Standing, on_file_in, standings
from linli.retention.rules import HOLDS, is_to_announce
from linli.staff.queries import in_scope
from linli.staff.rights import Action
from linli.staff.rules import Viewer, may_at, scope


def announced_to(*, viewer: Viewer | None) -> QuerySet[Announcement]:
    """Return what was announced to the viewer and is neither done nor taken back, the oldest first."""
    return (
        Announcement.objects.filter(ACTIVE, in_scope(viewer=viewer, action=Action.KEEP_RETENTION))
        .select_related("person__household")
        .order_by("due_on", "pk")
    )


def going_soon(*, viewer: Viewer | None, today: date) -> QuerySet[Announcement]:
    """Return whose identity goes within the week unless the viewer holds them back; nobody who is held back."""
    return announced_to(viewer=viewer).filter(Q(held_until=None) | Q(held_until__lt=today))


@dataclass(frozen=True)
class Soon:
    """Somebody whose identity goes within a week, or would if nothing kept it."""

    person: Person
    standing: Standing
    announced: Announcement | None
    may_hold: bool


def soon_gone(*, viewer: Viewer, now: datetime) -> list[Soon]:
    """Return who of the viewer's communities is due within a week or already, by the day of removal."""
    found: list[Standing] = []
    waiting = subjects_waiting()
    for community in scope(viewer=viewer, action=Action.KEEP_RETENTION).areas:
        people = on_file_in(community=community, now=now)
        found += [
            standing
            for standing in standings(people=people, waiting=waiting, now=now)
            if is_to_announce(on_file=standing.on_file, today=day_of(now))
        ]
    return sorted(
        _told(found, viewer), key=lambda soon: (soon.standing.removal_on or date.max, soon.person.name)
    )


def _told(found: Sequence[Standing], viewer: Viewer) -> list[Soon]:
    ids = [standing.person for standing in found]
    people = Person.objects.select_related("household").in_bulk(ids)
    told = []
    for standing in found:
        row = standing.announced
        if row and not may_at(viewer=viewer, action=Action.KEEP_RETENTION, area=row.area):
            row = None
        may_hold = row is not None and standing.holds < HOLDS
        told.append(Soon(people[standing.person], standing, row, may_hold))
    return told


def removed_count(*, viewer: Viewer | None) -> int:
    """Count whose identity was removed where the viewer is told of it."""
    rows = Announcement.objects.filter(in_scope(viewer=viewer, action=Action.KEEP_RETENTION))
    return rows.filter(removed_at__isnull=False).count()


def announced_one(*, viewer: Viewer | None, person: UUID) -> Announcement | None:
    """Return what was announced to the viewer of one person, or None."""
    return announced_to(viewer=viewer).filter(person=person).first()


@dataclass(frozen=True)
class Numbers:
    """How many of a community are announced, held back of these, and removed so far."""

    area: str
    name: str
    announced: int
    held_back: int
    removed: int


def numbers_below(*, viewer: Viewer | None, today: date) -> list[Numbers]:
    """Return the numbers of the communities below the viewer, in order of code; two statements."""
    rows = list(
        Announcement.objects.filter(in_scope(viewer=viewer, action=Action.SEE_RETENTION))
        .order_by("community")
        .values("community")
        .annotate(
            announced=Count("pk", filter=ACTIVE),
            held_back=Count("pk", filter=ACTIVE & Q(held_until__gte=today)),
            removed=Count("pk", filter=Q(removed_at__isnull=False)),
        )
    )
    names = names_of(codes={row["community"] for row in rows})
    return [
        Numbers(code, names.get(code, code), row["announced"], row["held_back"], row["removed"])
        for row in rows
        for code in [row["community"]]
    ]
