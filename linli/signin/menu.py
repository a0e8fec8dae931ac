"""Places of signin in the menu."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from linli.staff.menu import Door, Group
from linli.staff.rights import Action

DOORS: Final = (
    Door(_("登录码"), "signin:codes", "key", frozenset({Action.ISSUE_SIGN_IN_CODE}), Group.KEEPING),
    Door(_("志愿者"), "signin:helpers", "staff", frozenset({Action.KEEP_HELPERS}), Group.KEEPING),
)
