"""Places of duty shifts in the menu."""

from typing import Final

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from linli.shifts.queries import ShiftHandOver, shifts_waiting
from linli.staff.menu import Door, Group
from linli.staff.rights import Action
from linli.staff.rules import Viewer


def _waiting(viewer: Viewer) -> QuerySet[ShiftHandOver]:
    """Return the shifts that the viewer gave or was given and nobody has taken yet."""
    return shifts_waiting(viewer=viewer)


DOORS: Final = (
    Door(
        _("值班交接"), "shifts:index", "clock", frozenset({Action.HAND_OVER_SHIFT}), Group.KEEPING, _waiting
    ),
)
