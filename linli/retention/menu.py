"""Places of retention in the menu."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from linli.staff.menu import Door, Group
from linli.staff.rights import Action

DOORS: Final = (
    Door(
        _("身份销毁"),
        "retention:index",
        "clock",
        frozenset({Action.KEEP_RETENTION, Action.SEE_RETENTION}),
        Group.KEEPING,
    ),
)
