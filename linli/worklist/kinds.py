"""Every kind of duty, in the order in which a door shows them. A new one is a line here.

Read it as `kinds.KINDS`, at the moment of asking: what a name held at import would miss is on no list.
"""

from linli.duties.kinds import DutyKind
from linli.elsewhere.duties import FOUND_AWAY, FOUND_HERE
from linli.observation.duties import CHECK
from linli.people.duties import CARE
from linli.subject_requests.duties import SUBJECT_REQUEST
from linli.tracing.duties import LEAD

KINDS: tuple[DutyKind, ...] = (
    CHECK,
    FOUND_HERE,
    CARE,
    LEAD,
    FOUND_AWAY,
    SUBJECT_REQUEST,
)
