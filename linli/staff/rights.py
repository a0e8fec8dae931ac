"""Rights: one table, role x action. What is not in it is not allowed.

Sources: domain table of actors (who does and sees what). Counts go up; persons stay in the community.
"""

from enum import StrEnum
from typing import Final

from linli.areas.rules import Level


class Role(StrEnum):
    """What somebody is at an area."""

    SECRETARY = "SECRETARY"
    GRID_WORKER = "GRID_WORKER"
    DOCTOR = "DOCTOR"
    TOWNSHIP_OFFICER = "TOWNSHIP_OFFICER"
    COUNTY_OFFICER = "COUNTY_OFFICER"
    CITY_OFFICER = "CITY_OFFICER"
    PROVINCE_OFFICER = "PROVINCE_OFFICER"
    ADMINISTRATOR = "ADMINISTRATOR"


class Action(StrEnum):
    """What somebody may do within the areas of a post."""

    SEE_PERSON = "SEE_PERSON"
    REVEAL_IDENTITY = "REVEAL_IDENTITY"
    REGISTER_PERSON = "REGISTER_PERSON"
    JOIN_PEOPLE = "JOIN_PEOPLE"
    ASSIGN_GRID = "ASSIGN_GRID"
    IMPORT_ROSTER = "IMPORT_ROSTER"
    RECORD_CHECK = "RECORD_CHECK"
    SEE_OVERDUE = "SEE_OVERDUE"
    REVIEW_ALERT = "REVIEW_ALERT"
    CLOSE_OBSERVATION = "CLOSE_OBSERVATION"
    RELEASE_PERSON = "RELEASE_PERSON"
    SEE_REFERRAL = "SEE_REFERRAL"
    JUDGE_REFERRAL = "JUDGE_REFERRAL"
    MOVE_REFERRAL = "MOVE_REFERRAL"
    TRACE_LEADS = "TRACE_LEADS"
    DIRECT_LEADS = "DIRECT_LEADS"
    HAND_DOWN_LEADS = "HAND_DOWN_LEADS"
    SEE_REPORT = "SEE_REPORT"
    SEAL_REPORT = "SEAL_REPORT"
    RECEIVE_REPORT = "RECEIVE_REPORT"
    MANAGE_STAFF = "MANAGE_STAFF"


# A post of a role stands at an area of one of these levels.
LEVELS: Final[dict[Role, frozenset[Level]]] = {
    Role.SECRETARY: frozenset({Level.COMMUNITY}),
    Role.GRID_WORKER: frozenset({Level.COMMUNITY, Level.GRID}),
    Role.DOCTOR: frozenset({Level.COMMUNITY}),
    Role.TOWNSHIP_OFFICER: frozenset({Level.TOWNSHIP}),
    Role.COUNTY_OFFICER: frozenset({Level.COUNTY}),
    Role.CITY_OFFICER: frozenset({Level.CITY}),
    Role.PROVINCE_OFFICER: frozenset({Level.PROVINCE}),
    Role.ADMINISTRATOR: frozenset(
        {Level.PROVINCE, Level.CITY, Level.COUNTY, Level.TOWNSHIP, Level.COMMUNITY},
    ),
}

_OFFICER: Final = frozenset({Action.SEE_REPORT, Action.SEAL_REPORT, Action.RECEIVE_REPORT})

RIGHTS: Final[dict[Role, frozenset[Action]]] = {
    Role.SECRETARY: frozenset(
        {
            Action.SEE_PERSON,
            Action.REVEAL_IDENTITY,
            Action.REGISTER_PERSON,
            Action.JOIN_PEOPLE,
            Action.ASSIGN_GRID,
            Action.IMPORT_ROSTER,
            Action.RECORD_CHECK,
            Action.SEE_OVERDUE,
            Action.CLOSE_OBSERVATION,
            Action.SEE_REFERRAL,
            Action.MOVE_REFERRAL,
            Action.TRACE_LEADS,
            Action.DIRECT_LEADS,
            Action.SEE_REPORT,
            Action.SEAL_REPORT,
        },
    ),
    Role.GRID_WORKER: frozenset(
        {
            Action.SEE_PERSON,
            Action.REGISTER_PERSON,
            Action.RECORD_CHECK,
            Action.SEE_OVERDUE,
            Action.SEE_REFERRAL,
            Action.TRACE_LEADS,
        },
    ),
    Role.DOCTOR: frozenset(
        {
            Action.SEE_PERSON,
            Action.REVEAL_IDENTITY,
            Action.RECORD_CHECK,
            Action.SEE_OVERDUE,
            Action.REVIEW_ALERT,
            Action.RELEASE_PERSON,
            Action.SEE_REFERRAL,
            Action.JUDGE_REFERRAL,
            Action.MOVE_REFERRAL,
        },
    ),
    # A list handed down reaches the township first; it may put it into a community, and sees counts from then on.
    Role.TOWNSHIP_OFFICER: _OFFICER | {Action.IMPORT_ROSTER, Action.SEE_OVERDUE, Action.HAND_DOWN_LEADS},
    Role.COUNTY_OFFICER: _OFFICER | {Action.SEE_OVERDUE, Action.HAND_DOWN_LEADS},
    Role.CITY_OFFICER: _OFFICER,
    Role.PROVINCE_OFFICER: _OFFICER,
    Role.ADMINISTRATOR: frozenset({Action.MANAGE_STAFF}),
}
