"""What stays of telling people to whom their data went when identity is removed, and what goes."""

from typing import Final
from uuid import UUID

from linli.disclosures.commands import forget_words
from linli.erasure import PLACE, Erasure, Retention, table


def forget(erasure: Erasure) -> list[UUID]:
    """Remove what was written in words; nothing else hangs on it."""
    forget_words(people=erasure.people)
    return []


RETENTION: Final = Retention(
    app="disclosures",
    personal={
        "DisclosureWord": table(
            f"{PLACE} person kind about recipient said way told_at because at by struck_at struck_by",
            "words struck_reason",
            "that somebody was told to whom their data went",
        ),
    },
    forget=forget,
)
