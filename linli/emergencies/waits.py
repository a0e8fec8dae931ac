"""Emergencies that wait for the word of the viewer's level; above the county nothing but kind and county is told."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from linli.emergencies.labels import EMERGENCY_KINDS, HOW_IT_STANDS
from linli.emergencies.queries import how_it_stands, raised_by, waiting_above, waiting_here
from linli.staff.rights import Action
from linli.staff.waits import Standing, WaitKind, Waits

WAITS: Final[tuple[Waits, ...]] = (
    WaitKind(
        "EMERGENCY",
        _("确认紧急报告"),
        frozenset({Action.ANSWER_EMERGENCY}),
        rows=lambda viewer: waiting_here(viewer=viewer),
        since="emergency__received_at",
        until="due_at",
        title="emergency__kind",
        titles=dict(EMERGENCY_KINDS),
        place="emergency__community",
        page="emergencies:emergencies",
        own_page="emergencies:emergency",
        args=("emergency_id",),
        door="emergencies:emergencies",
        standing=Standing.NOW,
        acts=frozenset({"emergencies:emergency"}),
        is_alarm=True,
    ),
    WaitKind(
        "EMERGENCY_RAISED",
        _("您报的紧急情况"),
        frozenset({Action.RAISE_EMERGENCY}),
        rows=lambda viewer: raised_by(viewer=viewer),
        since="received_at",
        title=how_it_stands(),
        titles=HOW_IT_STANDS,
        place="community",
        page="emergencies:emergencies",
        own_page="emergencies:emergency",
        args=("pk",),
        standing=Standing.OTHERS,
        is_alarm=True,
    ),
    WaitKind(
        "EMERGENCY_HEARD",
        _("知悉紧急报告"),
        frozenset({Action.HEAR_EMERGENCY}),
        rows=lambda viewer: waiting_above(viewer=viewer),
        since="emergency__received_at",
        until="due_at",
        title="emergency__kind",
        titles=dict(EMERGENCY_KINDS),
        place="emergency__county",
        page="emergencies:heard",
        own_page="emergencies:heard_of",
        args=("emergency_id",),
        door="emergencies:emergencies",
        standing=Standing.NOW,
        acts=frozenset({"emergencies:heard_of"}),
        is_alarm=True,
    ),
)
