"""What stays of areas when identity is removed, and what goes."""

from typing import Final

from linli.erasure import Retention

RETENTION: Final = Retention(
    app="areas",
    nobody={
        "Area": "places",
        "FormerName": "places",
    },
)
