"""What apps show on the page of a person and of a household, collected; a line here is a section there.

Apart from registers.py, which the reads behind some sections import.
"""

from typing import Final

from linli.arrivals.sections import ARRIVALS
from linli.course.sections import ALERTS, FACTS, JUDGED, MEMBERS, OBSERVATIONS, TEAM
from linli.desk.own_sections import AGREEMENT, ALL_LOOKS, CALLS, CARE, DISCLOSURES, LOOKS, SHEETS
from linli.moves.sections import MOVES
from linli.people.queries import Household, PersonFile
from linli.people.sections import CORRECTIONS, GUARDIANS, IDENTITY, SOURCES, TOLD_AGAIN
from linli.police.sections import HAND_OVERS
from linli.referrals.sections import HISTORY, REFERRALS
from linli.staff.sections import Section
from linli.subject_requests.sections import REQUESTS

# In the order of the page.
PERSON_SECTIONS: Final[tuple[Section[PersonFile], ...]] = (
    ALERTS,
    TOLD_AGAIN,
    REFERRALS,
    AGREEMENT,
    IDENTITY,
    GUARDIANS,
    CALLS,
    OBSERVATIONS,
    SHEETS,
    HISTORY,
    JUDGED,
    MOVES,
    HAND_OVERS,
    TEAM,
    FACTS,
    ARRIVALS,
    CORRECTIONS,
    SOURCES,
    DISCLOSURES,
    REQUESTS,
    LOOKS,
)
# What is kept of somebody whose identity was removed: days, readings and ends, and who had looked.
REMOVED_PERSON_SECTIONS: Final[tuple[Section[PersonFile], ...]] = (OBSERVATIONS, SHEETS, JUDGED, ALL_LOOKS)
HOUSEHOLD_SECTIONS: Final[tuple[Section[Household], ...]] = (MEMBERS, CARE)
