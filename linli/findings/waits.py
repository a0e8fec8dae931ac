"""Findings that wait for a word on what is behind them, or for whether that word is enough."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from linli.findings.queries.findings import to_answer, to_judge
from linli.staff.rights import Action
from linli.staff.waits import WaitKind, Waits

WAITS: Final[tuple[Waits, ...]] = (
    WaitKind(
        "FINDING",
        _("说明对不上的地方"),
        frozenset({Action.ANSWER_FINDING}),
        rows=lambda viewer: to_answer(viewer=viewer),
        since="found_at",
        title="day",
        page="findings:findings",
        own_page="findings:finding",
        args=("pk",),
        door="findings:findings",
        acts=frozenset({"findings:finding"}),
    ),
    WaitKind(
        "FINDING_ANSWERED",
        _("判断下级的答复够不够"),
        frozenset({Action.JUDGE_FINDING}),
        rows=lambda viewer: to_judge(viewer=viewer),
        since="answered_at",
        title="day",
        page="findings:findings",
        own_page="findings:finding",
        args=("pk",),
        door="findings:findings",
        acts=frozenset({"findings:judge"}),
    ),
)
