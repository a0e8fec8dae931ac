"""What stays of findings when identity is removed, and what goes."""

from typing import Final

from linli.erasure import Retention, table

RETENTION: Final = Retention(
    app="findings",
    personal={
        "ReportFinding": table(
            "id county area day kind key said evidence found_at answer answered_at answered_by",
            "",
            "what did not fit in a community's day and what was answered; ids and numbers, nobody's name",
        ),
    },
)
