"""Places of phone in the menu."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from linli.staff.menu import Door, Group
from linli.staff.rights import Action

DOORS: Final = (Door(_("手机"), "phone:phones", "phone", frozenset({Action.KEEP_PHONES}), Group.KEEPING),)
