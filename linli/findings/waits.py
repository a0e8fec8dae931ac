"""Findings that wait for a word on what is behind them."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from linli.findings.queries.findings import findings_to_answer
from linli.staff.rights import Action
from linli.staff.waits import WaitKind, Waits

WAITS: Final[tuple[Waits, ...]] = (
    WaitKind(
        "FINDING",
        _("说明对不上的地方"),
        frozenset({Action.ANSWER_FINDING}),
        rows=lambda viewer: findings_to_answer(viewer=viewer),
        since="found_at",
        title="day",
        page="findings:findings",
        own_page="findings:finding",
        args=("pk",),
        acts=frozenset({"findings:finding"}),
    ),
)
