"""What stays of somebody whose identity was removed, field by field, and why; everything else of a person goes.

A test walks every table of Linli and fails where a field stands in neither list, so that a new field is a decision.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True)
class Table:
    """Fields that stay and fields that go, and what those that stay are for. gone: whole rows of a person go."""

    kept: tuple[str, ...]
    removed: tuple[str, ...]
    why: str
    gone: bool = False


def _table(kept: str, removed: str, why: str) -> Table:
    return Table(tuple(kept.split()), tuple(removed.split()), why)


def _rows_gone(why: str) -> Table:
    return Table((), (), why, gone=True)


PLACE: Final = "id county community area"
# Tables with something of a person. Ids say nothing once nobody can tell whose they were.
PERSONAL: Final[dict[str, Table]] = {
    "people.Person": _table(
        f"{PLACE} household registered_at identity_removed_at joined_to joined_at",
        "name search_text sex born_on id_type id_sealed id_digest phone_sealed phone_digest tags",
        "counts of people and of households seen",
    ),
    "people.Household": _table(
        PLACE,
        "address address_key building walk_order cannot_separate note",
        "counts of households seen; the address goes when nobody with an identity lives there",
    ),
    "people.PersonSource": _table(
        "id county community person kind told_at by", "note reference", "how people become known, by number"
    ),
    "people.DuplicatePair": _table(
        "id county community one other certainty grounds found_at decision decided_at decided_by",
        "reason",
        "that a pair was decided, by whom",
    ),
    "people.PersonJoin": _table(
        "id county community pair kept joined joined_at by moved undone_at undone_by",
        "reason undo_reason",
        "why an observation was struck off and never counted twice",
    ),
    "people.Call": _table(
        f"{PLACE} person household at received_at by way purpose outcome",
        "office note early_reason",
        "that somebody was looked for as often as it takes to be lost",
    ),
    "people.CallPlan": _rows_gone("a wish of a family"),
    "people.CardChange": _rows_gone("values of names, telephones and notes"),
    "referrals.ClinicVisit": _table(
        "id clinic county community temperature_tenths seen_at told_at told_by",
        "name phone_sealed phone_digest",
        "how many came unsent",
    ),
    "referrals.Referral": _table(
        f"{PLACE} person subject cause state raised_at transport protection clinic sent_to departed_at arrived_at"
        " received_at limits due_at disinfection_ordered_at disinfection_due_at disinfected_at disinfected_by"
        " disinfected_with result",
        "escort vehicle test_note",
        "counts of referrals and results, and the clock of each step",
    ),
    "referrals.ReferralStep": _table(
        "id referral community to at by result", "note", "counts of referrals and results"
    ),
    "tracing.Lead": _table(
        f"{PLACE} list source received_at due_at state assigned_to asked_community person found_at turn",
        "name id_sealed id_digest phone_sealed phone_digest born_on origin note",
        "counts of leads and how long finding took",
    ),
    "tracing.LeadEvent": _table(
        "id lead county community what at by from_state to_state about",
        "note tried",
        "every step of a search",
    ),
    "tracing.ParkedRow": _table(
        "id county community list row_number field by parked_at settled_at",
        "cells_sealed problem",
        "that a row was settled, by whom",
    ),
    "observation.Arrival": _table(
        f"{PLACE} person origin_class exposed_on left_on arrived_on contact_history known_by",
        "origin transport vehicle seat companions note",
        "counts by origin and contact, and from which day a period ran",
    ),
    "observation.Observation": _table(
        f"{PLACE} person arrival protocol anchor anchor_on last_on place category opened_as opened_at state closed_at",
        "closed_reason",
        "the balance of every report; of a move the reason is the code of the other community and stays",
    ),
    "observation.ObservationDecision": _table(
        f"{PLACE} observation kind at by values", "reason", "which days and which tests were decided"
    ),
    "observation.Check": _table(
        "county id community area observation slot_on session outcome temperature_tenths symptoms channel site device"
        " outdoors antipyretic basis claimed_at skew_seconds received_at by",
        "note",
        "figures of checks and the digests of the rows behind sealed reports",
    ),
    "observation.Alert": _table(
        f"{PLACE} observation check_id cause temperature_tenths symptoms raised_at reviewed_at reviewed_by",
        "review_reason",
        "counts of alerts, and that each was reviewed",
    ),
    "observation.Finding": _table(
        f"{PLACE} observation judgement found_at by", "words", "that a doctor judged"
    ),
    "observation.MoveRequest": _table(
        f"{PLACE} observation to_community asked_at asked_by state answered_at answered_by",
        "address answer",
        "who was responsible when",
    ),
    "observation.PoliceHandOver": _table(
        f"{PLACE} observation office at by answered_at answered_by done withdrawn_at withdrawn_by",
        "told_sealed answer",
        "that police were asked and answered",
    ),
    "duties.Duty": _table(
        "county id kind subject area slot_on session opens_at due_at overdue_at outcome done_at fact_id explained_at"
        " explained_by",
        "explanation",
        "figures of checks due and done",
    ),
    "papers.Paper": _table(
        "id county community year serial kind observation template first_on last_on code run issued_at issued_by"
        " revoked_at revoked_by",
        "values_sealed revoked_reason",
        "whether the paper that bears a number or a code is valid",
    ),
    "rosters.RosterImport": _table(
        "id county area filename year on state mappings uploaded_by uploaded_at finished_at rows_total rows_done",
        "content_sealed",
        "which list came when, and how it was read",
    ),
    "rosters.RosterRow": _table(
        "id roster position sheet row_number outcome field person",
        "sentences name raw_sealed",
        "how many rows became what",
    ),
    "phone.Receipt": _table(
        "county id area kind digest phone by claimed_at skew_seconds received_at",
        "",
        "that the same message is not taken twice; the digest is keyed",
    ),
    "phone.HeldOperation": _table(
        "id operation phone skew_seconds received_at decided_at decided_by taken",
        "sealed",
        "that what a revoked phone had was decided, by whom",
    ),
    "emergencies.Emergency": _table(
        f"{PLACE} kind people person household found_at received_at by waiting_for waiting_until closed_at",
        "words",
        "that an emergency was told and acknowledged in time",
    ),
    "emergencies.EmergencyStep": _table("id emergency kind level at by", "words", "who acknowledged when"),
    "staff.Team": _rows_gone("a team made for one observation; a grid's own team stays"),
    "pictures.Picture": _table(
        f"{PLACE} kind subject sent_sha256 kept_sha256 key bytes width height taken_by received_at struck_at struck_by"
        " removed_at",
        "struck_reason",
        "that there was a picture, and that the same is not taken twice; the file goes",
    ),
    "staff.Assignment": _table(
        "id county area user kind subject given_at given_by until_on taken_back_at taken_back_by",
        "taken_back_reason",
        "who of the staff was given what",
    ),
    "staff.TeamMember": _rows_gone("who was in it; those of a grid's own team stay"),
    "retention.Announcement": _table(
        f"{PLACE} person due_on announced_at held_until removed_at taken_back_at",
        "",
        "that it was announced in time",
    ),
    "retention.HoldBack": _table(
        "id announcement until_on at by", "reason", "who held somebody back until when"
    ),
    "audit.AuditEvent": _table(
        "county id at actor_id action area subject request_id changed digest position link",
        "",
        "the proof of who did what: it holds no identity and is never trimmed; reasons that people typed stay in it",
    ),
    "exports.Export": _table(
        f"{PLACE} kind form columns numbers from_on until_on purpose words persons state asked_at asked_by needs_second"
        " decided_at decided_by refusal made_at gone_at content_sealed trace",
        "",
        "which list left for what; its rows go after a week, what was typed stays sealed, and the trace is keyed digests",
    ),
    "audit.AuditAbout": _table(
        "county id event subject",
        "",
        "whom an event concerned, for the answer to who looked at somebody; ids only",
    ),
    "findings.ReportFinding": _table(
        "id county area day kind key said evidence found_at answer answered_at answered_by",
        "",
        "what did not fit in a community's day and what was answered; ids and numbers, nobody's name",
    ),
    "papers.PaperRun": _table(
        f"{PLACE} kind targets total done state asked_at asked_by finished_at",
        "",
        "how many papers were printed",
    ),
}
# Tables that tell of no observed person: places, rules, staff, sums and seals.
NOBODY: Final[dict[str, str]] = {
    "areas.Area": "places",
    "areas.FormerName": "places",
    "staff.User": "staff",
    "staff.Post": "staff",
    "staff.TeamPattern": "staff",
    "staff.TeamSeat": "staff",
    "staff.Substitution": "staff",
    "staff.HandOver": "staff, with numbers of what was open",
    "duties.EscalationRow": "rules",
    "audit.AuditHead": "the end of a chain",
    "referrals.Clinic": "clinics",
    "referrals.ClinicStaff": "staff",
    "tracing.LeadDeadline": "rules",
    "tracing.LeadList": "which list came when",
    "protocols.Protocol": "rules",
    "protocols.ProtocolInForce": "rules",
    "papers.PaperTemplate": "texts",
    "papers.PaperOffice": "offices",
    "papers.PaperCounter": "numbers",
    "reports.Schedule": "hours",
    "reports.RestDay": "hours",
    "reports.LateNotice": "why a report is late",
    "reports.ColumnLeftOut": "columns",
    "reports.Report": "sealed sums",
    "reports.ReportSum": "sums",
    "reports.ReceivedHash": "seals",
    "returns.Form": "superiors' forms",
    "returns.FormVersion": "superiors' forms, empty",
    "returns.TypedValue": "sums that somebody typed",
    "returns.HandIn": "sums as handed in",
    "rosters.HeaderMapping": "headers of columns",
    "phone.Phone": "staff",
    "exports.ExportLimit": "rules",
    "exports.ExportCopy": "staff who took a list",
    "signin.Attempt": "tries to sign in, as digests, for a day",
    "signin.Refusal": "limits that are reached",
    "signin.UsualPlace": "where staff sign in, as digests",
    "signin.SignInCode": "staff",
    "signin.HelperLink": "staff",
    "signin.RoleRequirement": "rules",
    "signin.TotpStep": "staff",
    "sealing.SealingKey": "which keys were used",
}


def as_page() -> str:
    """Return the whitelist as docs/retention.md."""
    return "\n".join([*_head(), *_personal(), "", *_nobody(), ""])


def _head() -> Iterator[str]:
    yield "# What stays when identity is removed"
    yield ""
    yield "Made by `linli retention --whitelist > docs/retention.md`; a test holds it to the tables. How and when:"
    yield "[decision 38](decisions/038-retention.md), [rules](rules.md#retention)."
    yield ""


def _personal() -> Iterator[str]:
    yield "| Table | Stays | Goes | What stays is for |"
    yield "|---|---|---|---|"
    for name, table in PERSONAL.items():
        if table.gone:
            yield f"| {name} | - | the rows | {table.why} |"
        else:
            yield f"| {name} | {', '.join(table.kept)} | {', '.join(table.removed) or '-'} | {table.why} |"


def _nobody() -> Iterator[str]:
    yield "These tables tell of nobody who was observed and stay as they are:"
    yield ""
    yield ", ".join(f"{name} ({why})" for name, why in NOBODY.items()) + "."
