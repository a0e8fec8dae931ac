"""Places of exports in the menu."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from linli.staff.menu import Door, Group
from linli.staff.rights import Action

DOORS: Final = (
    Door(
        _("导出"),
        "exports:index",
        "download",
        frozenset({Action.EXPORT_PEOPLE, Action.APPROVE_EXPORT}),
        Group.PEOPLE,
    ),
)
