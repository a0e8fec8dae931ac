"""Places of rosters in the menu."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from linli.staff.menu import Door, Group
from linli.staff.rights import Action

DOORS: Final = (
    Door(_("导入花名册"), "rosters:imports", "upload", frozenset({Action.IMPORT_ROSTER}), Group.PEOPLE),
)
