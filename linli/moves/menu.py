"""Places of moves in the menu."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from linli.staff.menu import Door, Group
from linli.staff.rights import Action

DOORS: Final = (
    Door(_("转出转入"), "moves:index", "right", frozenset({Action.CLOSE_OBSERVATION}), Group.TODAY),
)
