"""What apps say of their acts in the audit, of their places in the menu and of what waits for somebody, collected."""

from typing import Final

from django.utils.functional import Promise

from linli.access.acts import ACTS as ACCESS_ACTS
from linli.access.menu import DOORS as ACCESS_DOORS
from linli.alerts.menu import DOORS as ALERTS_DOORS
from linli.alerts.waits import WAITS as ALERTS_WAITS
from linli.areas.acts import ACTS as AREAS_ACTS
from linli.arrivals.acts import ACTS as ARRIVALS_ACTS
from linli.audit.acts import ACTS as AUDIT_ACTS
from linli.audit.acts import Acts
from linli.budgets.acts import ACTS as BUDGETS_ACTS
from linli.budgets.menu import DOORS as BUDGETS_DOORS
from linli.channels.acts import ACTS as CHANNELS_ACTS
from linli.channels.menu import DOORS as CHANNELS_DOORS
from linli.channels.waits import WAITS as CHANNELS_WAITS
from linli.desk.acts import ACTS as DESK_ACTS
from linli.desk.own_doors import DOORS as DESK_DOORS
from linli.desk.own_doors import DOORS_BEHIND as DESK_DOORS_BEHIND
from linli.desk.own_waits import WAITS as DESK_WAITS
from linli.desk.own_waits import assigned_waits
from linli.disclosures.acts import ACTS as DISCLOSURES_ACTS
from linli.elsewhere.acts import ACTS as ELSEWHERE_ACTS
from linli.emergencies.acts import ACTS as EMERGENCIES_ACTS
from linli.emergencies.menu import DOORS as EMERGENCIES_DOORS
from linli.emergencies.waits import WAITS as EMERGENCIES_WAITS
from linli.exports.acts import ACTS as EXPORTS_ACTS
from linli.exports.menu import DOORS as EXPORTS_DOORS
from linli.exports.waits import WAITS as EXPORTS_WAITS
from linli.findings.acts import ACTS as FINDINGS_ACTS
from linli.findings.menu import DOORS as FINDINGS_DOORS
from linli.findings.waits import WAITS as FINDINGS_WAITS
from linli.lost.menu import DOORS as LOST_DOORS
from linli.moves.acts import ACTS as MOVES_ACTS
from linli.moves.menu import DOORS as MOVES_DOORS
from linli.moves.waits import WAITS as MOVES_WAITS
from linli.observation.acts import ACTS as OBSERVATION_ACTS
from linli.observation.menu import DOORS as OBSERVATION_DOORS
from linli.observation.waits import WAITS as OBSERVATION_WAITS
from linli.papers.acts import ACTS as PAPERS_ACTS
from linli.papers.menu import DOORS as PAPERS_DOORS
from linli.people.acts import ACTS as PEOPLE_ACTS
from linli.phone.acts import ACTS as PHONE_ACTS
from linli.phone.menu import DOORS as PHONE_DOORS
from linli.phone.waits import WAITS as PHONE_WAITS
from linli.pictures.acts import ACTS as PICTURES_ACTS
from linli.police.acts import ACTS as POLICE_ACTS
from linli.police.menu import DOORS as POLICE_DOORS
from linli.police.waits import WAITS as POLICE_WAITS
from linli.protocols.acts import ACTS as PROTOCOLS_ACTS
from linli.protocols.menu import DOORS as PROTOCOLS_DOORS
from linli.referrals.acts import ACTS as REFERRALS_ACTS
from linli.reports.acts import ACTS as REPORTS_ACTS
from linli.reports.menu import DOORS as REPORTS_DOORS
from linli.reports.waits import WAITS as REPORTS_WAITS
from linli.retention.acts import ACTS as RETENTION_ACTS
from linli.retention.menu import DOORS as RETENTION_DOORS
from linli.returns.acts import ACTS as RETURNS_ACTS
from linli.returns.menu import DOORS as RETURNS_DOORS
from linli.returns.waits import WAITS as RETURNS_WAITS
from linli.rosters.acts import ACTS as ROSTERS_ACTS
from linli.rosters.menu import DOORS as ROSTERS_DOORS
from linli.screening.acts import ACTS as SCREENING_ACTS
from linli.screening.menu import DOORS as SCREENING_DOORS
from linli.screening.waits import WAITS as SCREENING_WAITS
from linli.shifts.acts import ACTS as SHIFTS_ACTS
from linli.shifts.menu import DOORS as SHIFTS_DOORS
from linli.shifts.waits import WAITS as SHIFTS_WAITS
from linli.shortening.menu import DOORS as SHORTENING_DOORS
from linli.shortening.waits import WAITS as SHORTENING_WAITS
from linli.signin.acts import ACTS as SIGNIN_ACTS
from linli.signin.menu import DOORS as SIGNIN_DOORS
from linli.staff.acts import ACTS as STAFF_ACTS
from linli.staff.assigned import AssignedKind
from linli.staff.menu import Door, Group
from linli.staff.own_doors import DOORS as STAFF_DOORS
from linli.staff.own_waits import WAITS as STAFF_WAITS
from linli.staff.waits import Waits
from linli.staff_lists.acts import ACTS as STAFF_LISTS_ACTS
from linli.subject_requests.acts import ACTS as SUBJECT_REQUESTS_ACTS
from linli.subject_requests.menu import DOORS as SUBJECT_REQUESTS_DOORS
from linli.subject_requests.waits import WAITS as SUBJECT_REQUESTS_WAITS
from linli.tracing.acts import ACTS as TRACING_ACTS
from linli.tracing.menu import DOORS as TRACING_DOORS
from linli.tracing.waits import WAITS as TRACING_WAITS

_ACTS: Final[tuple[Acts, ...]] = (
    ACCESS_ACTS,
    AREAS_ACTS,
    ARRIVALS_ACTS,
    AUDIT_ACTS,
    BUDGETS_ACTS,
    CHANNELS_ACTS,
    DESK_ACTS,
    DISCLOSURES_ACTS,
    ELSEWHERE_ACTS,
    EMERGENCIES_ACTS,
    EXPORTS_ACTS,
    FINDINGS_ACTS,
    MOVES_ACTS,
    OBSERVATION_ACTS,
    PAPERS_ACTS,
    PEOPLE_ACTS,
    PHONE_ACTS,
    PICTURES_ACTS,
    POLICE_ACTS,
    PROTOCOLS_ACTS,
    REFERRALS_ACTS,
    REPORTS_ACTS,
    RETENTION_ACTS,
    RETURNS_ACTS,
    ROSTERS_ACTS,
    SHIFTS_ACTS,
    SCREENING_ACTS,
    SIGNIN_ACTS,
    STAFF_ACTS,
    STAFF_LISTS_ACTS,
    SUBJECT_REQUESTS_ACTS,
    TRACING_ACTS,
)
# Words for every act that the audit knows, by its code.
ACTS: Final[dict[str, str | Promise]] = {code: words for acts in _ACTS for code, words in acts.words.items()}
# Acts by which somebody was looked at or given on -> where the event says why.
LOOKS: Final[dict[str, str]] = {code: reason for acts in _ACTS for code, reason in acts.looks.items()}

_DOORS: Final[tuple[tuple[Door, ...], ...]] = (
    EMERGENCIES_DOORS,
    DESK_DOORS,
    SHIFTS_DOORS,
    ALERTS_DOORS,
    OBSERVATION_DOORS,
    SHORTENING_DOORS,
    LOST_DOORS,
    DESK_DOORS_BEHIND,
    SCREENING_DOORS,
    POLICE_DOORS,
    MOVES_DOORS,
    TRACING_DOORS,
    PAPERS_DOORS,
    ROSTERS_DOORS,
    EXPORTS_DOORS,
    BUDGETS_DOORS,
    REPORTS_DOORS,
    RETURNS_DOORS,
    FINDINGS_DOORS,
    RETENTION_DOORS,
    SUBJECT_REQUESTS_DOORS,
    PROTOCOLS_DOORS,
    SIGNIN_DOORS,
    ACCESS_DOORS,
    CHANNELS_DOORS,
    PHONE_DOORS,
    STAFF_DOORS,
)
# Kinds of subjects that are assigned by name, in the order in which they are shown to whom they were assigned.
ASSIGNED: Final[tuple[AssignedKind, ...]] = ()
# Every door in the order of the menu: by group, then as its app stands above.
DOORS: Final[tuple[Door, ...]] = tuple(
    door for group in Group for doors in _DOORS for door in doors if door.group == group
)
_WAITS: Final[tuple[tuple[Waits, ...], ...]] = (
    EMERGENCIES_WAITS,
    ALERTS_WAITS,
    DESK_WAITS,
    REPORTS_WAITS,
    RETURNS_WAITS,
    TRACING_WAITS,
    MOVES_WAITS,
    POLICE_WAITS,
    OBSERVATION_WAITS,
    SHORTENING_WAITS,
    SCREENING_WAITS,
    SHIFTS_WAITS,
    STAFF_WAITS,
    EXPORTS_WAITS,
    FINDINGS_WAITS,
    SUBJECT_REQUESTS_WAITS,
    PHONE_WAITS,
    CHANNELS_WAITS,
    assigned_waits(kinds=ASSIGNED),
)
# Every kind of what waits for somebody, in the order in which lines of one moment stand.
WAITS: Final[tuple[Waits, ...]] = tuple(kind for kinds in _WAITS for kind in kinds)
