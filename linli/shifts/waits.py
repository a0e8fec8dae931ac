"""Shifts that wait for the viewer to take them, and those that the viewer gave."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from linli.shifts.queries import shifts_waiting
from linli.staff.rights import Action
from linli.staff.waits import Standing, WaitKind, Waits

_RIGHT: Final = frozenset({Action.HAND_OVER_SHIFT})
WAITS: Final[tuple[Waits, ...]] = (
    WaitKind(
        "SHIFT",
        _("接班"),
        _RIGHT,
        rows=lambda viewer: shifts_waiting(viewer=viewer).filter(taker=viewer.user_id),
        since="at",
        title="giver__full_name",
        place="community",
        page="shifts:index",
        args=("pk",),
        anchor="shift-",
        door="shifts:index",
        acts=frozenset({"shifts:take"}),
    ),
    WaitKind(
        "SHIFT_GIVEN",
        _("等人接班"),
        _RIGHT,
        rows=lambda viewer: shifts_waiting(viewer=viewer).filter(giver=viewer.user_id),
        since="at",
        title="taker__full_name",
        place="community",
        page="shifts:index",
        args=("pk",),
        anchor="shift-",
        door="shifts:index",
        standing=Standing.OTHERS,
    ),
)
