"""Moves as givings of somebody's data: the other community reads the offer once it is asked, the whole once it accepts."""

from collections.abc import Collection
from typing import Final
from uuid import UUID

from linli.disclosures.kinds import HandedOn
from linli.disclosures.rules import Kind
from linli.moves.models import MoveRequest
from linli.moves.rules import MoveState


def _what(rows: Collection[UUID]) -> dict[UUID, str]:
    """Return what went by hand-overs: what the offer shows, and the whole once it was accepted."""
    offered = MoveRequest.objects.filter(pk__in=rows).exclude(state=MoveState.ACCEPTED)
    return dict.fromkeys(offered.values_list("pk", flat=True), "MOVE_OFFERED")


HANDED_ON: Final = HandedOn(
    Kind.MOVE,
    MoveRequest.objects.all,
    person="observation__person",
    recipient="to_community",
    at="asked_at",
    giver="community",
    what=_what,
)
