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
    CLINIC = "CLINIC"  # of a fever clinic, at its county
    AUDITOR = "AUDITOR"  # sees what was done by whom, and no person


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
    ANSWER_REFERRAL = "ANSWER_REFERRAL"
    KEEP_CLINICS = "KEEP_CLINICS"
    TRACE_LEADS = "TRACE_LEADS"
    DIRECT_LEADS = "DIRECT_LEADS"
    HAND_DOWN_LEADS = "HAND_DOWN_LEADS"
    ANSWER_FINDING = "ANSWER_FINDING"  # say what is behind what does not fit
    RAISE_EMERGENCY = "RAISE_EMERGENCY"
    ANSWER_EMERGENCY = "ANSWER_EMERGENCY"  # for one's level
    ISSUE_SIGN_IN_CODE = "ISSUE_SIGN_IN_CODE"  # once, to a worker of one's own who cannot sign in
    KEEP_PHONES = "KEEP_PHONES"  # which phones the workers carry, and what a revoked one still had
    SEE_REPORT = "SEE_REPORT"
    SEAL_REPORT = "SEAL_REPORT"
    RECEIVE_REPORT = "RECEIVE_REPORT"
    SET_REPORT_HOURS = "SET_REPORT_HOURS"  # by when each level reports, days of rest
    KEEP_FORMS = "KEEP_FORMS"  # what superiors ask of one's own area, in their own files
    SET_PROTOCOL = "SET_PROTOCOL"
    MANAGE_STAFF = "MANAGE_STAFF"
    ISSUE_PAPER = "ISSUE_PAPER"
    EDIT_PAPER_TEXTS = "EDIT_PAPER_TEXTS"
    EDIT_PAPER_OFFICE = "EDIT_PAPER_OFFICE"
    SEE_TEAMS = "SEE_TEAMS"  # who is in a team, by name
    FILL_TEAMS = "FILL_TEAMS"  # seats, substitutions, hand-overs
    EDIT_TEAMS = "EDIT_TEAMS"  # what seats a team has
    SEE_AUDIT = "SEE_AUDIT"  # who did what, without the persons it was done to


# A post of a role stands at an area of one of these levels.
LEVELS: Final[dict[Role, frozenset[Level]]] = {
    Role.SECRETARY: frozenset({Level.COMMUNITY}),
    Role.GRID_WORKER: frozenset({Level.COMMUNITY, Level.GRID}),
    Role.DOCTOR: frozenset({Level.COMMUNITY}),
    Role.TOWNSHIP_OFFICER: frozenset({Level.TOWNSHIP}),
    Role.COUNTY_OFFICER: frozenset({Level.COUNTY}),
    Role.CITY_OFFICER: frozenset({Level.CITY}),
    Role.PROVINCE_OFFICER: frozenset({Level.PROVINCE}),
    Role.CLINIC: frozenset({Level.COUNTY}),
    Role.AUDITOR: frozenset({Level.COUNTY}),  # events lie by county
    Role.ADMINISTRATOR: frozenset(
        {Level.PROVINCE, Level.CITY, Level.COUNTY, Level.TOWNSHIP, Level.COMMUNITY},
    ),
}

_OFFICER: Final = frozenset({Action.SEE_REPORT, Action.SEAL_REPORT, Action.RECEIVE_REPORT, Action.KEEP_FORMS})

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
            Action.RELEASE_PERSON,  # where the protocol names the secretary to sign
            Action.SEE_REFERRAL,
            Action.MOVE_REFERRAL,
            Action.TRACE_LEADS,
            Action.DIRECT_LEADS,
            Action.ANSWER_FINDING,
            Action.RAISE_EMERGENCY,
            Action.ANSWER_EMERGENCY,
            Action.ISSUE_SIGN_IN_CODE,
            Action.KEEP_PHONES,
            Action.SEE_REPORT,
            Action.SEAL_REPORT,
            Action.KEEP_FORMS,
            Action.ISSUE_PAPER,
            Action.EDIT_PAPER_OFFICE,
            Action.SEE_TEAMS,
            Action.FILL_TEAMS,
            Action.EDIT_TEAMS,
        },
    ),
    Role.GRID_WORKER: frozenset(
        {
            Action.SEE_PERSON,
            Action.REGISTER_PERSON,
            Action.RECORD_CHECK,
            Action.SEE_OVERDUE,
            Action.SEE_REFERRAL,
            Action.ISSUE_PAPER,
            Action.SEE_TEAMS,
            Action.TRACE_LEADS,
            Action.RAISE_EMERGENCY,
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
            Action.ISSUE_PAPER,
            Action.SEE_TEAMS,
            Action.RAISE_EMERGENCY,
        },
    ),
    # A list handed down reaches the township first; it may put it into a community, and sees counts from then on.
    Role.TOWNSHIP_OFFICER: _OFFICER
    | {
        Action.IMPORT_ROSTER,
        Action.SEE_OVERDUE,
        Action.EDIT_TEAMS,
        Action.HAND_DOWN_LEADS,
        Action.ANSWER_EMERGENCY,
        Action.ANSWER_FINDING,
    },
    Role.COUNTY_OFFICER: _OFFICER
    | {
        Action.SEE_OVERDUE,
        Action.SET_PROTOCOL,
        Action.EDIT_PAPER_TEXTS,
        Action.KEEP_CLINICS,
        Action.EDIT_TEAMS,
        Action.HAND_DOWN_LEADS,
        Action.ANSWER_EMERGENCY,
    },
    Role.CITY_OFFICER: _OFFICER,
    Role.PROVINCE_OFFICER: _OFFICER | {Action.SET_REPORT_HOURS},
    Role.ADMINISTRATOR: frozenset({Action.MANAGE_STAFF}),
    # Sees only what was sent to its own clinic: linli.referrals.queries.
    Role.CLINIC: frozenset({Action.ANSWER_REFERRAL}),
    Role.AUDITOR: frozenset({Action.SEE_AUDIT}),
}
