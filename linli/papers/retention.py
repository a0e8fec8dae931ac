"""What stays of papers when identity is removed, and what goes."""

from typing import Final
from uuid import UUID

from linli.erasure import PLACE, Erasure, Retention, table
from linli.papers.commands import forget_papers


def forget(erasure: Erasure) -> list[UUID]:
    """Remove what their papers say; numbers and codes stay, so that a paper can still be checked."""
    forget_papers(observations=list(erasure.subjects))
    return []


RETENTION: Final = Retention(
    app="papers",
    personal={
        "Paper": table(
            "id county community year serial kind observation template first_on last_on code run issued_at issued_by"
            " revoked_at revoked_by",
            "values_sealed revoked_reason",
            "whether the paper that bears a number or a code is valid",
        ),
        "PaperRun": table(
            f"{PLACE} kind targets total done state asked_at asked_by finished_at",
            "",
            "how many papers were printed",
        ),
    },
    nobody={
        "PaperTemplate": "texts",
        "PaperOffice": "offices",
        "PaperCounter": "numbers",
    },
    forget=forget,
)
