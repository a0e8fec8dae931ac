"""Doors with somebody from outside who is still to be registered."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from linli.screening.queries.unregistered import unregistered
from linli.staff.rights import Action
from linli.staff.waits import Waits, WaitSum

WAITS: Final[tuple[Waits, ...]] = (
    WaitSum(
        "UNREGISTERED",
        _("排查到有外来人员的户，登记人员"),
        frozenset({Action.SCREEN_DOORS}),
        rows=lambda viewer: unregistered(viewer=viewer),
        since="at",
        page="screening:index",
    ),
)
