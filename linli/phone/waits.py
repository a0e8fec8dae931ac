"""Records that a phone brought and that wait for somebody to look at them."""

from typing import Final

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from linli.clock import day_of
from linli.phone.queries.phones import held_waiting
from linli.staff.rights import Action
from linli.staff.waits import Waits, WaitSum

WAITS: Final[tuple[Waits, ...]] = (
    WaitSum(
        "HELD",
        _("看手机上留下的记录，收或不收"),
        frozenset({Action.KEEP_PHONES}),
        rows=lambda viewer: held_waiting(viewer=viewer, on=day_of(timezone.now())),
        since="received_at",
        page="phone:phones",
        door="phone:phones",
    ),
)
