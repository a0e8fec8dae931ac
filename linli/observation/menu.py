"""Places of observation in the menu."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from linli.staff.menu import Door, Group
from linli.staff.rights import Action

DOORS: Final = (
    Door(
        _("预警"),
        "observation:alerts",
        "alert",
        frozenset({Action.REVIEW_ALERT, Action.RECORD_CHECK}),
        Group.TODAY,
    ),
    Door(_("失联查找"), "observation:lost", "people", frozenset({Action.CLOSE_OBSERVATION}), Group.TODAY),
    Door(_("解除"), "observation:releases", "check", frozenset({Action.SEE_PERSON}), Group.TODAY),
)
