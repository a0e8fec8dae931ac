"""What apps give a phone to work on beside the doors, each list as a whole, named by etag."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from linli.phone.kinds import kinds_for, sections_of
from linli.phone.rules import etag_of
from linli.staff.rules import Viewer


def sections_for(
    *, viewer: Viewer, have: Mapping[str, str], now: datetime
) -> dict[str, dict[str, Any] | None]:
    """Return by name the sections that differ from what a phone has; have: their etags by name.

    A section is there for whoever may bring its kind, also with no rows; one that is the same is left out. One that
    the phone has and is not to have any more is None.
    """
    told: dict[str, dict[str, Any] | None] = dict.fromkeys(have)
    for section in sections_of(kinds=kinds_for(viewer=viewer)):
        rows = [row.model_dump(mode="json") for row in section.rows(viewer=viewer, now=now)]
        etag = etag_of({"rows": rows})
        if have.get(section.name) == etag:
            del told[section.name]
        else:
            told[section.name] = {"etag": etag, "rows": rows}
    return told
