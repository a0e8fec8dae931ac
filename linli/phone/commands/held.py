"""What a revoked phone still had: held sealed, then taken or dropped by somebody of the community."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from linli.audit.commands import write_event
from linli.phone.commands.take import take_operations
from linli.phone.fingerprints import fingerprint
from linli.phone.models import HeldOperation, Phone
from linli.sealing.seals import seal, unseal
from linli.staff.rules import Viewer


class DecidedAlready(Exception):
    """Somebody took or dropped it meanwhile."""


@transaction.atomic
def hold_operations(
    *, said: Sequence[Mapping[str, Any]], phone: Phone, skew_seconds: int, now: datetime
) -> list[dict[str, Any]]:
    """Keep what a revoked phone sent; the same again is kept once. Returns an answer each, all held."""
    HeldOperation.objects.bulk_create(
        (
            HeldOperation(
                operation=_name_of(one),
                phone=phone,
                sealed=seal(json.dumps(one)),
                skew_seconds=skew_seconds,
                received_at=now,
            )
            for one in said
        ),
        ignore_conflicts=True,
    )
    return [{"id": str(one.get("id", "")), "status": "held"} for one in said]


def _name_of(one: Mapping[str, Any]) -> str:
    """Return the id that the phone gave an operation, or for one without a sound id a name made of what it says."""
    try:
        return str(UUID(str(one.get("id"))))
    except ValueError:
        return fingerprint(json.dumps(one, sort_keys=True))


@transaction.atomic
def take_held(
    *, held: HeldOperation, worker: Viewer, reach: Viewer, area: str, by: Viewer, now: datetime
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
