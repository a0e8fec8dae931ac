"""Which of the longer periods that somebody entered by hand still stand, and until when each of them holds."""

from collections.abc import Sequence
from datetime import date
from typing import Final, NamedTuple
from uuid import UUID

from linli.observation.rules.households import CASE_FELL, HoldKind
from linli.observation.rules.states import DecisionKind

# Reasons of what a rule decided; whatever else is written as a reason somebody typed.
BY_RULE: Final = frozenset({*HoldKind, CASE_FELL, "TOLD_AGAIN"})


class Moved(NamedTuple):
    """A decision that moved the last day, from one to another. of: the extension that it takes back."""

    id: UUID
    kind: DecisionKind
    from_on: date
    to_on: date
    of: UUID | None = None


def extensions_standing(*, moves: Sequence[Moved]) -> dict[UUID, date]:
    """Return the extensions that nobody took back, by id, each with the day until which it holds by now.

    moves: extensions by hand, moves to another version, extensions taken back; in order of time. Days that were added go along
    to another version, so its difference moves them. Source: docs/rules/observation.md#extensions.
    """
    standing: dict[UUID, date] = {}
    for move in moves:
        if move.kind == DecisionKind.EXTENDED:
            standing[move.id] = move.to_on
        elif move.kind == DecisionKind.PROTOCOL:
            standing = {one: day + (move.to_on - move.from_on) for one, day in standing.items()}
        elif move.of is not None:
            standing.pop(move.of, None)
    return standing
