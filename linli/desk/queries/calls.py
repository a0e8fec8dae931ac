"""Every call with a family in one list: the log of calls and visits, and the checks, which are calls too."""

from dataclasses import dataclass
from datetime import datetime

from linli.observation.models import Check
from linli.observation.queries.cases import CheckTold, observations_of
from linli.observation.rules import Channel
from linli.people.models import Person
from linli.people.queries.calls import CALLS_SHOWN, CallTold, calls_of
from linli.staff.queries import names_of
from linli.staff.rules import Viewer


@dataclass(frozen=True)
class CallLine:
    """One call: an entry of the log, or a check made by visit or phone."""

    at: datetime
    entry: CallTold | None = None
    check: CheckTold | None = None


def call_lines(*, viewer: Viewer | None, person: Person) -> list[CallLine]:
    """Return the calls with a visible person and their household, the newest first, 50 at most."""
    lines = [CallLine(told.entry.at, entry=told) for told in calls_of(person=person)]
    lines += [CallLine(told.check.claimed_at, check=told) for told in _checks_at_the_door(viewer, person)]
    return sorted(lines, key=lambda line: line.at, reverse=True)[:CALLS_SHOWN]


def _checks_at_the_door(viewer: Viewer | None, person: Person) -> list[CheckTold]:
    """Return the checks of a visible person that were made by visit or phone, the newest first, 50 at most."""
    observations = observations_of(viewer=viewer, person=person)
    rows = list(
        Check.objects.filter(
            county__in={observation.county for observation in observations},
            observation__in=observations,
            channel__in=[Channel.VISIT, Channel.PHONE],
        ).order_by("-claimed_at", "-id")[:CALLS_SHOWN]
    )
    names = names_of(ids={row.by for row in rows})
    return [CheckTold(row, names.get(row.by, "")) for row in rows]
