"""The secretary is told a week before: a row for each person, taken back where it is no longer due."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from linli.areas.rules import AreaCode
from linli.audit.commands import write_events
from linli.clock import day_of
from linli.ids import new_id
from linli.retention.models import Announcement
from linli.retention.queries.files import ACTIVE, Standing
from linli.retention.rules import is_to_announce


@dataclass(frozen=True)
class Announced:
    """How many people of a community were announced, and of how many it was taken back."""

    new: int
    taken_back: int


@transaction.atomic
def announce_due(*, community: str, found: Sequence[Standing], now: datetime) -> Announced:
    """Announce who of a community's people is due within a week, and take back who no longer is.

    found: everybody of the community of whom there may be something to tell. A second call announces nobody again.
    Five statements however many people.
    """
    due = {s.person: s for s in found if is_to_announce(on_file=s.on_file, today=day_of(now))}
    known = Announcement.objects.filter(ACTIVE, community=community)
    # Somebody who moved away is announced there.
    gone = [row for row in known if row.person_id not in due]
    Announcement.objects.filter(pk__in=[row.pk for row in gone]).update(taken_back_at=now)
    rows = [_row(s, now) for s in due.values() if s.on_file.announced_on is None]
    made = Announcement.objects.bulk_create(rows)
    for action, people in (
        ("identity.announced", [row.person_id for row in made]),
        ("identity.not_due", [row.person_id for row in gone]),
    ):
        write_events(action=action, area=community, by=None, now=now, subjects=people)
    return Announced(len(made), len(gone))


def _row(standing: Standing, now: datetime) -> Announcement:
    assert standing.due_on is not None  # noqa: S101 (who is announced is due)
    return Announcement(
        id=new_id(),
        county=AreaCode(standing.community).county,
        community=standing.community,
        area=standing.area,
        person_id=standing.person,
        due_on=standing.due_on,
        announced_at=now,
    )
