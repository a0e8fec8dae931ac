"""What stays of reports when identity is removed, and what goes."""

from typing import Final

from linli.erasure import Retention

RETENTION: Final = Retention(
    app="reports",
    nobody={
        "Schedule": "hours",
        "RestDay": "hours",
        "LateNotice": "why a report is late",
        "ColumnLeftOut": "columns",
        "Report": "sealed sums",
        "ReportSum": "sums",
        "ReceivedHash": "seals",
    },
)
