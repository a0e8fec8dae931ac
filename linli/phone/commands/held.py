"""What was held sealed for somebody of the community to look at: taken, dropped, and looked at again."""

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from linli.audit.commands import write_event
from linli.phone.commands.take import take_operations
from linli.phone.kinds import rank_of
from linli.phone.models import HeldOperation
from linli.phone.reading import WHICH_TIME, as_resolved
from linli.sealing.seals import unseal
from linli.staff.rules import Reach, Viewer


class DecidedAlready(Exception):
    """Somebody took or dropped it meanwhile."""


class HeldNeedsReason(Exception):
    """Nobody said why."""


class TimeNotSaid(Exception):
    """Its phone's clock was moved, and nobody said when it was made."""


class NotDropped(Exception):
    """It waits already, was taken, or nothing of it is on file any more."""


@transaction.atomic
def take_held(
    *,
    held: HeldOperation,
    worker: Viewer,
    reach: Reach,
    area: str,
    by: Viewer,
    now: datetime,
    at: datetime | None = None,
) -> dict[str, Any]:
    """Take a held operation as its worker's; return its answer. A refused one stays held. Raises DecidedAlready, TimeNotSaid.

    at: when it was made, of one that does not know itself.
    """
    if held.times is not None and at is None:
        raise TimeNotSaid(held.pk)
    said = as_resolved(said=json.loads(unseal(held.sealed)), at=None if held.times is None else at)
    (answer,) = take_operations(
        said=[said], phone=held.phone_id, skew_seconds=held.skew_seconds, by=worker, reach=reach, now=now
    )
    if answer["status"] != "rejected":
        _decide(held, area, by, now, taken=True, reason=held.reason)
    return answer


def take_all_held(
    *, held: Sequence[tuple[HeldOperation, Reach]], worker: Viewer, area: str, by: Viewer, now: datetime
) -> list[tuple[HeldOperation, dict[str, Any]]]:
    """Take held operations, each with the reach that judges it, as `take_held` does; return those that were refused.

    One after the other, each a transaction of its own, so that others write in between. Arrivals first, for what else was
    seen may be told of them. One that somebody decided on meanwhile is left as they decided, one that does not know its time
    waits for somebody who says it.
    """
    refused = []
    for one, reach in sorted(held, key=lambda pair: rank_of(code=_kind_of(pair[0]))):
        try:
            answer = take_held(held=one, worker=worker, reach=reach, area=area, by=by, now=now)
        except DecidedAlready:
            continue
        except TimeNotSaid:
            refused.append((one, {"status": "rejected", "reason": str(WHICH_TIME.words)}))
            continue
        if answer["status"] == "rejected":
            refused.append((one, answer))
    return refused


def _kind_of(held: HeldOperation) -> object:
    return json.loads(unseal(held.sealed)).get("kind")


@transaction.atomic
def drop_held(*, held: HeldOperation, reason: str, area: str, by: Viewer, now: datetime) -> None:
    """Decide with a reason that a held operation is not taken; it stays on file. Raises DecidedAlready, HeldNeedsReason."""
    _decide(held, area, by, now, taken=False, reason=_said(reason))


@transaction.atomic
def reopen_held(*, held: HeldOperation, reason: str, area: str, by: Viewer, now: datetime) -> None:
    """Let a held operation that was not taken wait again, with a reason. Raises NotDropped, HeldNeedsReason.

    Who had dropped it stays in the audit.
    """
    dropped = HeldOperation.objects.filter(pk=held.pk, taken=False).exclude(sealed__isempty=True)
    if not dropped.update(decided_at=None, decided_by=None, taken=None, reason=_said(reason)):
        raise NotDropped(held.pk)
    _write("operation.reopened", held, area, by, now)


def _said(reason: str) -> str:
    """Return a reason without what stands around it. Raises HeldNeedsReason."""
    if not reason.strip():
        raise HeldNeedsReason
    return reason.strip()


def _decide(held: HeldOperation, area: str, by: Viewer, now: datetime, *, taken: bool, reason: str) -> None:
    same = HeldOperation.objects.filter(pk=held.pk, decided_at=None)
    if not same.update(decided_at=now, decided_by=by.user_id, taken=taken, reason=reason):
        raise DecidedAlready(held.pk)
    _write("operation.taken" if taken else "operation.dropped", held, area, by, now)


def _write(action: str, held: HeldOperation, area: str, by: Viewer, now: datetime) -> None:
    """Write down an act, without its reason, which is sealed: events lie open."""
    write_event(
        action=action,
        area=area,
        by=by.user_id,
        now=now,
        subject=held.phone.user_id,
        changed={"operation": held.operation},
    )
