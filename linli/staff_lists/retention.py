"""What stays of lists of colleagues when identity is removed, and what goes."""

from typing import Final

from linli.erasure import Retention

RETENTION: Final = Retention(
    app="staff_lists",
    nobody={
        "StaffList": "staff",
        "StaffListRow": "staff",
    },
)
