"""What a person tells and what a visit finds in the same session, held against each other."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from uuid import UUID

from linli.observation.commands.prior import COMPARED
from linli.observation.models import Alert, Check
from linli.observation.rules import Channel, CheckOutcome, Reading, cause_of, disagree
from linli.protocols.rules import ProtocolRules
from linli.protocols.versions import rules_of


def disagreeing(
    *, checks: Sequence[Check], prior: Sequence[Check], protocol_of: Mapping[UUID, str]
) -> list[Check]:
    """Return what must be looked at because a report and a visit of one session contradict each other.

    `checks` are new and not saved yet; `prior` is what was recorded before of their sessions, see Prior.compared;
    `protocol_of` gives each observation's protocol. Of two that disagree it is the report, or the visit where the report
    alerts by itself: so it is the same one whichever of the two came first. What has an alert already is left out. One
    statement where something disagrees, else none.
    """
    compared = [check for check in checks if check.outcome == CheckOutcome.DONE and check.channel in COMPARED]
    slots: dict[tuple[UUID, date, str], list[Check]] = defaultdict(list)
    for check in [*prior, *compared]:
        slots[check.observation_id, check.slot_on, check.session].append(check)
    places = {(check.observation_id, check.slot_on, check.session) for check in compared}
    found = {
        check.id: check
        for place in places
        if len(slots[place]) > 1
        for check in _contradicting(slots[place], rules_of(protocol_of[place[0]]))
    }
    raised = (
        set(Alert.objects.filter(check_id__in=list(found)).values_list("check_id", flat=True))
        if found
        else set()
    )
    return [check for check in found.values() if check.id not in raised]


def still_disagreeing(*, checks: Sequence[Check], protocol: ProtocolRules) -> frozenset[UUID]:
    """Return which of the standing checks of one session must be looked at because they contradict another of them."""
    compared = [check for check in checks if check.outcome == CheckOutcome.DONE and check.channel in COMPARED]
    return frozenset(check.id for check in _contradicting(compared, protocol))


def _contradicting(checks: Sequence[Check], protocol: ProtocolRules) -> list[Check]:
    """Return of each report and visit that disagree the one to look at; neither where both alert by themselves."""
    visits = [check for check in checks if check.channel == Channel.VISIT]
    reports = [check for check in checks if check.channel != Channel.VISIT]
    found = []
    for report in reports:
        against = [v for v in visits if disagree(one=_reading(report), other=_reading(v), protocol=protocol)]
        if against and not _alerts(report, protocol):
            found.append(report)
        elif against:
            found += [visit for visit in against if not _alerts(visit, protocol)]
    return found


def _alerts(check: Check, protocol: ProtocolRules) -> bool:
    cause = cause_of(
        protocol=protocol,
        temperature_tenths=check.temperature_tenths,
        symptoms=check.symptoms,
        antipyretic=check.antipyretic,
    )
    return cause is not None


def _reading(check: Check) -> Reading:
    return Reading(check.channel, check.temperature_tenths, frozenset(check.symptoms))
