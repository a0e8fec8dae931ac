"""What stays of phone when identity is removed, and what goes."""

from typing import Final
from uuid import UUID

from linli.erasure import Erasure, Retention, table
from linli.phone.commands.forget import forget_held_of


def forget(erasure: Erasure) -> list[UUID]:
    """Remove what decided operations that were held told of them."""
    forget_held_of(subjects={*erasure.people, *erasure.subjects})
    return []


RETENTION: Final = Retention(
    app="phone",
    personal={
        "Receipt": table(
            "county id area kind digest phone by claimed_at skew_seconds time_from received_at",
            "",
            "that the same message is not taken twice; the digest is keyed",
        ),
        "HeldOperation": table(
            "id operation phone skew_seconds why alarm area times told_on received_at decided_at decided_by taken",
            "sealed reason",
            "that what was held was decided, by whom",
        ),
    },
    nobody={
        "Phone": "staff",
    },
    forget=forget,
)
