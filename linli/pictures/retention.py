"""What stays of pictures when identity is removed, and what goes."""

from typing import Final
from uuid import UUID

from linli.erasure import PLACE, Erasure, Retention, table
from linli.pictures.commands.forget import forget_pictures


def forget(erasure: Erasure) -> list[UUID]:
    """Remove the files of pictures that show these people, their doors, or what else stands for them."""
    forget_pictures(subjects={*erasure.people, *erasure.subjects}, now=erasure.now)
    return []


RETENTION: Final = Retention(
    app="pictures",
    personal={
        "Picture": table(
            f"{PLACE} kind subject sent_sha256 kept_sha256 key bytes width height taken_by received_at struck_at"
            " struck_by removed_at",
            "struck_reason",
            "that there was a picture, and that the same is not taken twice; the file goes",
        ),
    },
    forget=forget,
)
