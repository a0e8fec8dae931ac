"""Places of tracing in the menu."""

from typing import Final

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from linli.staff.menu import Door, Group
from linli.staff.rights import Action
from linli.staff.rules import Viewer
from linli.tracing.queries.leads import Lead, leads_to_trace


def _leads(viewer: Viewer) -> QuerySet[Lead]:
    """Return the open leads that the viewer traces."""
    return leads_to_trace(viewer=viewer)


DOORS: Final = (
    Door(
        _("线索"),
        "tracing:leads",
        "search",
        frozenset({Action.TRACE_LEADS, Action.HAND_DOWN_LEADS}),
        Group.TODAY,
        _leads,
    ),
)
