"""What pages show of doors with somebody from outside who is not registered yet."""

from typing import Final

from django.db.models import QuerySet

from linli.screening import queries
from linli.staff.rights import Action
from linli.staff.rules import Viewer, may

DOORS_SHOWN: Final = 50


def unregistered_page(*, viewer: Viewer, rows: QuerySet[queries.DoorAnswer]) -> dict[str, object]:
    """Return what screening/unregistered.html shows of answers; three statements."""
    return {
        "unregistered": queries.answers_told(answers=list(rows[:DOORS_SHOWN])),
        "unregistered_count": rows.count(),
        "may_register": may(viewer=viewer, action=Action.REGISTER_PERSON),
    }
