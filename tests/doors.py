"""Every door of Linli and the rights that open it: what the walk holds the pages against.

A door is an address with a method. Where a page is read by some and acted on by others it has two doors.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from linli.areas.rules import Level
from linli.staff.rights import Action

A = Action


class At(StrEnum):
    """Where what lies behind a door stands: by this the door opens or not."""

    AREA = "area"  # the grid of the row; its community where it has none
    COMMUNITY = "community"
    COUNTY = "county"
    GRID = "grid"
    PROVINCE = "province"
    CODE = "code"  # the area is named in the address
    ABOVE_CODE = "above code"  # an area is named in the address, and what counts is the one above it
    LIST = "list"  # no row is named: open to whoever may do it anywhere, and shows what lies within reach


@dataclass(frozen=True)
class Door:
    """One door. Any of `opened_by` opens it where the right's reach covers what stands behind it.

    method: "GET", or "POST" with `form` over what the walk always sends. needed: a right that must be held beside it, for
    what names persons. levels: of the areas that an address of At.CODE may name.
    """

    address: str
    at: At
    opened_by: frozenset[A]
    method: str = "GET"
    form: Mapping[str, str] = field(default_factory=dict)
    needed: A | None = None
    levels: frozenset[Level] = frozenset(Level) - {Level.GRID}


# Anybody: no right is asked, nothing of an area stands there.
OPEN_TO_STRANGERS: Final = frozenset(
    {
        "set_language",
        "account_login",
        "account_logout",
        "mfa_authenticate",
        "signin:code",
        "signin:provider",
        "signin:connect",
        "wecom_callback",
        "dingtalk_callback",
        "papers:verify",
        "phone:service_worker",
        "phone:phone",
        "phone:phone_page",
        "field-api:openapi-json",
        "field-api:api-root",
    }
)
# Whoever is signed in.
OPEN_TO_ALL: Final = frozenset(
    {
        "home",
        # Everybody's own second factors and sessions: linli/signin/tests.
        "account_reauthenticate",
        "password_change",
        "password_change_done",
        "mfa_index",
        "mfa_activate_totp",
        "mfa_deactivate_totp",
        "mfa_add_webauthn",
        "mfa_remove_webauthn",
        "mfa_view_recovery_codes",
        "mfa_generate_recovery_codes",
        "usersessions_list",
        "signin:end_others",
        "signin:end_session",
        "signin:disconnect",
        "staff:rights",
        "protocols:protocols",
        # Answer item by item: test_the_phone_brings_and_fetches_what_the_table_says.
        "field-api:sync",
        "field-api:day",
    }
)


# Only who asked takes a copy, whatever others of the same right hold: linli/exports/tests/test_taking.py.
OF_THE_ASKER: Final = frozenset({"exports:take"})


def _doors(at: At, *lines: tuple[str, set[A]]) -> list[Door]:
    return [Door(address, at, frozenset(actions)) for address, actions in lines]


def _acts(at: At, *lines: tuple[str, set[A], dict[str, str]]) -> list[Door]:
    return [Door(address, at, frozenset(actions), "POST", form) for address, actions, form in lines]


_COMMUNITY: Final = frozenset({Level.COMMUNITY})
_DECIDE: Final = {A.CLOSE_OBSERVATION, A.RELEASE_PERSON}
_TELL_LEADS: Final = {A.TRACE_LEADS, A.HAND_DOWN_LEADS}

DOORS: Final[list[Door]] = [
    *_doors(
        At.LIST,
        ("desk:day", {A.SEE_PERSON}),
        ("observation:moves", {A.CLOSE_OBSERVATION}),
        ("desk:overdue", {A.SEE_OVERDUE}),
        ("observation:releases", {A.SEE_PERSON}),
        ("observation:register", {A.REGISTER_PERSON}),
        ("desk:clinic", {A.ANSWER_REFERRAL}),
        ("desk:clinic_visits", {A.ANSWER_REFERRAL}),
        ("desk:clinics", {A.KEEP_CLINICS}),
        ("observation:alerts", {A.SEE_PERSON}),
        ("desk:grids", {A.ASSIGN_GRID}),
        ("desk:teams", {A.SEE_TEAMS, A.EDIT_TEAMS}),
        ("desk:people", {A.SEE_PERSON}),
        ("desk:card_conflicts", {A.REGISTER_PERSON}),
        ("desk:duplicates", {A.JOIN_PEOPLE}),
        ("desk:referrals", {A.SEE_REFERRAL}),
        ("desk:printed_day", {A.RECORD_CHECK}),
        ("papers:batch", {A.ISSUE_PAPER}),
        ("papers:texts", {A.EDIT_PAPER_TEXTS}),
        ("tracing:leads", _TELL_LEADS),
        ("tracing:add_lead", _TELL_LEADS),
        ("tracing:numbers", _TELL_LEADS),
        ("findings:findings", {A.ANSWER_FINDING}),
        ("emergencies:emergencies", {A.RAISE_EMERGENCY, A.ANSWER_EMERGENCY}),
        ("emergencies:add_emergency", {A.RAISE_EMERGENCY}),
        ("reports:indicators", {A.SEE_REPORT}),
        ("reports:today", {A.SEE_REPORT}),
        ("reports:hours", {A.SEE_REPORT}),
        ("returns:index", {A.KEEP_FORMS}),
        ("returns:add", {A.KEEP_FORMS}),
        ("returns:asked", {A.KEEP_FORMS}),
        ("rosters:lead_import", {A.DIRECT_LEADS, A.HAND_DOWN_LEADS}),
        ("rosters:imports", {A.IMPORT_ROSTER}),
        ("phone:phones", {A.KEEP_PHONES}),
        ("phone:import_outbox", {A.KEEP_PHONES}),
        ("staff:list", {A.MANAGE_STAFF}),
        ("staff:add", {A.MANAGE_STAFF}),
        ("desk:audit", {A.SEE_AUDIT}),
        ("staff:pattern", {A.EDIT_TEAMS}),
        ("staff:substitutions", {A.SEE_TEAMS}),
        ("signin:codes", {A.ISSUE_SIGN_IN_CODE}),
        ("exports:index", {A.EXPORT_PEOPLE, A.APPROVE_EXPORT}),
        ("exports:ask", {A.EXPORT_PEOPLE}),
        ("observation:handed_over", {A.ANSWER_HAND_OVER}),
        ("desk:headcounts", {A.SEE_HEADCOUNTS}),
        ("retention:index", {A.KEEP_RETENTION, A.SEE_RETENTION}),
    ),
    *_acts(
        At.LIST,
        ("observation:register", {A.REGISTER_PERSON}, {}),
        ("desk:clinics", {A.KEEP_CLINICS}, {}),
        ("exports:ask", {A.EXPORT_PEOPLE}, {}),
        ("desk:grids", {A.ASSIGN_GRID}, {}),
        ("desk:add_grid", {A.ASSIGN_GRID}, {}),
        ("desk:card_conflicts", {A.REGISTER_PERSON}, {}),
        ("desk:clinic_visits", {A.ANSWER_REFERRAL}, {}),
        ("papers:batch", {A.ISSUE_PAPER}, {}),
        ("tracing:add_lead", _TELL_LEADS, {}),
        ("findings:findings", {A.ANSWER_FINDING}, {}),
        ("emergencies:add_emergency", {A.RAISE_EMERGENCY}, {}),
        ("reports:set_hours", {A.SET_REPORT_HOURS}, {}),
        ("reports:add_rest_day", {A.SET_REPORT_HOURS}, {}),
        ("returns:add", {A.KEEP_FORMS}, {}),
        ("rosters:lead_import", {A.DIRECT_LEADS, A.HAND_DOWN_LEADS}, {}),
        ("rosters:imports", {A.IMPORT_ROSTER}, {}),
        ("phone:import_outbox", {A.KEEP_PHONES}, {}),
        ("staff:add", {A.MANAGE_STAFF}, {}),
        ("staff:pattern", {A.EDIT_TEAMS}, {}),
        ("staff:substitutions", {A.FILL_TEAMS}, {}),
    ),
    *_doors(
        At.AREA,
        ("observation:record_check", {A.RECORD_CHECK}),
        ("observation:explain", {A.RECORD_CHECK}),
        ("observation:finding", {A.REVIEW_ALERT}),
        ("desk:own_team", {A.FILL_TEAMS}),
        ("observation:end", {A.CLOSE_OBSERVATION}),
        ("observation:move_protocol", _DECIDE),
        ("observation:extend", _DECIDE),
        ("observation:lab_test", _DECIDE),
        ("observation:refusal", {A.RECORD_CHECK}),
        ("desk:household", {A.SEE_PERSON}),
        ("desk:household_check", {A.RECORD_CHECK}),
        ("desk:disinfect", {A.RECORD_CHECK}),
        ("desk:clinic_patient", {A.ANSWER_REFERRAL}),
        ("desk:person", {A.SEE_PERSON}),
        ("desk:calls", {A.RECORD_CHECK}),
        ("desk:person_card", {A.REGISTER_PERSON}),
        ("desk:household_card", {A.REGISTER_PERSON}),
        ("desk:referral", {A.SEE_REFERRAL}),
        ("papers:of_observation", {A.ISSUE_PAPER}),
        ("papers:show", {A.ISSUE_PAPER}),
        ("retention:hold", {A.KEEP_RETENTION}),
        ("exports:show", {A.EXPORT_PEOPLE, A.APPROVE_EXPORT}),
        ("observation:hand_over_to_police", {A.HAND_OVER_TO_POLICE}),
        ("observation:police_case", {A.ANSWER_HAND_OVER}),
        ("desk:access_log", {A.SEE_PERSON, A.SEE_AUDIT}),
        ("papers:run", {A.ISSUE_PAPER}),
        ("papers:run_progress", {A.ISSUE_PAPER}),
        ("papers:run_file", {A.ISSUE_PAPER}),
        ("tracing:lead", {A.TRACE_LEADS, A.DIRECT_LEADS}),
        ("emergencies:emergency", {A.RAISE_EMERGENCY, A.ANSWER_EMERGENCY}),
    ),
    *_acts(
        At.AREA,
        ("observation:record_check", {A.RECORD_CHECK}, {}),
        ("observation:release", {A.RELEASE_PERSON}, {}),
        ("observation:explain", {A.RECORD_CHECK}, {}),
        ("observation:finding", {A.REVIEW_ALERT}, {}),
        ("desk:own_team", {A.FILL_TEAMS}, {}),
        ("observation:end", {A.CLOSE_OBSERVATION}, {}),
        ("observation:move_protocol", _DECIDE, {}),
        ("observation:extend", _DECIDE, {}),
        ("observation:lab_test", _DECIDE, {}),
        ("observation:refusal", {A.RECORD_CHECK}, {}),
        ("desk:household_check", {A.RECORD_CHECK}, {}),
        ("desk:order_disinfection", {A.JUDGE_REFERRAL}, {}),
        ("desk:disinfect", {A.RECORD_CHECK}, {}),
        ("desk:clinic_patient", {A.ANSWER_REFERRAL}, {}),
        ("observation:review_alert", {A.REVIEW_ALERT}, {}),
        ("desk:reveal", {A.REVEAL_IDENTITY}, {}),
        ("desk:calls", {A.RECORD_CHECK}, {}),
        ("desk:call_plan", {A.RECORD_CHECK}, {}),
        ("desk:person_card", {A.REGISTER_PERSON}, {}),
        ("desk:household_card", {A.REGISTER_PERSON}, {}),
        ("desk:referral", {A.MOVE_REFERRAL}, {"to": "TRANSPORT"}),
        ("desk:referral", {A.JUDGE_REFERRAL}, {"to": "ACCEPTED"}),
        ("papers:of_observation", {A.ISSUE_PAPER}, {}),
        ("papers:revoke", {A.ISSUE_PAPER}, {}),
        ("retention:hold", {A.KEEP_RETENTION}, {}),
        # In these rows the doctor asked, so that secretary and township may answer.
        ("exports:approve", {A.APPROVE_EXPORT}, {"persons": "1"}),
        ("exports:refuse", {A.APPROVE_EXPORT}, {}),
        ("observation:hand_over_to_police", {A.HAND_OVER_TO_POLICE}, {}),
        ("observation:withdraw_from_police", {A.HAND_OVER_TO_POLICE}, {}),
        ("observation:police_case", {A.ANSWER_HAND_OVER}, {}),
        ("observation:police_phone", {A.ANSWER_HAND_OVER}, {}),
        ("tracing:lead", {A.TRACE_LEADS, A.DIRECT_LEADS}, {}),
        ("tracing:lead_phone", {A.TRACE_LEADS, A.DIRECT_LEADS}, {}),
        ("emergencies:emergency", {A.RAISE_EMERGENCY, A.ANSWER_EMERGENCY}, {"what": "follow"}),
        ("emergencies:emergency", {A.ANSWER_EMERGENCY}, {"what": "close", "words": "已了结"}),
    ),
    *_doors(
        At.COMMUNITY,
        ("desk:duplicate", {A.JOIN_PEOPLE}),
        ("papers:office", {A.EDIT_PAPER_OFFICE}),
        ("tracing:list", {A.DIRECT_LEADS}),
        ("findings:finding", {A.SEE_REPORT}),
        ("returns:show", {A.KEEP_FORMS}),
        ("returns:day", {A.KEEP_FORMS}),
        ("returns:file", {A.KEEP_FORMS}),
        ("phone:phone_detail", {A.KEEP_PHONES}),
        ("phone:revoke_phone", {A.KEEP_PHONES}),
    ),
    *_acts(
        At.COMMUNITY,
        ("observation:accept_move", {A.CLOSE_OBSERVATION}, {}),
        ("observation:refuse_move", {A.CLOSE_OBSERVATION}, {}),
        ("observation:withdraw_move", {A.CLOSE_OBSERVATION}, {}),
        ("desk:duplicate", {A.JOIN_PEOPLE}, {}),
        ("desk:undo_join", {A.JOIN_PEOPLE}, {}),
        ("papers:office", {A.EDIT_PAPER_OFFICE}, {}),
        ("tracing:correct_row", {A.DIRECT_LEADS}, {}),
        ("tracing:drop_row", {A.DIRECT_LEADS}, {}),
        ("tracing:accept_lead", {A.DIRECT_LEADS}, {}),
        ("tracing:refuse_lead", {A.DIRECT_LEADS}, {}),
        ("findings:finding", {A.ANSWER_FINDING}, {}),
        ("returns:layout", {A.KEEP_FORMS}, {}),
        ("returns:point", {A.KEEP_FORMS}, {}),
        ("returns:end", {A.KEEP_FORMS}, {}),
        ("returns:type", {A.KEEP_FORMS}, {}),
        ("returns:hand_in", {A.KEEP_FORMS}, {}),
        ("phone:phone_detail", {A.KEEP_PHONES}, {}),
        ("phone:revoke_phone", {A.KEEP_PHONES}, {}),
        ("staff:end_post", {A.MANAGE_STAFF}, {}),
        ("staff:give", {A.MANAGE_STAFF}, {}),
    ),
    *_doors(
        At.GRID,
        ("desk:handover", {A.SEE_TEAMS}),
        ("staff:team", {A.FILL_TEAMS}),
    ),
    *_acts(
        At.GRID,
        ("staff:team", {A.FILL_TEAMS}, {}),
        ("signin:issue_code", {A.ISSUE_SIGN_IN_CODE}, {}),
        ("staff:end_substitution", {A.FILL_TEAMS}, {}),
        # Opens to the taker alone, whatever the post; in these rows that is who fills the teams.
        ("staff:confirm_handover", {A.FILL_TEAMS}, {}),
    ),
    *_doors(At.COUNTY, ("papers:text", {A.EDIT_PAPER_TEXTS}), ("protocols:own_protocol", {A.SET_PROTOCOL})),
    *_acts(
        At.COUNTY,
        ("papers:text", {A.EDIT_PAPER_TEXTS}, {}),
        ("protocols:protocol", {A.SET_PROTOCOL}, {}),
        ("protocols:own_protocol", {A.SET_PROTOCOL}, {}),
        ("desk:close_clinic", {A.KEEP_CLINICS}, {}),
        ("desk:clinic_staff", {A.KEEP_CLINICS}, {}),
    ),
    *_doors(
        At.CODE,
        ("reports:day", {A.SEE_REPORT}),
        ("reports:text", {A.SEE_REPORT}),
        ("reports:export", {A.SEE_REPORT}),
        ("reports:history", {A.SEE_REPORT}),
    ),
    *_acts(
        At.CODE,
        ("reports:seal", {A.SEAL_REPORT}, {}),
        ("reports:correct", {A.SEAL_REPORT}, {}),
        ("reports:announce", {A.SEAL_REPORT}, {}),
    ),
    # What roles need is set for the whole installation, by an administrator of the province.
    *(
        Door("signin:requirements", At.PROVINCE, frozenset({A.MANAGE_STAFF}), method)
        for method in ("GET", "POST")
    ),
    # In the rows of the walk the community has sealed.
    *(
        Door(f"reports:{act}", At.ABOVE_CODE, frozenset({A.RECEIVE_REPORT}), "POST", levels=_COMMUNITY)
        for act in ("return", "receive")
    ),
    # Columns that apply nowhere are said by the community that counts them.
    *(
        Door(
            "reports:columns",
            At.CODE,
            frozenset({A.SEAL_REPORT}),
            method,
            {"key": "from_wuhan"},
            levels=_COMMUNITY,
        )
        for method in ("GET", "POST")
    ),
    # Behind a community's figure stand persons, above it the figures of those beneath.
    Door("reports:figure", At.CODE, frozenset({A.SEE_REPORT}), needed=A.SEE_PERSON, levels=_COMMUNITY),
    Door(
        "reports:figure",
        At.CODE,
        frozenset({A.SEE_REPORT}),
        levels=frozenset(Level) - {Level.GRID} - _COMMUNITY,
    ),
    # A township imports too, and sees of it only what it uploaded itself.
    *(
        Door(f"rosters:{page}", At.COMMUNITY, frozenset({A.IMPORT_ROSTER}), needed=A.SEE_PERSON)
        for page in ("detail", "progress", "errors", "mapping")
    ),
    *(
        Door(f"rosters:{act}", At.COMMUNITY, frozenset({A.IMPORT_ROSTER}), "POST", needed=A.SEE_PERSON)
        for act in ("mapping", "cancel")
    ),
]
