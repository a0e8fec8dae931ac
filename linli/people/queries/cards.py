"""Reads of card changes: what one overwrote of another without having seen it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

# Pages may name the type of a row, though never reach for its table.
from linli.people.models import CardChange as CardChange
from linli.people.models import Household, Person
from linli.people.rules import mask_number
from linli.people.rules.cards import Card
from linli.sealing.seals import unseal
from linli.staff.queries import in_scope, names_of
from linli.staff.rights import Action
from linli.staff.rules import Viewer


@dataclass(frozen=True)
class Overwritten:
    """A value that was overwritten unseen, and the one that overwrote it; by: '' for what stood before anybody."""

    lost: CardChange
    lost_value: str
    lost_by: str
    kept: CardChange
    kept_value: str
    kept_by: str
    whose: str  # name of the person, or address


def overwritten_for(*, viewer: Viewer | None) -> QuerySet[CardChange]:
    """Return what was overwritten unseen where the viewer registers people, not looked at yet, the newest first."""
    return CardChange.objects.filter(
        in_scope(viewer=viewer, action=Action.REGISTER_PERSON), lost_to__isnull=False, seen_at=None
    ).order_by("-received_at", "-pk")


def told_of(*, changes: Sequence[CardChange]) -> list[Overwritten]:
    """Return overwritten changes with what stands beside them. Four statements however many."""
    winners = {
        (row.op, row.subject, row.field): row
        for row in CardChange.objects.filter(op__in=[change.lost_to for change in changes])
    }
    people = dict(
        Person.objects.filter(pk__in=[c.subject for c in changes if c.card == Card.PERSON]).values_list(
            "pk", "name"
        )
    )
    homes = dict(
        Household.objects.filter(pk__in=[c.subject for c in changes if c.card == Card.HOUSEHOLD]).values_list(
            "pk", "address"
        )
    )
    names = names_of(ids={row.by for row in [*changes, *winners.values()] if row.by})
    told = []
    for change in changes:
        assert change.lost_to is not None  # noqa: S101 (as the query asked)
        kept = winners[change.lost_to, change.subject, change.field]
        told.append(
            Overwritten(
                lost=change,
                lost_value=shown_value(change=change),
                lost_by=names.get(change.by, "") if change.by else "",
                kept=kept,
                kept_value=shown_value(change=kept),
                kept_by=names.get(kept.by, "") if kept.by else "",
                whose=people.get(change.subject) or homes.get(change.subject, ""),
            )
        )
    return told


def lost_of(*, viewer: Viewer, since: datetime) -> list[Overwritten]:
    """Return what the viewer wrote since then where they see people and somebody overwrote afterwards, the oldest first.

    What had been overwritten when it came is not among it: its writer was answered so. One statement where there is none.
    """
    seen = in_scope(viewer=viewer, action=Action.SEE_PERSON)
    rows = CardChange.objects.filter(seen, by=viewer.user_id, lost_to__isnull=False, received_at__gte=since)
    changes = list(rows.order_by("received_at", "pk"))
    told = told_of(changes=changes) if changes else []
    return [
        one for one in told if one.kept.by != viewer.user_id and one.kept.received_at > one.lost.received_at
    ]


def value_of(*, change: CardChange) -> str:
    """Return a change's value in clear. Never for a page."""
    return unseal(change.value)


def shown_value(*, change: CardChange) -> str:
    """Return a change's value as a page may show it."""
    value = unseal(change.value)
    return mask_number(number=value) if change.field == "phone" else value
