"""What stays of moves when identity is removed, and what goes."""

from collections.abc import Collection
from typing import Any, Final
from uuid import UUID

from django.db.models import QuerySet, Value
from django.utils.translation import gettext_lazy as _

from linli.erasure import PLACE, Erasure, Retention, table
from linli.moves.commands import forget_moves
from linli.moves.queries import waiting_moves


def forget(erasure: Erasure) -> list[UUID]:
    """Remove what was told and answered about them; nothing else hangs on it."""
    forget_moves(people=erasure.people)
    return []


def keeps(entries: Collection[UUID]) -> list[QuerySet[Any, Any]]:
    """Find of whom a hand-over to another community waits for an answer."""
    rows = waiting_moves().filter(observation__person__in=entries)
    return [rows.values_list(Value("MOVE"), "observation__person")]


RETENTION: Final = Retention(
    app="moves",
    personal={
        "MoveRequest": table(
            f"{PLACE} observation to_community asked_at asked_by state answered_at answered_by known_at",
            "address answer",
            "who was responsible when",
        ),
    },
    forget=forget,
    why={"MOVE": _("转出等对方答复")},
    keeps=keeps,
)
