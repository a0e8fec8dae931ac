"""Protocol rows as the values that rules take, and as slots of duties."""

from datetime import date, datetime, time
from functools import cache

from linli.clock import days_from, moment
from linli.duties.commands import Slot
from linli.observation.models import Protocol
from linli.observation.rules import ProtocolRules, Session


class NoProtocol(Exception):
    """No protocol version is valid on this day."""


def protocol_on(*, day: date) -> Protocol:
    """Return the protocol version under which an observation of this day opens. Raises NoProtocol."""
    protocol = (
        Protocol.objects.filter(valid_from__lte=day)
        .exclude(valid_until__lte=day)
        .order_by("-valid_from")
        .first()
    )
    if protocol is None:
        raise NoProtocol(day)
    return protocol


@cache
def rules_of(protocol_code: str) -> ProtocolRules:
    """Return the rules of a version. Versions never change once written, so each is read once."""
    row = Protocol.objects.get(pk=protocol_code)
    return ProtocolRules(
        code=row.code,
        length_days=row.length_days,
        counts_anchor_day=row.counts_anchor_day,
        sessions=tuple(
            Session(s["code"], time.fromisoformat(s["opens"]), time.fromisoformat(s["due"]))
            for s in row.sessions
        ),
        fever_tenths=row.fever_tenths,
        lowest_tenths=row.lowest_tenths,
        highest_tenths=row.highest_tenths,
        remeasure_below_tenths=row.remeasure_below_tenths,
        symptoms=tuple(row.symptoms),
    )


def slots_of(*, rules: ProtocolRules, from_: datetime, first: date, last: date) -> list[Slot]:
    """List the sessions of the days that fall due after `from_`: none whose hour has passed."""
    slots = [
        Slot(slot_on=day, session=s.code, opens_at=moment(day, s.opens), due_at=moment(day, s.due))
        for day in days_from(first, last)
        for s in rules.sessions
    ]
    return [slot for slot in slots if slot.due_at > from_]
