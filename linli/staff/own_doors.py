"""Places of staff in the menu."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from linli.staff.menu import Door, Group
from linli.staff.rights import Action

DOORS: Final = (
    Door(
        _("权限"),
        "staff:rights",
        "info",
        frozenset({Action.KEEP_ACCOUNTS, Action.GIVE_POSTS, Action.SEE_AUDIT}),
        Group.KEEPING,
    ),
    Door(_("社区人员"), "staff:colleagues", "staff", frozenset({Action.KEEP_COLLEAGUES}), Group.KEEPING),
    Door(
        _("人员与岗位"),
        "staff:list",
        "staff",
        frozenset({Action.KEEP_ACCOUNTS, Action.GIVE_POSTS}),
        Group.KEEPING,
    ),
)
