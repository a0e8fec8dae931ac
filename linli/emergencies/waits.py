"""Emergencies that wait for the viewer's level."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from linli.emergencies.labels import EMERGENCY_KINDS
from linli.emergencies.queries import waiting_for
from linli.staff.rights import Action
from linli.staff.waits import Standing, WaitKind, Waits

WAITS: Final[tuple[Waits, ...]] = (
    WaitKind(
        "EMERGENCY",
        _("确认紧急报告"),
        frozenset({Action.ANSWER_EMERGENCY}),
        rows=lambda viewer: waiting_for(viewer=viewer),
        since="received_at",
        until="waiting_until",
        title="kind",
        titles=dict(EMERGENCY_KINDS),
        page="emergencies:emergencies",
        own_page="emergencies:emergency",
        args=("pk",),
        door="emergencies:emergencies",
        standing=Standing.NOW,
        acts=frozenset({"emergencies:emergency"}),
    ),
)
