"""Events of tries that led nowhere: each one of a known account; of names that nobody has so many an hour, then counted."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import F

from linli.audit.commands import write_event
from linli.signin.models import UnknownTries
from linli.signin.queries.places import NO_AREA
from linli.signin.rules import UNKNOWN_NAMES, hour_of


@transaction.atomic
def write_tried(
    *, action: str, area: str, user_id: UUID | None, changed: Mapping[str, object], now: datetime
) -> None:
    """Write the event of a try. user_id: None where nobody has the name.

    The same statements run for a name that somebody has and for one that nobody has: what has no room left is written
    and undone, so that a full hour does not tell them apart.
    """
    tries = _count(more=0 if user_id else 1, now=now)
    kept = transaction.savepoint()
    write_event(action=action, area=area, by=None, now=now, subject=user_id, changed=changed)
    if user_id or tries <= UNKNOWN_NAMES.most:
        transaction.savepoint_commit(kept)
    else:
        transaction.savepoint_rollback(kept)
    if not user_id and tries == UNKNOWN_NAMES.most + 1:
        until = hour_of(now) + UNKNOWN_NAMES.within
        _write("sign_in.unknown_many", {"events": UNKNOWN_NAMES.most, "until": until.isoformat()}, now)


def close_hours(*, now: datetime) -> int:
    """Write of each hour that is over and had no room for all how many tries it had; return how many hours went."""
    over = list(UnknownTries.objects.filter(begins_at__lte=now - UNKNOWN_NAMES.within))
    for hour in over:
        with transaction.atomic():
            gone, _of_what = UnknownTries.objects.filter(pk=hour.pk).delete()
            # Of two who close it at once, one writes.
            if gone and hour.tries > UNKNOWN_NAMES.most:
                told = {"tries": hour.tries, "since": hour.begins_at.isoformat()}
                _write("sign_in.unknown_counted", told, now)
    return len(over)


def _count(*, more: int, now: datetime) -> int:
    """Add to the tries of this hour and return how many it has."""
    hour = UnknownTries(begins_at=hour_of(now))
    UnknownTries.objects.bulk_create([hour], ignore_conflicts=True)
    this = UnknownTries.objects.filter(pk=hour.pk)
    this.update(tries=F("tries") + more)
    return this.values_list("tries", flat=True).get()


def _write(action: str, changed: Mapping[str, object], now: datetime) -> None:
    write_event(action=action, area=NO_AREA, by=None, now=now, changed=changed)
