"""The place of screening in the menu."""

from typing import Final

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from linli.screening.queries import Household, doors_open
from linli.staff.menu import Door, Group
from linli.staff.rights import Action
from linli.staff.rules import Viewer


def _open(viewer: Viewer) -> QuerySet[Household]:
    """Return the doors that nobody has asked in this round."""
    return doors_open(viewer=viewer)


DOORS: Final = (
    Door(_("排查"), "screening:index", "check", frozenset({Action.SCREEN_DOORS}), Group.PEOPLE, _open),
)
