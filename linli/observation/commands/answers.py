"""Which duty a check answers: its own slot, and not by a call where a visit is needed."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID

from linli.duties.commands import Discharge, discharge_duties
from linli.duties.models import Duty
from linli.duties.rules import Due, needs_visit, one_a_session
from linli.observation.commands.prior import ONE_DAY, Prior
from linli.observation.models import Check
from linli.observation.queries.households import alarms_of
from linli.observation.queries.whole import rows_before
from linli.observation.rules import CALLS, KIND_CHECK, Channel, CheckOutcome
from linli.observation.rules.households import Alarm, is_alarmed


class OpenSlot(NamedTuple):
    """What is needed of a duty to decide what answers it."""

    subject: UUID
    slot_on: date
    session: str
    overdue_at: datetime
    outcome: str


def answer_duties(*, county: str, checks: Sequence[Check], prior: Prior, now: datetime) -> frozenset[UUID]:
    """Answer the duties of the slots that new checks fall in; return the ids of calls after which a visit is still needed.

    A slot after one that was missed wants a visit, and so does every slot while somebody else of the household has a
    fever that nobody has reviewed: a call is kept as a fact, and the duty stays. Once a late message tells that the slot
    before was not missed after all, the calls that waited answer too, one after the other. A list answers nothing. One
    statement where everybody was seen, else two, and three more where calls are. prior: what was recorded before the new
    checks.
    """
    checks = [check for check in checks if check.channel != Channel.ROSTER]
    if not checks:
        return frozenset()  # what a list tells is kept; nobody was seen
    subjects = {check.observation_id for check in checks}
    first = min(check.slot_on for check in checks)
    waiting = prior.calls(subjects=subjects, first=first)
    if not waiting and all(check.outcome == CheckOutcome.DONE and not _is_call(check) for check in checks):
        # Everybody was seen: no slot depends on the one before.
        seen = [Discharge(c.observation_id, c.slot_on, c.session, c.outcome, fact_id=c.id) for c in checks]
        discharge_duties(county=county, kind=KIND_CHECK, discharges=seen, now=now)
        return frozenset()
    facts: dict[tuple[UUID, object, str], list[Check]] = defaultdict(list)
    for check in [*waiting, *checks]:
        facts[check.observation_id, check.slot_on, check.session].append(check)
    duties: dict[UUID, list[OpenSlot]] = defaultdict(list)
    calls = {check.observation_id for check in [*waiting, *checks] if _is_call(check)}
    # Whether a visit is needed is asked of the whole observation, as the day's list does.
    going_on = rows_before(ids=list(calls))
    # Plain tuples: an import answers twenty thousand at once.
    for row in (
        Duty.objects.filter(
            county=county,
            kind=KIND_CHECK,
            subject__in={*subjects, *going_on},
            slot_on__gte=first - 2 * ONE_DAY,  # whether a call is enough is decided by the slot before
            slot_on__lte=max(check.slot_on for check in [*waiting, *checks]),
        )
        .order_by("due_at")
        .values_list("subject", "slot_on", "session", "overdue_at", "outcome")
    ):
        slot = OpenSlot(*row)
        duties[going_on.get(slot.subject, slot.subject)].append(slot)
    alarms = alarms_of(subjects=calls) if calls else {}
    discharges: list[Discharge] = []
    too_little: set[UUID] = set()
    for subject, rows in duties.items():
        answers, calls_only = _discharges(one_a_session(slots=rows), facts, alarms.get(subject, []))
        discharges += answers
        too_little |= calls_only
    discharge_duties(county=county, kind=KIND_CHECK, discharges=discharges, now=now)
    return frozenset(check.id for check in checks if check.id in too_little)


def _discharges(
    duties: Sequence[OpenSlot], facts: dict[tuple[UUID, object, str], list[Check]], alarms: Sequence[Alarm]
) -> tuple[list[Discharge], set[UUID]]:
    """Return what answers the duties of one person, in order of the slots, and the calls where a visit is still needed."""
    answers: list[Discharge] = []
    too_little: set[UUID] = set()
    before: list[Due] = []
    for duty in duties:
        outcome = duty.outcome
        for check in facts.get((duty.subject, duty.slot_on, duty.session), []):
            if outcome == Duty.Outcome.NOT_NEEDED and check.outcome != CheckOutcome.DONE:
                continue  # nobody had to be there
            at = check.claimed_at
            if outcome == CheckOutcome.DONE:
                continue
            if _is_call(check) and needs_visit(
                before=before, at=at, alarmed=is_alarmed(alarms=alarms, at=at)
            ):
                too_little.add(check.id)
                continue
            outcome = check.outcome
            answers.append(Discharge(duty.subject, duty.slot_on, duty.session, outcome, fact_id=check.id))
        if outcome == CheckOutcome.DONE:
            too_little -= {check.id for check in facts.get((duty.subject, duty.slot_on, duty.session), [])}
        before = [Due(duty.overdue_at, outcome)]
    return answers, too_little


def _is_call(check: Check) -> bool:
    return check.outcome == CheckOutcome.DONE and check.channel in CALLS
