"""Places of reports in the menu."""

from typing import Final

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from linli.clock import day_of
from linli.reports.queries.returned import Report, waiting_of
from linli.reports.queries.to_receive import to_receive
from linli.staff.menu import Door, Group
from linli.staff.rights import Action
from linli.staff.rules import Viewer


def _returned(viewer: Viewer) -> QuerySet[Report]:
    """Return the viewer's own reports that were returned and wait for an answer."""
    return waiting_of(viewer=viewer)


def _to_receive(viewer: Viewer) -> QuerySet[Report]:
    """Return reports of others that wait for the viewer's office to receive them."""
    return to_receive(viewer=viewer, today=day_of(timezone.now()))


DOORS: Final = (
    Door(_("日报"), "reports:today", "report", frozenset({Action.SEE_REPORT}), Group.REPORTS, _returned),
    Door(
        _("签收下级日报"),
        "reports:to_receive",
        "check",
        frozenset({Action.RECEIVE_REPORT}),
        Group.REPORTS,
        _to_receive,
    ),
)
