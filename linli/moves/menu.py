"""Places of moves in the menu."""

from typing import Final

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from linli.moves.queries import MoveRequest, moves_to_answer
from linli.staff.menu import Door, Group
from linli.staff.rights import Action
from linli.staff.rules import Viewer


def _to_answer(viewer: Viewer) -> QuerySet[MoveRequest]:
    """Return the moves that wait for the viewer's answer."""
    return moves_to_answer(viewer=viewer)


DOORS: Final = (
    Door(
        _("转出转入"),
        "moves:index",
        "right",
        frozenset({Action.CLOSE_OBSERVATION}),
        Group.PEOPLE,
        _to_answer,
    ),
)
