"""Places of papers in the menu."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from linli.staff.menu import Door, Group
from linli.staff.rights import Action

DOORS: Final = (
    Door(_("文书"), "papers:batch", "print", frozenset({Action.ISSUE_PAPER}), Group.PEOPLE),
    Door(_("文书文本"), "papers:texts", "print", frozenset({Action.EDIT_PAPER_TEXTS}), Group.KEEPING),
)
