"""What stays of venues when identity is removed, and what goes."""

from typing import Final

from linli.erasure import Retention

RETENTION: Final = Retention(
    app="venues",
    nobody={"Venue": "places", "Inspection": "looks at places"},
)
