"""Rows that tell of people but belong to nobody of the register: removed after their own time."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from linli.audit.commands import write_event
from linli.clock import day_of, start_of
from linli.phone.commands.forget import forget_held_before
from linli.pictures.commands.forget import forget_pictures_before
from linli.protocols.versions import NATION, NoProtocol, protocol_on
from linli.referrals.commands import forget_visits_before
from linli.rosters.commands import forget_rosters_before
from linli.subject_requests.commands import forget_requests_before
from linli.tracing.commands import forget_leads_before, forget_rows_before


@dataclass(frozen=True)
class OldRows:
    """How many rows of each kind lost what they told of somebody."""

    rosters: int = 0
    leads: int = 0
    parked: int = 0
    visits: int = 0
    held: int = 0
    pictures: int = 0
    requests: int = 0

    @property
    def anything(self) -> bool:
        """Say whether anything was removed."""
        return any(vars(self).values())


@transaction.atomic
def forget_old_rows(*, county: str, communities: Collection[str], now: datetime) -> OldRows:
    """Remove what rows of nobody told in communities of a county, the days of the protocol in force after their end.

    Without a protocol in force nothing goes. A second call removes nothing.
    """
    before = _before(county, now)
    if before is None:
        return OldRows()
    gone = OldRows(
        rosters=forget_rosters_before(communities=communities, before=before, now=now),
        leads=forget_leads_before(communities=communities, before=before),
        parked=forget_rows_before(communities=communities, before=before),
        visits=forget_visits_before(communities=communities, before=before),
        pictures=forget_pictures_before(communities=communities, before=before, now=now),
        requests=forget_requests_before(communities=communities, before=before),
    )
    if gone.anything:
        write_event(action="identity.rows_removed", area=county, by=None, now=now, changed=vars(gone))
    return gone


@transaction.atomic
def forget_old_held(*, now: datetime) -> int:
    """Remove what decided operations of revoked phones said, the nation's days after the decision; return how many."""
    before = _before(NATION, now)
    return forget_held_before(before=before) if before else 0


def _before(area: str, now: datetime) -> datetime | None:
    today = day_of(now)
    try:
        days = protocol_on(day=today, area=area).keep_days
    except NoProtocol:
        return None
    return start_of(today - timedelta(days=days))
