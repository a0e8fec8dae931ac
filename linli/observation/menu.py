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
    Door(
        _("待补信息"),
        "observation:incomplete",
        "info",
        frozenset({Action.REGISTER_PERSON}),
        Group.PEOPLE,
    ),
    Door(_("解除"), "observation:releases", "check", frozenset({Action.SEE_PERSON}), Group.TODAY),
)
