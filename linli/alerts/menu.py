"""Places of alerts in the menu."""

from typing import Final

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from linli.alerts.queries.waiting import events_to_review
from linli.observation.queries.cases import Observation
from linli.staff.menu import Door, Group
from linli.staff.rights import Action
from linli.staff.rules import Viewer


def _waiting(viewer: Viewer) -> QuerySet[Observation]:
    """Return of whom alerts wait for the viewer's review."""
    return events_to_review(viewer=viewer)


DOORS: Final = (
    Door(_("预警"), "alerts:index", "alert", frozenset({Action.REVIEW_ALERT}), Group.FEVER, _waiting),
)
