"""What a person tells and what a visit finds in the same session, held against each other."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from uuid import UUID

from linli.observation.models import Check
from linli.observation.protocols import rules_of
from linli.observation.rules import Channel, CheckOutcome, Reading, disagree

COMPARED = frozenset({Channel.SELF, Channel.PROXY, Channel.VISIT})


def disagreeing(*, county: str, checks: Sequence[Check], protocol_of: Mapping[UUID, str]) -> frozenset[UUID]:
    """Return the ids of new checks that contradict an earlier one of their session; `checks` are not saved yet.

    `protocol_of` gives each observation's protocol. One statement, none when nothing is to be compared.
    """
    compared = [check for check in checks if check.outcome == CheckOutcome.DONE and check.channel in COMPARED]
    if not compared:
        return frozenset()
    slots: dict[tuple[UUID, date, str], list[Reading]] = defaultdict(list)
    for check in Check.objects.filter(
        county=county,
        observation__in={check.observation_id for check in compared},
        slot_on__gte=min(check.slot_on for check in compared),
        slot_on__lte=max(check.slot_on for check in compared),
        outcome=CheckOutcome.DONE,
    ):
        slots[check.observation_id, check.slot_on, check.session].append(_reading(check))
    found: set[UUID] = set()
    for check in compared:
        place = slots[check.observation_id, check.slot_on, check.session]
        mine, protocol = _reading(check), rules_of(protocol_of[check.observation_id])
        if any(disagree(one=mine, other=other, protocol=protocol) for other in place):
            found.add(check.id)
        place.append(mine)
    return frozenset(found)


def _reading(check: Check) -> Reading:
    return Reading(check.channel, check.temperature_tenths, frozenset(check.symptoms))
