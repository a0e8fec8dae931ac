"""Reading of messages: from what a phone sent to values that an app takes, one by one."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from pydantic import ValidationError

from linli.clock import day_of
from linli.messages import MALFORMED, UNKNOWN_KIND, UNKNOWN_SCHEMA, Message, Refused
from linli.phone.faults import fault_words
from linli.phone.fingerprints import fingerprint
from linli.phone.kinds import kind_of
from linli.phone.rules import ClockIsNonsense, by_our_clock
from linli.phone.shapes import SCHEMA, Envelope
from linli.staff.rules import Reach, Viewer

NUL: Final = "\\u0000"  # as JSON writes it


@dataclass(frozen=True)
class Delivery:
    """What all messages of one delivery have in common; see Message. reach: every post of late, each with its days."""

    phone: UUID
    skew_seconds: int
    by: Viewer
    reach: Reach
    now: datetime


def read_message(*, said: Mapping[str, Any], delivery: Delivery) -> Message:
    """Read one message. Raises Refused: malformed, unknown_kind, unknown_schema."""
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
    claimed_at = _corrected(envelope.claimed_at, delivery.skew_seconds)
    return Message(
        id=envelope.id,
        kind=envelope.kind,
        data=data,
        base=envelope.base,
        said=said,
        claimed_at=claimed_at,
        skew_seconds=delivery.skew_seconds,
        phone=delivery.phone,
        by=delivery.by,
        reach=delivery.reach.on(day_of(claimed_at)),
        now=delivery.now,
    )


def digest_of(*, message: Message) -> str:
    """Name what a message says, so that another one under its id is found; keyed, so that nobody guesses what it said."""
    return fingerprint(json.dumps(message.said, sort_keys=True, separators=(",", ":"), default=str))


def _corrected(claimed_at: datetime, skew_seconds: int) -> datetime:
    """Return a moment by our clock. Raises Refused for one in no year that anybody lives in."""
    try:
        return by_our_clock(told=claimed_at, skew_seconds=skew_seconds)
    except ClockIsNonsense as error:
        raise Refused(MALFORMED, {"claimed_at": str(claimed_at)}) from error


def _fields(error: ValidationError) -> dict[str, str]:
    return {
        ".".join(str(part) for part in e["loc"]) or "data": fault_words(error=e)
        for e in error.errors(include_url=False)
    }
