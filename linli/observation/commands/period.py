"""Until when an observation runs, fitted anew to what is known of its arrival by now."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from linli.observation.commands.check_duties import fit_check_duties
from linli.observation.commands.decisions import write_decision
from linli.observation.models import Observation
from linli.observation.queries.households import days_held
from linli.observation.queries.protocols import started_on
from linli.observation.queries.standing import standing_checks
from linli.observation.rules import CheckOutcome, DecisionKind, State, is_over_before
from linli.observation.rules.households import HOUSEHOLD
from linli.people.models import ToldAgain
from linli.people.queries import entries_among
from linli.people.queries.corrections import stood_in, told_in
from linli.protocols.rules import Anchor, anchor_of, last_day
from linli.protocols.versions import rules_of
from linli.staff.rules import Viewer

DAYS = ("arrived_on", "left_on", "exposed_on")


def fit_period(*, observation: Observation, now: datetime) -> bool:
    """Fit anchor, last day and duties of an observation to its arrival; say whether the last day changed.

    It ends no earlier than what was decided apart from the arrival, nor than what waits for a decision would have it: the
    later last day wins until a person decides, except where whoever told it may not see the person. One that is over
    keeps its days. Call it inside a transaction.
    """
    if observation.state != State.OBSERVING:
        return False
    had = observation.last_on
    anchor, anchor_on, last_on = fitted(observation=observation)
    observation.anchor, observation.anchor_on, observation.last_on = anchor, anchor_on, last_on or had
    observation.save(update_fields=["anchor", "anchor_on", "last_on"])
    if observation.last_on != had:
        fit_check_duties(observation=observation, now=now)
    return observation.last_on != had


def fitted(*, observation: Observation) -> tuple[Anchor, date, date | None]:
    """Return the anchor, its day and the last day that an observation has by what is known now; write nothing.

    None: nothing holds somebody who came from nowhere any more. Whom somebody saw here is never made over before.
    """
    anchor, anchor_on, last_on = _own_period(observation)
    entries = entries_among(people=[observation.person_id]).values("pk")
    waiting = ToldAgain.objects.filter(person__in=entries, decision="", is_unseen=False)
    until = [
        *last_days_told(observation=observation, waiting=list(waiting)),
        *days_held(observation=observation),
    ]
    until += [day for day in (last_on, observation.held_until) if day]
    last = max(until, default=None)
    if last and _was_seen(observation, last):
        last = observation.began_on
    return anchor, anchor_on, last


def _was_seen(observation: Observation, last: date) -> bool:
    """Say whether facts put right would make one over before that somebody was seen in here: it ends on its first day.

    One that is over before already is not made so: what is told of it, also how somebody was, does not make it a day here.
    """
    if is_over_before(last_on=observation.last_on, began_on=observation.began_on):
        return False
    if not is_over_before(last_on=last, began_on=observation.began_on):
        return False
    rows = [row.pk for row in Observation.objects.filter(arrival=observation.arrival_id)]
    return standing_checks(
        county=observation.county, observation__in=rows, outcome=CheckOutcome.DONE
    ).exists()


def refit(*, observation: Observation, reason: str, by: Viewer, now: datetime) -> bool:
    """Fit the period of an observation; a last day that changed is written down as a decision. Say whether it changed."""
    had = observation.last_on
    if not fit_period(observation=observation, now=now):
        return False
    write_decision(
        observation=observation,
        kind=DecisionKind.REFITTED,
        reason=reason,
        values={"last_on": {"from": had.isoformat(), "to": observation.last_on.isoformat()}},
        by=by,
        now=now,
    )
    return True


def last_days_told(*, observation: Observation, waiting: Sequence[ToldAgain]) -> list[date]:
    """Return the last days that follow from what was told again and waits, where a day is what differs."""
    return [
        last_day_of(observation=observation, told=told_in(telling=telling))
        for telling in waiting
        if set(DAYS) & set(stood_in(telling=telling))
    ]


def last_day_of(*, observation: Observation, told: Mapping[str, str]) -> date:
    """Return the last day of an observation that were counted from the days told, of whichever are told."""
    rules = rules_of(observation.protocol_id)
    exposed, left, arrived = (_day(told.get(name)) for name in ("exposed_on", "left_on", "arrived_on"))
    _anchor, on = anchor_of(
        protocol=rules,
        exposed_on=exposed,
        left_on=left,
        arrived_on=arrived,
        started_on=observation.anchor_on,
    )
    return last_day(protocol=rules, anchor_on=on)


def _own_period(observation: Observation) -> tuple[Anchor, date, date | None]:
    arrival = observation.arrival
    if arrival.origin_class == HOUSEHOLD:  # came from nowhere: its days are those of the household
        return Anchor(observation.anchor), observation.anchor_on, None
    rules = rules_of(observation.protocol_id)
    anchor, anchor_on = anchor_of(
        protocol=rules,
        exposed_on=arrival.exposed_on,
        left_on=arrival.left_on,
        arrived_on=arrival.arrived_on,
        started_on=started_on(observation=observation),
    )
    return anchor, anchor_on, last_day(protocol=rules, anchor_on=anchor_on)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
