"""What each app says of its tables, in the order in which they forget: later ones see which rows earlier ones named."""

from typing import Final

from linli.access.retention import RETENTION as ACCESS
from linli.areas.retention import RETENTION as AREAS
from linli.audit.retention import RETENTION as AUDIT
from linli.beat.retention import RETENTION as BEAT
from linli.budgets.retention import RETENTION as BUDGETS
from linli.channels.retention import RETENTION as CHANNELS
from linli.disclosures.retention import RETENTION as DISCLOSURES
from linli.duties.retention import RETENTION as DUTIES
from linli.elsewhere.retention import RETENTION as ELSEWHERE
from linli.emergencies.retention import RETENTION as EMERGENCIES
from linli.erasure import Retention
from linli.exports.retention import RETENTION as EXPORTS
from linli.findings.retention import RETENTION as FINDINGS
from linli.moves.retention import RETENTION as MOVES
from linli.observation.retention import RETENTION as OBSERVATION
from linli.papers.retention import RETENTION as PAPERS
from linli.people.retention import RETENTION as PEOPLE
from linli.phone.retention import RETENTION as PHONE
from linli.pictures.retention import RETENTION as PICTURES
from linli.police.retention import RETENTION as POLICE
from linli.protocols.retention import RETENTION as PROTOCOLS
from linli.referrals.retention import RETENTION as REFERRALS
from linli.reports.retention import RETENTION as REPORTS
from linli.retention.own_tables import RETENTION as OWN
from linli.returns.retention import RETENTION as RETURNS
from linli.rosters.retention import RETENTION as ROSTERS
from linli.screening.retention import RETENTION as SCREENING
from linli.sealing.retention import RETENTION as SEALING
from linli.shifts.retention import RETENTION as SHIFTS
from linli.signin.retention import RETENTION as SIGNIN
from linli.staff.retention import RETENTION as STAFF
from linli.staff_lists.retention import RETENTION as STAFF_LISTS
from linli.subject_requests.retention import RETENTION as SUBJECT_REQUESTS
from linli.tracing.retention import RETENTION as TRACING

APPS: Final[tuple[Retention, ...]] = (
    # First what stands for a person, then the doors that people leave empty, then what speaks of either.
    OBSERVATION,
    ELSEWHERE,
    MOVES,
    POLICE,
    REFERRALS,
    TRACING,
    DISCLOSURES,
    SUBJECT_REQUESTS,
    PAPERS,
    ROSTERS,
    STAFF,
    PEOPLE,
    SCREENING,
    EMERGENCIES,
    PHONE,
    ACCESS,
    PICTURES,
    # Nothing of these is forgotten with a person.
    AREAS,
    AUDIT,
    BEAT,
    BUDGETS,
    CHANNELS,
    DUTIES,
    PROTOCOLS,
    REPORTS,
    FINDINGS,
    EXPORTS,
    RETURNS,
    SHIFTS,
    SIGNIN,
    STAFF_LISTS,
    SEALING,
    OWN,
)
