"""What stays of findings when identity is removed, and what goes."""

from typing import Final

from linli.erasure import Retention, table

RETENTION: Final = Retention(
    app="findings",
    personal={
        "ReportFinding": table(
            "id county area above day kind key said evidence found_at state gone_at gone_why answer answered_at answered_by",
            "",
            "what did not fit in an area's day and what was answered; ids and numbers, nobody's name",
        ),
        "FindingStep": table(
            "id county area finding move words reason at by",
            "",
            "what was answered and how the level above judged it; nobody's name",
        ),
    },
)
