"""Places of the police in the menu."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from linli.staff.menu import Door, Group
from linli.staff.rights import Action

DOORS: Final = (
    Door(_("移交来的"), "police:handed_over", "people", frozenset({Action.ANSWER_HAND_OVER}), Group.TODAY),
)
