"""Cards decided: what people changed on one field without seeing each other."""

from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum
from itertools import pairwise
from typing import Final, NamedTuple
from uuid import UUID


class Card(StrEnum):
    """Whose card."""

    PERSON = "PERSON"
    HOUSEHOLD = "HOUSEHOLD"


# What may be changed on a card, and how long it may be. Source: docs/rules/people.md#cards.
FIELDS: Final[dict[Card, dict[str, int]]] = {
    Card.PERSON: {"name": 60, "phone": 20},
    Card.HOUSEHOLD: {"note": 200, "walk_order": 80, "apart": 3},
}
YES: Final = "yes"
NO: Final = "no"
# Whether the members of a household can keep apart; '' where nobody asked.
APART: Final = frozenset({YES, NO, ""})


class Change(NamedTuple):
    """One change of one field. base: what its writer had before; shown: the value as others see it, a phone masked."""

    at: datetime
    op: UUID
    base: str
    value: str
    shown: str


class Merged(NamedTuple):
    """The change that stands, and which change lost to which without having been seen."""

    last: Change
    lost: dict[UUID, UUID]


def merge(*, changes: Iterable[Change]) -> Merged:
    """Merge the changes of one field, at least one: the latest stands, whatever order they arrived in.

    Of two that follow each other the earlier is lost when the later's writer had not seen it and wrote something else.
    Source: docs/rules/people.md#cards.
    """
    ordered = sorted({change.op: change for change in changes}.values(), key=lambda c: (c.at, c.op))
    lost = {
        earlier.op: later.op
        for earlier, later in pairwise(ordered)
        if later.value != earlier.value and later.base not in {earlier.value, earlier.shown}
    }
    return Merged(ordered[-1], lost)
