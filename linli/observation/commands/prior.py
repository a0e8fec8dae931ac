"""What was recorded before a batch of checks, as far as it decides what becomes of them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final
from uuid import UUID

from django.db.models import Q

from linli import kept
from linli.clock import SHANGHAI
from linli.observation.models import Check
from linli.observation.queries.standing import all_checks, as_rows, is_struck, of_row
from linli.observation.rules import CALLS, Channel, CheckOutcome
from linli.protocols.rules import session_at
from linli.protocols.versions import rules_of

if TYPE_CHECKING:
    from linli.observation.commands.checks import NewCheck

# Told by the person or seen at the door: what of one session is held against each other.
COMPARED: Final = frozenset({Channel.SELF, Channel.PROXY, Channel.VISIT})
ONE_DAY: Final = timedelta(days=1)
# Two parameters a check: one statement stays well below SQLite's limit of 32,766.
CHECKS_A_STATEMENT: Final = 5000


@dataclass(frozen=True)
class Prior:
    """Checks in the database.

    same: those that have one of the ids, struck or not; around: those done and standing that new ones may meet.
    """

    same: dict[UUID, Check]
    around: Sequence[Check]

    def calls(self, *, subjects: Iterable[UUID], first: date) -> list[Check]:
        """Return the calls about subjects from the day before `first` on, in the order in which they were received."""
        wanted = set(subjects)
        calls = [
            check
            for check in self.around
            if check.channel in CALLS and check.observation_id in wanted and check.slot_on >= first - ONE_DAY
        ]
        return sorted(calls, key=lambda check: (check.received_at, check.id))

    def compared(self) -> list[Check]:
        """Return what is held against what is told or seen in the same session."""
        return [check for check in self.around if check.channel in COMPARED]


def read_prior(*, county: str, new: "Sequence[NewCheck]") -> Prior:
    """Read what was recorded before a batch of one county. One statement for 5,000 checks."""
    same: dict[UUID, Check] = {}
    around: dict[UUID, Check] = {}
    for start in range(0, len(new), CHECKS_A_STATEMENT):
        part = new[start : start + CHECKS_A_STATEMENT]
        ids, observations = {one.id for one in part}, {one.observation.pk for one in part}
        days = [slot_of(one)[0] for one in part]
        asked = kept.query(_same_or_met, county=county, first=min(days), last=max(days), checks=len(ids))
        for check in map(of_row, kept.rows(asked, ids=[*ids, *observations])):
            if check.id in ids:
                same[check.id] = check
            if (
                check.observation_id in observations
                and check.outcome == CheckOutcome.DONE
                and not is_struck(check=check)
            ):
                around[check.id] = check
    return Prior(same, list(around.values()))


def _same_or_met(*, county: str, first: date, last: date, checks: int, ids: Sequence[UUID]) -> kept.Values:
    """Ask for checks of some ids, and those that new ones may meet. ids: of so many checks, then of observations."""
    # Both sides of the OR lie along an index of their own: the key, and a person's checks by day.
    met = Q(observation__in=ids[checks:], outcome=CheckOutcome.DONE, slot_on__gte=first - ONE_DAY) & (
        Q(slot_on__gte=first, slot_on__lte=last) | Q(channel__in=sorted(CALLS))
    )
    return as_rows(all_checks(Q(id__in=ids[:checks]) | met, county=county))


def slot_of(new: "NewCheck") -> tuple[date, str]:
    """Return the day and session that a check belongs to, by when it was done."""
    claimed = new.claimed_at.astimezone(SHANGHAI)
    sessions = rules_of(new.observation.protocol_id).sessions
    return claimed.date(), session_at(sessions=sessions, clock=claimed.time()).code
