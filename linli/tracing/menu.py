"""Places of tracing in the menu."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from linli.staff.menu import Door, Group
from linli.staff.rights import Action

DOORS: Final = (
    Door(
        _("线索"),
        "tracing:leads",
        "search",
        frozenset({Action.TRACE_LEADS, Action.HAND_DOWN_LEADS}),
        Group.TODAY,
    ),
)
