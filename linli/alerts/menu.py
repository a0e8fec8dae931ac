"""Places of alerts in the menu."""

from typing import Final

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from linli.observation.queries.cases import Observation, alerts_visible
from linli.staff.menu import Door, Group
from linli.staff.rights import Action
from linli.staff.rules import Viewer


def _waiting(viewer: Viewer) -> QuerySet[Observation]:
    """Return of whom alerts wait for the viewer's review: one event is one entry there, however many readings."""
    waiting = alerts_visible(viewer=viewer, action=Action.REVIEW_ALERT).filter(reviewed_at=None)
    return Observation.objects.filter(pk__in=waiting.order_by().values("observation"))


DOORS: Final = (
    Door(_("预警"), "alerts:index", "alert", frozenset({Action.REVIEW_ALERT}), Group.FEVER, _waiting),
)
