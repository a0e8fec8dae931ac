"""What stays of screening when identity is removed, and what goes."""

from typing import Final
from uuid import UUID

from linli.erasure import PLACE, Erasure, Retention, table
from linli.screening.commands import forget_doors_of


def forget(erasure: Erasure) -> list[UUID]:
    """Remove what lists tell of the doors where they lived."""
    forget_doors_of(people=erasure.people)
    return []


RETENTION: Final = Retention(
    app="screening",
    personal={
        "Door": table(
            "id county community household list is_new residents",
            "head phone_sealed",
            "that a door is on the list; name and telephone go when the secretary clears them, too",
        ),
        "DoorAnswer": table(
            f"{PLACE} household answer way at by taken_back_at taken_back_by",
            "",
            "that a door was asked, how, and by whom",
        ),
    },
    nobody={
        "DoorList": "which list of doors came when; rows that could not be read go when the secretary clears the names",
        "GridCount": "how many doors a grid has",
        "Round": "when a round began",
        "TypedAnswers": "how many doors of a grid were asked",
    },
    forget=forget,
)
