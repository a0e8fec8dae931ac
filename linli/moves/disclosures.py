"""Moves as givings of somebody's data: the other community reads them once it is asked, whatever it answers."""

from typing import Final

from linli.disclosures.kinds import HandedOn
from linli.disclosures.rules import Kind
from linli.moves.models import MoveRequest

HANDED_ON: Final = HandedOn(
    Kind.MOVE,
    MoveRequest.objects.all,
    person="observation__person",
    recipient="to_community",
    at="asked_at",
)
