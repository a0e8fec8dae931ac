"""The place of screening in the menu."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from linli.staff.menu import Door, Group
from linli.staff.rights import Action

# Without a count: that of thousands of doors would cost every page, and it stands on the day's.
DOORS: Final = (Door(_("排查"), "screening:index", "check", frozenset({Action.SCREEN_DOORS}), Group.PEOPLE),)
