"""Places of requests for a shorter version in the menu."""

from typing import Final

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from linli.shortening.queries import ANSWERS, ObservationDecision, askings_to_answer
from linli.staff.menu import Door, Group
from linli.staff.rules import Viewer


def _askings(viewer: Viewer) -> QuerySet[ObservationDecision]:
    """Return the requests of others that wait for the viewer's word."""
    return askings_to_answer(viewer=viewer)


DOORS: Final = (
    Door(
        _("缩短观察请求"),
        "shortening:index",
        "clock",
        frozenset(ANSWERS),  # who only asks comes from the page of releases
        Group.PEOPLE,
        _askings,
    ),
)
