"""Reading of messages: from what a phone sent to values that an app takes, one by one."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from django.utils.translation import gettext_lazy as _
from pydantic import ValidationError

from linli.clock import day_of
from linli.messages import (
    MALFORMED,
    UNKNOWN_KIND,
    UNKNOWN_SCHEMA,
    Message,
    MessageKind,
    Reason,
    Refused,
)
from linli.phone.faults import fault_words
from linli.phone.fingerprints import fingerprint
from linli.phone.kinds import kind_of
from linli.phone.rules import ClockIsNonsense, by_our_clock, offset_of
from linli.phone.shapes import SCHEMA, Envelope, RecordClock, SyncIn
from linli.phone.times import (
    Evidence,
    Moment,
    Sending,
    TimeFrom,
    WhichTime,
    earliest_of,
    time_of,
    time_said,
)
from linli.staff.rules import Reach, Viewer

WHICH_TIME: Final = Reason("which_time", _("手机的时间变过，这条记录是什么时候的，请您选一下。"))
# Keys of an operation that tell of its time beside the phone's clock.
OF_ITS_TIME: Final = frozenset({"clock", "time_said"})
NUL: Final = "\\u0000"  # as JSON writes it


class TimeUnknown(Refused):
    """The phone's clock was moved around a message; `readings`: when it may have been made, the earliest first, perhaps none."""

    def __init__(self, readings: Sequence[datetime]) -> None:
        super().__init__(WHICH_TIME)
        self.readings = tuple(readings)


@dataclass(frozen=True)
class Delivery:
    """What all messages of one delivery have in common; see Message. reach: every post of late, each with its days.

    sending: what it tells of the phone's clock; None: skew_seconds is all there is.
    """

    phone: UUID
    skew_seconds: int
    by: Viewer
    reach: Reach
    now: datetime
    sending: Sending | None = None


def read_message(*, said: Mapping[str, Any], delivery: Delivery) -> Message:
    """Read one message. Raises Refused: malformed, unknown_kind, unknown_schema; TimeUnknown, where somebody must say it."""
    try:
        envelope = Envelope.model_validate(said)
        kind = kind_of(code=envelope.kind)
        if kind is None:
            raise Refused(UNKNOWN_KIND)
        if envelope.schema_ != SCHEMA:
            raise Refused(UNKNOWN_SCHEMA)
        data = kind.shape.model_validate(envelope.data)
    except ValidationError as error:
        raise Refused(MALFORMED, _fields(error)) from error
    if NUL in json.dumps(said):
        raise Refused(MALFORMED)  # nobody types one, and PostgreSQL keeps none
    moment = _moment(envelope, kind, delivery)
    return Message(
        id=envelope.id,
        kind=envelope.kind,
        data=data,
        base=envelope.base,
        said=said,
        claimed_at=moment.at,
        skew_seconds=moment.skew_seconds,
        time_from=moment.how,
        phone=delivery.phone,
        by=delivery.by,
        reach=delivery.reach.on(day_of(moment.at)),
        now=delivery.now,
    )


def digest_of(*, message: Message) -> str:
    """Name what a message says, so that another one under its id is found; keyed, so that nobody guesses what it said.

    What it tells of its time beside the phone's clock is left out: once it was asked for, the same message says more.
    """
    return fingerprint(json.dumps(_bare(message.said), sort_keys=True, separators=(",", ":"), default=str))


def _bare(said: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in said.items() if key not in OF_ITS_TIME}


def as_resolved(*, said: Mapping[str, Any], at: datetime | None) -> dict[str, Any]:
    """Return an operation whose time somebody has said, or, without one, whose evidence was weighed when it came."""
    kept = {key: value for key, value in said.items() if key != "clock"}
    return kept if at is None else kept | {"time_said": at.isoformat()}


def sending_of(*, body: SyncIn, now: datetime) -> Sending:
    """Return what a message tells of its phone's clock. Raises ClockIsNonsense."""
    return Sending(
        now=now,
        offset=timedelta(seconds=offset_of(sent_at=body.sent_at, now=now)),
        sent_at=body.sent_at,
        page=body.page,
        mark=timedelta(milliseconds=body.mark_ms),
        moves=body.moves,
    )


def _moment(envelope: Envelope, kind: MessageKind, delivery: Delivery) -> Moment:
    """Return when a message was made. Raises Refused for no year that anybody lives in, TimeUnknown where nobody can say."""
    told, clock, sending = envelope.claimed_at, envelope.clock, delivery.sending
    try:
        if envelope.time_said is not None:
            return time_said(told=told, said=envelope.time_said)
        if clock is None or sending is None:
            at = by_our_clock(told=told, skew_seconds=delivery.skew_seconds)
            return Moment(at=at, skew_seconds=delivery.skew_seconds, how=TimeFrom.CLOCK)
        return time_of(told=told, evidence=_evidence(clock), sending=sending)
    except ClockIsNonsense as error:
        raise Refused(MALFORMED, {"claimed_at": str(told)}) from error
    except WhichTime as error:
        if kind.cannot_wait:
            return earliest_of(told=told, readings=error.readings, now=delivery.now)
        raise TimeUnknown(error.readings) from error


def _evidence(clock: RecordClock) -> Evidence:
    return Evidence(
        offset=None if clock.offset_ms is None else timedelta(milliseconds=clock.offset_ms),
        after=clock.after,
        page=clock.page,
        mark=timedelta(milliseconds=clock.mark_ms),
        moves=clock.moves,
    )


def _fields(error: ValidationError) -> dict[str, str]:
    return {
        ".".join(str(part) for part in e["loc"]) or "data": fault_words(error=e)
        for e in error.errors(include_url=False)
    }
