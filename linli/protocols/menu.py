"""Places of protocols in the menu."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from linli.staff.menu import Door, Group
from linli.staff.rights import Action

DOORS: Final = (
    Door(
        _("观察方案"),
        "protocols:protocols",
        "info",
        frozenset({Action.SET_PROTOCOL, Action.REVIEW_ALERT}),
        Group.KEEPING,
    ),
)
