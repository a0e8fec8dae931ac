"""Places of findings in the menu."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from linli.staff.menu import Door, Group
from linli.staff.rights import Action

DOORS: Final = (
    Door(_("核对"), "findings:findings", "search", frozenset({Action.ANSWER_FINDING}), Group.REPORTS),
)
