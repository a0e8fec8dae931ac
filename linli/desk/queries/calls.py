"""Every call with a family in one list: the log of calls and visits, and the checks, which are calls too."""

from dataclasses import dataclass
from datetime import datetime

from linli.clock import day_of
from linli.observation.models import Check
from linli.observation.queries.cases import CheckTold, observations_on
from linli.observation.queries.standing import standing_checks
from linli.observation.rules import Channel
from linli.people.queries import PersonFile
from linli.people.queries.calls import CALLS_SHOWN, CallTold, callers_in, calls_of
from linli.people.queries.corrections import moves_of
from linli.people.rules.corrections import old_door
from linli.staff.queries import names_of
from linli.staff.rules import Viewer


@dataclass(frozen=True)
class CallLine:
    """One call: an entry of the log, or a check made by visit or phone. door: where it was, '' for the present one."""

    at: datetime
    entry: CallTold | None = None
    check: CheckTold | None = None
    door: str = ""


def call_lines(*, viewer: Viewer | None, file: PersonFile) -> list[CallLine]:
    """Return the calls with a visible person and their household, the newest first, 50 at most. Five statements."""
    calls = calls_of(file=file)
    checks = _checks_at_the_door(viewer, file)
    # With the name of who alone rings, for a page says it beside these.
    names = names_of(ids={call.by for call in calls} | {check.by for check in checks} | callers_in(file=file))
    lines = [CallLine(row.at, entry=CallTold(row, names.get(row.by, ""), row.person.name)) for row in calls]
    moves = [move for those in moves_of(entries=file.ids).values() for move in those] if checks else []
    lines += [
        CallLine(
            row.claimed_at,
            check=CheckTold(row, names.get(row.by, "")),
            door=old_door(moves=moves, day=day_of(row.claimed_at), at=row.claimed_at),
        )
        for row in checks
    ]
    return sorted(lines, key=lambda line: line.at, reverse=True)[:CALLS_SHOWN]


def _checks_at_the_door(viewer: Viewer | None, file: PersonFile) -> list[Check]:
    """Return the checks of a visible person that were made by visit or phone, the newest first, 50 at most."""
    observations = observations_on(viewer=viewer, file=file)
    rows = standing_checks(
        county__in={observation.county for observation in observations},
        observation__in=[observation.pk for observation in observations],
        channel__in=[Channel.VISIT, Channel.PHONE],
    )
    return list(rows.order_by("-claimed_at", "-id")[:CALLS_SHOWN])
