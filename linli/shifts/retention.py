"""What stays of duty shifts when identity is removed."""

from typing import Final

from linli.erasure import Retention

RETENTION: Final = Retention(
    app="shifts",
    nobody={
        "ShiftHandOver": "staff, with numbers of what was open",
        "ShiftNote": "what one of the staff wrote to the next",
    },
)
