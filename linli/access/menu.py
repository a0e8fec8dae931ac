"""Place of accounts in the menu."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from linli.staff.menu import Door, Group
from linli.staff.rights import Action

# A secretary comes from the page of her colleagues.
DOORS: Final = (
    Door(
        _("账号停用"),
        "access:index",
        "key",
        frozenset({Action.KEEP_ACCOUNTS, Action.GIVE_POSTS}),
        Group.KEEPING,
    ),
)
