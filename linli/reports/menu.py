"""Places of reports in the menu."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from linli.staff.menu import Door, Group
from linli.staff.rights import Action

DOORS: Final = (Door(_("日报"), "reports:today", "report", frozenset({Action.SEE_REPORT}), Group.REPORTS),)
