"""Places of the search for the lost in the menu."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from linli.staff.menu import Door, Group
from linli.staff.rights import Action

DOORS: Final = (
    Door(_("失联查找"), "lost:index", "people", frozenset({Action.CLOSE_OBSERVATION}), Group.PEOPLE),
)
