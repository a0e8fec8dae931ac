"""Places of venues in the menu."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from linli.staff.menu import Door, Group
from linli.staff.rights import Action

DOORS: Final = (Door(_("停业场所"), "venues:index", "place", frozenset({Action.INSPECT_VENUE}), Group.TODAY),)
