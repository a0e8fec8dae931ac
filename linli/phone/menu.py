"""Places of phone in the menu."""

from typing import Final

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from linli.clock import day_of
from linli.phone.queries.phones import HeldOperation, held_waiting
from linli.staff.menu import Door, Group
from linli.staff.rights import Action
from linli.staff.rules import Viewer


def _held(viewer: Viewer) -> QuerySet[HeldOperation]:
    """Return the records that wait for the viewer to look at them."""
    return held_waiting(viewer=viewer, on=day_of(timezone.now()))


DOORS: Final = (
    Door(_("手机"), "phone:phones", "phone", frozenset({Action.KEEP_PHONES}), Group.KEEPING, _held),
)
