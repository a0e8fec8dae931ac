"""Doors of desk and the rights that open them."""

from typing import Final

from tests.door import A, At, Door, acts, doors

DOORS: Final[list[Door]] = [
    *doors(
        At.LIST,
        ("desk:assigned", {A.SEE_ASSIGNED}),
        ("desk:day", {A.SEE_PERSON}),
        ("desk:overdue", {A.SEE_OVERDUE}),
        ("desk:clinic", {A.ANSWER_REFERRAL}),
        ("desk:clinic_visits", {A.ANSWER_REFERRAL}),
        ("desk:clinics", {A.KEEP_CLINICS}),
        ("desk:grids", {A.ASSIGN_GRID}),
        ("desk:teams", {A.EDIT_TEAMS, A.SEE_TEAMS}),
        ("desk:people", {A.SEE_PERSON}),
        ("desk:card_conflicts", {A.REGISTER_PERSON}),
        ("desk:duplicates", {A.JOIN_PEOPLE}),
        ("desk:referrals", {A.SEE_REFERRAL}),
        ("desk:printed_day", {A.RECORD_CHECK}),
        ("desk:audit", {A.SEE_AUDIT}),
        ("desk:headcounts", {A.SEE_HEADCOUNTS}),
    ),
    *acts(
        At.LIST,
        ("desk:clinics", {A.KEEP_CLINICS}, {}),
        ("desk:grids", {A.ASSIGN_GRID}, {}),
        ("desk:add_grid", {A.ASSIGN_GRID}, {}),
        ("desk:card_conflicts", {A.REGISTER_PERSON}, {}),
        ("desk:clinic_visits", {A.ANSWER_REFERRAL}, {}),
    ),
    *doors(
        At.AREA,
        ("desk:own_team", {A.FILL_TEAMS}),
        ("desk:household", {A.SEE_PERSON}),
        ("desk:household_section", {A.SEE_PERSON}),
        ("desk:household_check", {A.RECORD_CHECK}),
        ("desk:disinfect", {A.RECORD_CHECK}),
        ("desk:clinic_patient", {A.ANSWER_REFERRAL}),
        ("desk:person", {A.SEE_PERSON}),
        ("desk:person_section", {A.SEE_PERSON}),
        ("desk:calls", {A.RECORD_CHECK}),
        ("desk:person_card", {A.REGISTER_PERSON}),
        ("desk:household_card", {A.REGISTER_PERSON}),
        ("desk:referral", {A.SEE_REFERRAL}),
        ("desk:access_log", {A.SEE_AUDIT, A.SEE_PERSON}),
    ),
    *acts(
        At.AREA,
        ("desk:own_team", {A.FILL_TEAMS}, {}),
        ("desk:household_check", {A.RECORD_CHECK}, {}),
        ("desk:order_disinfection", {A.JUDGE_REFERRAL}, {}),
        ("desk:disinfect", {A.RECORD_CHECK}, {}),
        ("desk:clinic_patient", {A.ANSWER_REFERRAL}, {}),
        ("desk:reveal", {A.REVEAL_IDENTITY}, {}),
        ("desk:calls", {A.RECORD_CHECK}, {}),
        ("desk:call_plan", {A.RECORD_CHECK}, {}),
        ("desk:person_card", {A.REGISTER_PERSON}, {}),
        ("desk:household_card", {A.REGISTER_PERSON}, {}),
        ("desk:referral", {A.MOVE_REFERRAL}, {"to": "TRANSPORT"}),
        ("desk:referral", {A.JUDGE_REFERRAL}, {"to": "ACCEPTED"}),
    ),
    *doors(
        At.COMMUNITY,
        ("desk:duplicate", {A.JOIN_PEOPLE}),
    ),
    *acts(
        At.COMMUNITY,
        ("desk:duplicate", {A.JOIN_PEOPLE}, {}),
        ("desk:undo_join", {A.JOIN_PEOPLE}, {}),
    ),
    *doors(
        At.GRID,
        ("desk:handover", {A.SEE_TEAMS}),
    ),
    *acts(
        At.COUNTY,
        ("desk:close_clinic", {A.KEEP_CLINICS}, {}),
        ("desk:clinic_staff", {A.KEEP_CLINICS}, {}),
    ),
]
