"""Taking what a phone brought: each operation judged by itself, all of them in one transaction."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.db import IntegrityError, transaction

from linli.phone.commands.arrivals import take_arrival
from linli.phone.commands.calls import take_call
from linli.phone.commands.cards import take_household_card, take_person_card
from linli.phone.commands.checks import take_checks
from linli.phone.commands.emergencies import take_emergency
from linli.phone.models import Phone, Receipt
from linli.phone.operations import Operation, read_operation
from linli.phone.refusals import Refused
from linli.staff.rules import Viewer
from linli.stream.bulk import insert_rows
from linli.stream.tables import county_of

Take = Callable[..., dict[str, Any]]
# Arrivals first: what else was seen may be told of them.
KINDS: Final[Mapping[str, Take]] = {
    "arrival": take_arrival,
    "person": take_person_card,
    "household": take_household_card,
    "call": take_call,
    "emergency": take_emergency,
}


def take_operations(
    *,
    said: Sequence[Mapping[str, Any]],
    phone: Phone,
    skew_seconds: int,
    by: Viewer,
    reach: Viewer,
    now: datetime,
) -> list[dict[str, Any]]:
    """Take operations and return one answer each, in order: ok, duplicate, conflict, or rejected with a reason.

    The same operation again is a duplicate and changes nothing; a refused one never stops the rest.
    """
    try:
        return _take(said, phone, skew_seconds, by, reach, now)
    except IntegrityError:
        # The same operations came twice at once and the other message was first: now they are known.
        return _take(said, phone, skew_seconds, by, reach, now)


@transaction.atomic
def _take(
    said: Sequence[Mapping[str, Any]],
    phone: Phone,
    skew_seconds: int,
    by: Viewer,
    reach: Viewer,
    now: datetime,
) -> list[dict[str, Any]]:
    answers: dict[int, dict[str, Any] | Refused] = {}
    operations: dict[int, Operation] = {}
    for place, one in enumerate(said):
        try:
            operations[place] = read_operation(said=one, skew_seconds=skew_seconds)
        except Refused as refused:
            answers[place] = refused
    answers |= _take_singly(operations, phone, by, reach, now)
    places = list(operations)
    checks = take_checks(operations=list(operations.values()), by=by, reach=reach, now=now)
    answers |= {places[place]: answer for place, answer in checks.items()}
    return [_told(one, answers[place]) for place, one in enumerate(said)]


def _take_singly(
    operations: Mapping[int, Operation], phone: Phone, by: Viewer, reach: Viewer, now: datetime
) -> dict[int, dict[str, Any] | Refused]:
    """Take what is no check, one at a time, each with a receipt."""
    rest = {place: operation for place, operation in operations.items() if operation.kind in KINDS}
    if not rest:
        return {}
    counties = {county_of(post.area) for post in reach.posts}
    known: dict[UUID, Receipt] = {
        receipt.id: receipt
        for receipt in Receipt.objects.filter(county__in=counties, id__in=[o.id for o in rest.values()])
    }
    answers: dict[int, dict[str, Any] | Refused] = {}
    receipts: list[Receipt] = []
    for kind, take in KINDS.items():
        for place, operation in rest.items():
            if operation.kind != kind:
                continue
            if (receipt := known.get(operation.id)) is not None:
                same = receipt.digest == operation.digest
                answers[place] = {"status": "duplicate"} if same else Refused("id_reused")
                continue
            try:
                with transaction.atomic():
                    answers[place] = take(operation=operation, by=by, reach=reach, now=now)
            except Refused as refused:
                answers[place] = refused
                continue
            known[operation.id] = _receipt(operation, phone, by, reach, now)
            receipts.append(known[operation.id])
    insert_rows(receipts)
    return answers


def _receipt(operation: Operation, phone: Phone, by: Viewer, reach: Viewer, now: datetime) -> Receipt:
    return Receipt(
        county=county_of(reach.posts[0].area),
        id=operation.id,
        area=reach.posts[0].area,
        kind=operation.kind,
        digest=operation.digest,
        phone=phone.pk,
        by=by.user_id,
        claimed_at=operation.claimed_at,
        skew_seconds=operation.skew_seconds,
        received_at=now,
    )


def _told(said: Mapping[str, Any], answer: dict[str, Any] | Refused) -> dict[str, Any]:
    named = {"id": str(said.get("id", ""))}
    if isinstance(answer, Refused):
        return named | {
            "status": "rejected",
            "code": answer.code,
            "reason": answer.reason,
            "fields": answer.fields,
        }
    return named | answer
