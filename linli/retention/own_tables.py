"""What stays of retention when identity is removed, and what goes."""

from typing import Final

from linli.erasure import PLACE, Retention, table

RETENTION: Final = Retention(
    app="retention",
    personal={
        "Announcement": table(
            f"{PLACE} person due_on announced_at held_until removed_at taken_back_at",
            "",
            "that it was announced in time",
        ),
        "HoldBack": table("id announcement until_on at by", "reason", "who held somebody back until when"),
    },
)
