"""Reads of what was told again and of what was put right."""

import json
from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from linli.people.models import Correction as Correction

# Pages may name the type of a row, though never reach for its table.
from linli.people.models import Household, Person
from linli.people.models import ToldAgain as ToldAgain
from linli.people.rules import mask_number
from linli.people.rules.corrections import MOVED_ON, About, MovedWithin
from linli.sealing.seals import unseal
from linli.staff.queries import in_scope, names_of
from linli.staff.rights import Action
from linli.staff.rules import Viewer

Facts = dict[str, str]


@dataclass(frozen=True)
class CorrectionTold:
    """A correction with the name of who made it; changes: (field, before, after), numbers masked."""

    row: Correction
    by: str
    changes: tuple[tuple[str, str, str], ...]
    is_undone: bool


def told_in(*, telling: ToldAgain) -> Facts:
    """Return everything that was told, field -> text."""
    return facts_in(sealed=telling.told_sealed)


def stood_in(*, telling: ToldAgain) -> Facts:
    """Return what stood of the fields that differ, '' for what was unknown."""
    return facts_in(sealed=telling.stood_sealed)


def facts_in(*, sealed: bytes | memoryview) -> Facts:
    """Return the facts that were sealed; nothing once the identity was removed."""
    facts: Facts = json.loads(unseal(sealed) or "{}")
    return facts


def told_of_people(*, people: Collection[UUID]) -> dict[UUID, list[ToldAgain]]:
    """Return everything told again of entries, decided or not, by entry. One statement."""
    found: dict[UUID, list[ToldAgain]] = defaultdict(list)
    for row in ToldAgain.objects.filter(person__in=people).order_by("at", "pk"):
        found[row.person_id].append(row)
    return found


def told_again_waiting(*, viewer: Viewer | None) -> QuerySet[ToldAgain]:
    """Return what waits for a decision where the viewer registers people, the oldest first."""
    rows = ToldAgain.objects.filter(person__in=_registered_by(viewer).values("pk"), decision="")
    return rows.select_related("person__household", "person__joined_to").order_by("at", "pk")


def corrections_visible(*, viewer: Viewer | None) -> QuerySet[Correction]:
    """Return the corrections that the viewer may undo: not undoings themselves, nor of whose identity was removed."""
    doors = Household.objects.filter(in_scope(viewer=viewer, action=Action.REGISTER_PERSON))
    of_people = Q(person__in=_registered_by(viewer).values("pk"))
    of_doors = Q(person=None, subject__in=doors.values("pk"))
    rows = Correction.objects.filter(of_people | of_doors, undoes=None)
    return rows.select_related("person__joined_to")


def _registered_by(viewer: Viewer | None) -> QuerySet[Person]:
    """Return the entries of people whom the viewer registers; not of whose identity was removed."""
    mine = in_scope(viewer=viewer, action=Action.REGISTER_PERSON)
    return Person.objects.filter(mine, identity_removed_at=None, taken_back_at=None)


def told_again_of(*, entries: Sequence[UUID]) -> QuerySet[ToldAgain]:
    """Return what waits for a decision about a visible person, the oldest first."""
    return ToldAgain.objects.filter(person__in=entries, decision="").order_by("at", "pk")


def corrections_of(*, entries: Sequence[UUID], household: UUID) -> list[CorrectionTold]:
    """Return what was put right of the entries of a visible person and at their door, the newest first.

    Three statements.
    """
    rows = list(Correction.objects.filter(person__in=entries).order_by("-at", "-pk"))
    rows += Correction.objects.filter(subject=household, person=None).order_by("-at", "-pk")
    names = names_of(ids={row.by for row in rows})
    undone = {row.undoes_id for row in rows if row.undoes_id}
    rows.sort(key=lambda row: (row.at, row.pk), reverse=True)
    return [
        CorrectionTold(row, names.get(row.by, ""), changes_in(correction=row), row.pk in undone)
        for row in rows
    ]


def moves_of(*, entries: Collection[UUID]) -> dict[UUID, list[MovedWithin]]:
    """Return when entries moved within their community, by entry; what was undone none. One statement."""
    found: dict[UUID, list[MovedWithin]] = defaultdict(list)
    rows = Correction.objects.filter(person__in=entries, about=About.PERSON, undoes=None, undone=None)
    for row in rows.order_by("at", "pk"):
        after = facts_in(sealed=row.after_sealed)
        if row.person_id and after.get(MOVED_ON):
            door = facts_in(sealed=row.before_sealed).get("address", "")
            found[row.person_id].append(MovedWithin(date.fromisoformat(after[MOVED_ON]), row.at, door))
    return found


def changes_in(*, correction: Correction) -> tuple[tuple[str, str, str], ...]:
    """Return (field, before, after) of a correction as a screen may show it."""
    before = facts_in(sealed=correction.before_sealed)
    after = facts_in(sealed=correction.after_sealed)
    return tuple(
        (name, shown(field=name, text=before.get(name, "")), shown(field=name, text=text))
        for name, text in after.items()
        if name != "household"  # beside its address
    )


def shown(*, field: str, text: str) -> str:
    """Return a fact as a screen may show it: numbers masked."""
    if field == "id_number":
        return mask_number(number=text)
    return mask_number(number=text) if field == "phone" else text
