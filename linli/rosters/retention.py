"""What stays of rosters when identity is removed, and what goes."""

from typing import Final
from uuid import UUID

from linli.erasure import Erasure, Retention, table
from linli.rosters.commands import forget_rows_of


def forget(erasure: Erasure) -> list[UUID]:
    """Remove what rows of rosters told of them."""
    forget_rows_of(people=erasure.people)
    return []


RETENTION: Final = Retention(
    app="rosters",
    personal={
        "RosterImport": table(
            "id county area filename year on state mappings uploaded_by uploaded_at finished_at rows_total rows_done",
            "content_sealed",
            "which list came when, and how it was read",
        ),
        "RosterRow": table(
            "id roster position sheet row_number outcome field person at observation found taken_back",
            "sentences name raw_sealed",
            "how many rows became what",
        ),
    },
    nobody={
        "TakingBack": "which rows of a list were taken back, when, by whom and why",
        "HeaderMapping": "headers of columns",
    },
    forget=forget,
)
