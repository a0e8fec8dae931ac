"""Places of emergencies in the menu."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from linli.emergencies.queries import Levels, waiting_for
from linli.staff.menu import Door, Group
from linli.staff.rights import Action
from linli.staff.rules import Viewer


def _waiting(viewer: Viewer) -> Levels:
    """Return the emergencies that wait for the viewer's word, a row a level."""
    return waiting_for(viewer=viewer)


DOORS: Final = (
    Door(
        _("紧急报告"),
        "emergencies:emergencies",
        "warning",
        frozenset({Action.ANSWER_EMERGENCY, Action.RAISE_EMERGENCY, Action.HEAR_EMERGENCY}),
        Group.TODAY,
        _waiting,
    ),
)
