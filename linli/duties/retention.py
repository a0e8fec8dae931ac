"""What stays of duties when identity is removed, and what goes."""

from typing import Final

from linli.erasure import Retention, table

RETENTION: Final = Retention(
    app="duties",
    personal={
        "Duty": table(
            "county id kind subject area slot_on session opens_at due_at overdue_at outcome done_at fact_id explained_at"
            " explained_by",
            "explanation",
            "figures of checks due and done",
        ),
    },
    nobody={
        "EscalationRow": "rules",
    },
)
