"""What stays of staff when identity is removed, and what goes."""

from typing import Final
from uuid import UUID

from linli.erasure import Erasure, Retention, rows_gone
from linli.staff.commands.forget import disband_teams


def forget(erasure: Erasure) -> list[UUID]:
    """Disband the teams that were made for one observation."""
    disband_teams(communities=set(erasure.communities), subjects=list(erasure.subjects))
    return []


RETENTION: Final = Retention(
    app="staff",
    personal={
        "Team": rows_gone("a team made for one observation; a grid's own team stays"),
        "TeamMember": rows_gone("who was in it; those of a grid's own team stay"),
    },
    nobody={
        "User": "staff",
        "Post": "staff",
        "TeamPattern": "staff",
        "TeamSeat": "staff",
        "Substitution": "staff",
        "HandOver": "staff, with numbers of what was open",
    },
    forget=forget,
)
