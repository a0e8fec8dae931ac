"""Places of returns in the menu."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from linli.staff.menu import Door, Group
from linli.staff.rights import Action

DOORS: Final = (
    Door(_("上级表格"), "returns:index", "report", frozenset({Action.KEEP_FORMS}), Group.REPORTS),
)
