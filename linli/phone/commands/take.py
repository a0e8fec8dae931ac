"""Taking what a phone brought: each message judged by itself, all of them in one transaction."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from functools import partial
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from linli.clock import day_of
from linli.messages import ID_REUSED, NOT_YOURS, Answer, Message, MessageKind, Refused, Take, TakeMany
from linli.phone import kinds
from linli.phone.commands.hold import hold_operations
from linli.phone.models import Receipt
from linli.phone.reading import Delivery, TimeUnknown, digest_of, read_message
from linli.phone.rules import WhyHeld
from linli.phone.times import Sending
from linli.staff.rules import Reach, Viewer, may, may_at
from linli.stream.bulk import insert_rows
from linli.stream.tables import county_of

Answers = dict[int, Answer | Refused]  # by place in what came
Receipts = dict[UUID, Receipt]  # by message


def take_operations(
    *,
    said: Sequence[Mapping[str, Any]],
    phone: UUID,
    skew_seconds: int,
    by: Viewer,
    reach: Reach,
    now: datetime,
    sending: Sending | None = None,
) -> list[Answer]:
    """Take operations and return one answer each, in order: ok, duplicate, conflict, held, or rejected with a reason.

    The same operation again is a duplicate and changes nothing; a refused one never stops the rest. phone: its id.
    """
    told: dict[str, Any] = {"phone": phone, "skew_seconds": skew_seconds, "sending": sending}
    take = partial(take_once, said=said, **told, by=by, reach=reach, now=now)
    try:
        with transaction.atomic():
            return take()
    except IntegrityError:
        # The same operations came twice at once and the other message was first: now they are known.
        with transaction.atomic():
            return take()


def take_once(
    *,
    said: Sequence[Mapping[str, Any]],
    phone: UUID,
    skew_seconds: int,
    by: Viewer,
    reach: Reach,
    now: datetime,
    sending: Sending | None = None,
) -> list[Answer]:
    """Take operations as `take_operations` does, inside the caller's transaction.

    A record is judged by the posts held on the day it tells of. What lies outside them, and inside the community of a post
    of late, is held for who keeps its phones. Raises IntegrityError where the same ones come twice at once: roll back and
    call again.
    """
    delivery = Delivery(phone=phone, skew_seconds=skew_seconds, by=by, reach=reach, now=now, sending=sending)
    answers: Answers = {}
    messages: dict[int, Message] = {}
    for place, one in enumerate(said):
        try:
            messages[place] = read_message(said=one, delivery=delivery)
        except Refused as refused:
            answers[place] = refused
    known = _known(messages.values(), delivery)
    made: list[Receipt] = []
    for kind in kinds.KINDS:
        those = {place: message for place, message in messages.items() if message.kind == kind.code}
        if kind.take_many:
            answers |= _take_together(kind, kind.take_many, those, delivery)
        elif kind.take:
            answers |= _take_singly(kind, kind.take, those, known, made)
    insert_rows(made)
    answers |= _held(said, messages, answers, delivery)
    return [_told(one, answers[place]) for place, one in enumerate(said)]


def _known(messages: Iterable[Message], delivery: Delivery) -> Receipts:
    """Return the receipts of messages that were taken before, as far as they leave one."""
    leaving = {kind.code for kind in kinds.KINDS if kind.take}
    ids = [message.id for message in messages if message.kind in leaving]
    if not ids:
        return {}
    counties = {county_of(span.post.area) for span in delivery.reach.spans}
    return {receipt.id: receipt for receipt in Receipt.objects.filter(county__in=counties, id__in=ids)}


def _take_together(
    kind: MessageKind, take_many: TakeMany, those: Mapping[int, Message], delivery: Delivery
) -> Answers:
    if not those:
        return {}
    if not may(viewer=delivery.reach.communities, action=kind.right):
        return {place: Refused(NOT_YOURS) for place in those}
    return dict(zip(those, take_many(messages=list(those.values())), strict=True))


def _take_singly(
    kind: MessageKind, take: Take, those: Mapping[int, Message], known: Receipts, made: list[Receipt]
) -> Answers:
    """Take messages one at a time, each with a receipt, which is added to those that are known and those made."""
    answers: Answers = {}
    for place, message in those.items():
        if (receipt := known.get(message.id)) is not None:
            same = receipt.digest == digest_of(message=message)
            answers[place] = {"status": "duplicate"} if same else Refused(ID_REUSED)
            continue
        if not may(viewer=message.reach, action=kind.right):
            answers[place] = Refused(NOT_YOURS)
            continue
        try:
            with transaction.atomic():
                answers[place] = take(message=message)
        except Refused as refused:
            answers[place] = refused
            continue
        known[message.id] = _receipt(message)
        made.append(known[message.id])
    return answers


def _held(
    said: Sequence[Mapping[str, Any]],
    messages: Mapping[int, Message],
    answers: Mapping[int, Answer | Refused],
    delivery: Delivery,
) -> Answers:
    """Hold what no post of its day covered, of doors in a community where there is or was one; return their answers."""
    outside = [place for place in messages if _is_not_yours(answers[place])]
    held: Answers = {}
    why = {place: why for place in outside if (why := _why_held(messages[place], delivery))}
    for one in WhyHeld:
        places = [place for place in why if why[place] == one]
        if places:
            told = hold_operations(said=[said[place] for place in places], why=one, delivery=delivery)
            held |= dict(zip(places, told, strict=True))
    return held


def _is_not_yours(answer: Answer | Refused) -> bool:
    return isinstance(answer, Refused) and answer.reason == NOT_YOURS


def _why_held(message: Message, delivery: Delivery) -> WhyHeld | None:
    """Return why a message outside its reach is held; None for one of a door that is near no post."""
    kind = next(kind for kind in kinds.KINDS if kind.code == message.kind)
    near = delivery.reach.communities
    if not may(viewer=near, action=kind.right):
        return None
    area = kind.place(message=message)
    if area is None or not may_at(viewer=near, action=kind.right, area=area):
        return None
    ended = delivery.reach.ended_on(day_of(message.claimed_at))
    return WhyHeld.POST_ENDED if may_at(viewer=ended, action=kind.right, area=area) else WhyHeld.NO_POST


def _receipt(message: Message) -> Receipt:
    area = message.reach.posts[0].area
    return Receipt(
        county=county_of(area),
        id=message.id,
        area=area,
        kind=message.kind,
        digest=digest_of(message=message),
        phone=message.phone,
        by=message.by.user_id,
        claimed_at=message.claimed_at,
        skew_seconds=message.skew_seconds,
        time_from=message.time_from,
        received_at=message.now,
    )


def _told(said: Mapping[str, Any], answer: Answer | Refused) -> Answer:
    named = {"id": str(said.get("id", ""))}
    if not isinstance(answer, Refused):
        return named | answer
    refused: Answer = {
        "status": "rejected",
        "code": answer.reason.code,
        "reason": str(answer.reason.words),
        "fields": answer.fields,
    }
    if isinstance(answer, TimeUnknown):
        refused["times"] = [one.isoformat() for one in answer.readings]
    return named | refused
