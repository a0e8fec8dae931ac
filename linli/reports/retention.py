"""What stays of reports when identity is removed, and what goes."""

from typing import Final

from linli.erasure import Retention

RETENTION: Final = Retention(
    app="reports",
    nobody={
        "Schedule": "hours",
        "CountyHours": "hours",
        "RestDay": "hours",
        "HoursWithdrawn": "hours",
        "LateNotice": "why a report is late",
        "ColumnLeftOut": "columns",
        "TypedFigure": "figures that staff typed",
        "Report": "sealed sums",
        "ReportSum": "sums",
        "ReceivedHash": "seals",
        "Participation": "who is expected",
        "Ringing": "who was rung about a report",
    },
)
