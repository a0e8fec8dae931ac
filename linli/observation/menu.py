"""Places of observation in the menu."""

from typing import Final

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from linli.clock import day_of
from linli.observation.queries.cases import Observation
from linli.observation.queries.releases import over_for
from linli.staff.menu import Door, Group
from linli.staff.rights import Action
from linli.staff.rules import Viewer


def _releases(viewer: Viewer) -> QuerySet[Observation]:
    """Return the observations that are over and wait for the viewer's word."""
    return over_for(viewer=viewer, today=day_of(timezone.now()))


DOORS: Final = (
    Door(
        _("解除"),
        "observation:releases",
        "check",
        frozenset({Action.RELEASE_PERSON, Action.RECORD_CHECK}),
        Group.PEOPLE,
        _releases,
    ),
)
