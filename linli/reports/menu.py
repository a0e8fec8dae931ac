"""Places of reports in the menu."""

from typing import Final

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from linli.reports.queries.returned import Report, waiting_of
from linli.staff.menu import Door, Group
from linli.staff.rights import Action
from linli.staff.rules import Viewer


def _returned(viewer: Viewer) -> QuerySet[Report]:
    """Return the viewer's own reports that were returned and wait for an answer."""
    return waiting_of(viewer=viewer)


DOORS: Final = (
    Door(_("日报"), "reports:today", "report", frozenset({Action.SEE_REPORT}), Group.REPORTS, _returned),
)
