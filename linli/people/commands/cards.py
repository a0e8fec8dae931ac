"""Changes of cards: several people at once, field by field; what was overwritten unseen is kept for the desk."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Final
from uuid import UUID

from django.db import transaction

from linli.areas.rules import AreaCode
from linli.audit.commands import write_event
from linli.clock import is_in_future
from linli.ids import new_id
from linli.people.commands.duplicates import note_duplicates
from linli.people.models import CardChange, Household, Person
from linli.people.rules import BadName, BadPhone, clean_name, mask_number
from linli.people.rules import phone as clean_phone
from linli.people.rules.cards import APART, FIELDS, NO, YES, Card, Change, Merged, merge
from linli.people.words import search_text
from linli.sealing.seals import digest, seal, unseal
from linli.staff.rules import Viewer

# Before anybody changed a card; what stood there then comes first.
OPENING: Final = datetime(1970, 1, 1, tzinfo=UTC)


class CardFieldUnknown(Exception):
    """The field cannot be changed on a card, or not to this; `fields` names each."""

    def __init__(self, fields: list[str]) -> None:
        super().__init__(fields)
        self.fields = fields


class CardInFuture(Exception):
    """The change claims a moment that has not come."""


@dataclass(frozen=True)
class NewCardChange:
    """Changed fields of one card as told. base: the same fields as their writer had them, a phone masked."""

    op: UUID
    card: Person | Household
    said: Mapping[str, str]
    base: Mapping[str, str]
    claimed_at: datetime


@dataclass(frozen=True)
class Conflict:
    """Two values of one field of which the later's writer had not seen the earlier, as others see them.

    mine: of the change that is answered; kept: what stands now; other: what the other wrote; by: who that was, None for
    what stood before anybody changed it.
    """

    mine: str
    kept: str
    other: str
    by: UUID | None


@dataclass(frozen=True)
class CardAnswer:
    """What became of a change: for each field that somebody else had changed unseen, what both wrote.

    changed: the fields whose standing value this change altered.
    """

    conflicts: dict[str, Conflict] = field(default_factory=dict)
    changed: frozenset[str] = frozenset()


@transaction.atomic
def change_card(*, new: NewCardChange, by: Viewer, now: datetime) -> CardAnswer:
    """Change fields of a card; the same change again alters nothing.

    The latest change of a field stands, by claimed_at, in whatever order they arrive. Raises CardFieldUnknown,
    CardInFuture; nothing is written then.
    """
    kind = Card.PERSON if isinstance(new.card, Person) else Card.HOUSEHOLD
    values = _cleaned(kind, new.said)
    if is_in_future(at=new.claimed_at, now=now):
        raise CardInFuture(new.claimed_at)
    held = type(new.card).objects.select_for_update().get(pk=new.card.pk)
    conflicts: dict[str, Conflict] = {}
    changed: set[str] = set()
    for name, value in values.items():
        rows, merged = _keep(kind, held, name, value, new, by, now)
        conflict = _conflict(rows=rows, merged=merged, op=new.op)
        if conflict:
            conflicts[name] = conflict
        if merged.last.value != _standing(held, name):
            _put(held, name, merged.last.value)
            changed.add(name)
    held.save()
    if changed & {"name", "phone"} and isinstance(held, Person):
        note_duplicates(community=AreaCode(held.community), people={held.joined_to_id or held.pk}, now=now)
    write_event(
        action=f"{kind.lower()}.changed",
        area=held.area,
        by=by.user_id,
        now=now,
        subject=held.pk,
        changed={"fields": sorted(values), "conflicts": sorted(conflicts)},
    )
    return CardAnswer(conflicts, frozenset(changed))


@transaction.atomic
def look_at_conflict(*, change: CardChange, by: Viewer, now: datetime) -> None:
    """Leave what stands as it is: somebody looked at what was overwritten. A second call changes nothing."""
    if CardChange.objects.filter(pk=change.pk, seen_at=None).update(seen_at=now, seen_by=by.user_id):
        write_event(
            action="card.looked_at",
            area=change.area,
            by=by.user_id,
            now=now,
            subject=change.subject,
            changed={"field": change.field},
        )


def _cleaned(kind: Card, said: Mapping[str, str]) -> dict[str, str]:
    """Return the values as a card keeps them. Raises CardFieldUnknown."""
    values: dict[str, str] = {}
    wrong: list[str] = []
    for name, text in said.items():
        try:
            values[name] = _clean(kind, name, text)
        except (BadName, BadPhone, KeyError):
            wrong.append(name)
    if wrong or not values:
        raise CardFieldUnknown(wrong)
    return values


def _clean(kind: Card, name: str, text: str) -> str:
    longest = FIELDS[kind][name]
    if len(text) > longest or (name == "apart" and text not in APART):
        raise KeyError(name)
    if name == "name":
        return clean_name(text=text)
    if name == "phone":
        return clean_phone(text=text) if text.strip() else ""
    return text.strip()


def _keep(
    kind: Card, held: Person | Household, name: str, value: str, new: NewCardChange, by: Viewer, now: datetime
) -> tuple[list[CardChange], Merged]:
    """Add a change to those of its field; return them, and how they merge; who lost to whom is brought up to date."""
    rows = list(CardChange.objects.filter(subject=held.pk, field=name))
    row = {
        "county": held.county,
        "community": held.community,
        "area": held.area,
        "card": kind,
        "subject": held.pk,
        "field": name,
        "received_at": now,
    }
    if not rows:
        standing = _standing(held, name)
        opening = CardChange(op=new_id(), value=seal(standing), base=b"", claimed_at=OPENING, by=None, **row)
        opening.save(force_insert=True)
        rows.append(opening)
    if all(known.op != new.op for known in rows):
        told = CardChange(
            op=new.op,
            value=seal(value),
            base=seal(new.base.get(name, "")),
            claimed_at=new.claimed_at,
            by=by.user_id,
            **row,
        )
        told.save(force_insert=True)
        rows.append(told)
    merged = merge(changes=[_change(known) for known in rows])
    for known in rows:
        if known.lost_to != merged.lost.get(known.op):
            CardChange.objects.filter(pk=known.pk).update(lost_to=merged.lost.get(known.op))
    return rows, merged


def _conflict(*, rows: list[CardChange], merged: Merged, op: UUID) -> Conflict | None:
    """Return what a change and the other one wrote, whichever of the two stands; None where neither was lost."""
    beaten = [lost for lost, winner in merged.lost.items() if winner == op]
    others = [merged.lost[op]] if op in merged.lost else beaten
    if not others:
        return None
    by_op = {row.op: row for row in rows}
    other = by_op[others[-1]]
    return Conflict(
        mine=_change(by_op[op]).shown, kept=merged.last.shown, other=_change(other).shown, by=other.by
    )


def _change(row: CardChange) -> Change:
    value = unseal(row.value)
    return Change(row.claimed_at, row.op, unseal(row.base), value, _shown(row.field, value))


def _shown(name: str, value: str) -> str:
    return mask_number(number=value) if name == "phone" else value


def _standing(held: Person | Household, name: str) -> str:
    """Return what stands on a card."""
    if isinstance(held, Person):
        return held.name if name == "name" else unseal(held.phone_sealed)
    if name == "apart":
        return {None: "", True: NO, False: YES}[held.cannot_separate]
    return held.note if name == "note" else held.walk_order


def _put(held: Person | Household, name: str, value: str) -> None:
    """Put a value on a card, not saved yet, with what follows from it."""
    if isinstance(held, Person):
        if name == "name":
            held.name = value
            held.search_text = search_text(name=value, address=held.household.address)
        else:
            held.phone_sealed, held.phone_digest = seal(value), digest(value)
    elif name == "apart":
        held.cannot_separate = {"": None, NO: True, YES: False}[value]
    elif name == "note":
        held.note = value
    else:
        held.walk_order = value
