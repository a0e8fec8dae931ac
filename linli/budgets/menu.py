"""Place of the budget in the menu."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from linli.staff.menu import Door, Group
from linli.staff.rights import Action

DOORS: Final = (
    Door(
        _("谁看了号码"),
        "budgets:index",
        "key",
        frozenset({Action.APPROVE_EXPORT, Action.SEE_AUDIT}),
        Group.KEEPING,
    ),
)
