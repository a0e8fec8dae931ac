"""What was held sealed for somebody of the community to look at: taken or dropped."""

import json
from datetime import datetime
from typing import Any

from django.db import transaction

from linli.audit.commands import write_event
from linli.phone.commands.take import take_operations
from linli.phone.models import HeldOperation
from linli.sealing.seals import unseal
from linli.staff.rules import Reach, Viewer


class DecidedAlready(Exception):
    """Somebody took or dropped it meanwhile."""


@transaction.atomic
def take_held(
    *, held: HeldOperation, worker: Viewer, reach: Reach, area: str, by: Viewer, now: datetime
) -> dict[str, Any]:
    """Take a held operation as its worker's; return its answer. A refused one stays held. Raises DecidedAlready."""
    said = json.loads(unseal(held.sealed))
    (answer,) = take_operations(
        said=[said], phone=held.phone_id, skew_seconds=held.skew_seconds, by=worker, reach=reach, now=now
    )
    if answer["status"] != "rejected":
        _decide(held, area, by, now, taken=True)
    return answer


@transaction.atomic
def drop_held(*, held: HeldOperation, area: str, by: Viewer, now: datetime) -> None:
    """Decide that a held operation is not taken; it stays on file. Raises DecidedAlready."""
    _decide(held, area, by, now, taken=False)


def _decide(held: HeldOperation, area: str, by: Viewer, now: datetime, *, taken: bool) -> None:
    same = HeldOperation.objects.filter(pk=held.pk, decided_at=None)
    if not same.update(decided_at=now, decided_by=by.user_id, taken=taken):
        raise DecidedAlready(held.pk)
    write_event(
        action="operation.taken" if taken else "operation.dropped",
        area=area,
        by=by.user_id,
        now=now,
        subject=held.phone.user_id,
        changed={"operation": held.operation},
    )
