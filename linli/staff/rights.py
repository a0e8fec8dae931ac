"""Rights: one table, role x action -> which areas or rows in relation to the post. What is not in it is not allowed.

Sources: domain table of actors (who does and sees what). Counts go up; persons stay in the community.
"""

from collections.abc import Iterable, Mapping
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
    POLICE = "POLICE"  # of the station of a township
    STOREKEEPER = "STOREKEEPER"  # sees how much is needed where, and no person


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
    KEEP_RETENTION = "KEEP_RETENTION"  # whose identity is removed when, and holding somebody back
    SEE_RETENTION = "SEE_RETENTION"  # how many below
    SEE_AUDIT = "SEE_AUDIT"  # who did what, without the persons it was done to
    HAND_OVER_TO_POLICE = "HAND_OVER_TO_POLICE"  # somebody who still refuses after the last step
    ANSWER_HAND_OVER = "ANSWER_HAND_OVER"  # what the police did about somebody handed over
    SEE_HEADCOUNTS = "SEE_HEADCOUNTS"  # how many doors, people and workers, by community
    EXPORT_PEOPLE = "EXPORT_PEOPLE"  # take a list of persons away, for a reason
    APPROVE_EXPORT = "APPROVE_EXPORT"  # agree to one of somebody else; sees how many, not whom


class Relation(StrEnum):
    """What a right reaches, seen from the area of the post."""

    # The grid of the post; every grid of the community where the post is the community's.
    OWN_GRID = "OWN_GRID"
    OWN_COMMUNITY = "OWN_COMMUNITY"  # the community of the post and its grids
    OWN_OFFICE = "OWN_OFFICE"  # the very area of the post, and nothing beneath it
    BELOW = "BELOW"  # the area of the post and everything beneath it
    HANDED_OVER = "HANDED_OVER"  # only what was sent or handed over to the office of the post


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
    Role.POLICE: frozenset({Level.TOWNSHIP}),
    Role.STOREKEEPER: frozenset({Level.COUNTY, Level.TOWNSHIP, Level.COMMUNITY}),
    Role.ADMINISTRATOR: frozenset(
        {Level.PROVINCE, Level.CITY, Level.COUNTY, Level.TOWNSHIP, Level.COMMUNITY},
    ),
}


def _all(relation: Relation, *actions: Action) -> dict[Action, Relation]:
    return dict.fromkeys(actions, relation)


def _above(*actions: Action) -> dict[Action, Relation]:
    """Return what every officer above the community may do, and more; the word of an office is its own."""
    return _all(Relation.BELOW, Action.SEE_REPORT, Action.RECEIVE_REPORT, *actions) | _all(
        Relation.OWN_OFFICE, Action.SEAL_REPORT, Action.KEEP_FORMS
    )


RIGHTS: Final[Mapping[Role, Mapping[Action, Relation]]] = {
    Role.SECRETARY: _all(
        Relation.OWN_COMMUNITY,
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
        Action.ISSUE_PAPER,
        Action.EDIT_PAPER_OFFICE,
        Action.SEE_TEAMS,
        Action.FILL_TEAMS,
        Action.EDIT_TEAMS,
        Action.KEEP_RETENTION,
        Action.HAND_OVER_TO_POLICE,
        Action.EXPORT_PEOPLE,
        Action.APPROVE_EXPORT,  # of the doctor, of another secretary
    )
    | _all(Relation.OWN_OFFICE, Action.SEAL_REPORT, Action.KEEP_FORMS),
    Role.GRID_WORKER: _all(
        Relation.OWN_GRID,
        Action.SEE_PERSON,
        Action.REGISTER_PERSON,
        Action.RECORD_CHECK,
        Action.SEE_OVERDUE,
        Action.SEE_REFERRAL,
        Action.ISSUE_PAPER,
        Action.SEE_TEAMS,
        Action.TRACE_LEADS,
        Action.RAISE_EMERGENCY,
    ),
    Role.DOCTOR: _all(
        Relation.OWN_COMMUNITY,
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
        Action.EXPORT_PEOPLE,
    ),
    # A list handed down reaches the township first; it may put it into a community, and sees counts from then on.
    Role.TOWNSHIP_OFFICER: _above(
        Action.IMPORT_ROSTER,
        Action.SEE_OVERDUE,
        Action.EDIT_TEAMS,
        Action.HAND_DOWN_LEADS,
        Action.ANSWER_EMERGENCY,
        Action.ANSWER_FINDING,
        Action.APPROVE_EXPORT,
    ),
    Role.COUNTY_OFFICER: _above(
        Action.SEE_OVERDUE,
        Action.SET_PROTOCOL,
        Action.EDIT_PAPER_TEXTS,
        Action.KEEP_CLINICS,
        Action.SEE_RETENTION,
        Action.EDIT_TEAMS,
        Action.HAND_DOWN_LEADS,
        Action.ANSWER_EMERGENCY,
    ),
    Role.CITY_OFFICER: _above(),
    Role.PROVINCE_OFFICER: _above(Action.SET_REPORT_HOURS),
    Role.ADMINISTRATOR: _all(Relation.BELOW, Action.MANAGE_STAFF),
    # Sees only what was sent to its own clinic: linli.referrals.queries.
    Role.CLINIC: _all(Relation.HANDED_OVER, Action.ANSWER_REFERRAL),
    Role.AUDITOR: _all(Relation.BELOW, Action.SEE_AUDIT),
    # Sees only what a secretary handed over to its station: linli.observation.queries.police.
    Role.POLICE: _all(Relation.HANDED_OVER, Action.ANSWER_HAND_OVER),
    Role.STOREKEEPER: _all(Relation.BELOW, Action.SEE_HEADCOUNTS),
}

# Whoever may do one of these reads persons by name.
READS_PERSONS: Final = frozenset(
    {
        Action.SEE_PERSON,
        Action.REVEAL_IDENTITY,
        Action.IMPORT_ROSTER,
        Action.HAND_DOWN_LEADS,
        Action.ANSWER_REFERRAL,
        Action.ANSWER_HAND_OVER,
    }
)


def are_apart(*, one: Role, other: Role) -> bool:
    """Say whether nobody may hold both roles at a time.

    Who gives the rights reads no person by them, and who looks after everybody's acts does nothing beside it.
    """
    if one is other:
        return False
    if Role.AUDITOR in {one, other}:
        return True
    if Role.ADMINISTRATOR not in {one, other}:
        return False
    beside = other if one is Role.ADMINISTRATOR else one
    return bool(READS_PERSONS & set(RIGHTS[beside]))


def roles_with(*, action: Action) -> list[Role]:
    """Return the roles that may do an action somewhere."""
    return [role for role, actions in RIGHTS.items() if action in actions]


def may_with(*, roles: Iterable[Role], action: Action) -> bool:
    """Say whether one of some roles may do an action anywhere."""
    return any(action in RIGHTS[role] for role in roles)
