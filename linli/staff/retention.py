"""What stays of staff when identity is removed, and what goes."""

from typing import Final
from uuid import UUID

from linli.erasure import Erasure, Retention, rows_gone, table
from linli.staff.commands.forget import disband_teams, forget_assignments


def forget(erasure: Erasure) -> list[UUID]:
    """Disband the teams that were made for one observation, and forget why something of a person was taken back."""
    disband_teams(communities=set(erasure.communities), subjects=list(erasure.subjects))
    forget_assignments(subjects={*erasure.people, *erasure.subjects})
    return []


RETENTION: Final = Retention(
    app="staff",
    personal={
        "Team": rows_gone("a team made for one observation; a grid's own team stays"),
        "Assignment": table(
            "id county area user kind subject given_at given_by until_on taken_back_at taken_back_by",
            "taken_back_reason",
            "who of the staff was given what",
        ),
        "TeamMember": rows_gone("who was in it; those of a grid's own team stay"),
    },
    nobody={
        "User": "staff",
        "Post": "staff",
        "StaffChange": "staff",
        "PostOffer": "staff",
        "Confirmation": "staff, about posts alone",
        "TeamPattern": "staff",
        "TeamSeat": "staff",
        "Substitution": "staff",
        "HandOver": "staff, with numbers of what was open",
    },
    forget=forget,
)
