"""A longer period for one person, with the reason."""

from datetime import date, datetime, timedelta

from django.db import transaction

from linli.observation.commands.check_duties import fit_check_duties
from linli.observation.commands.checks import ObservationClosed
from linli.observation.commands.decisions import write_decision
from linli.observation.models import Observation, ObservationDecision
from linli.observation.rules import DecisionKind, State
from linli.protocols.versions import rules_of
from linli.staff.rules import Viewer


class NotLater(Exception):
    """The new last day is not after the present one."""


class TooFarOff(Exception):
    """The new last day lies more than a whole period of the protocol after the present one; `latest` is allowed."""

    def __init__(self, latest: date) -> None:
        super().__init__(latest)
        self.latest = latest


@transaction.atomic
def extend_observation(
    *, observation: Observation, last_on: date, reason: str, by: Viewer, now: datetime
) -> ObservationDecision:
    """Observe somebody longer, until a later last day; the checks up to it are opened.

    Raises DecisionNeedsReason, ObservationClosed, NotLater, TooFarOff; nothing is changed then.
    """
    held = Observation.objects.select_for_update().get(pk=observation.pk)
    if held.state != State.OBSERVING:
        raise ObservationClosed(held.pk)
    if last_on <= held.last_on:
        raise NotLater(held.last_on)
    latest = held.last_on + timedelta(days=rules_of(held.protocol_id).length_days)
    if last_on > latest:
        raise TooFarOff(latest)
    decision = write_decision(
        observation=held,
        kind=DecisionKind.EXTENDED,
        reason=reason,
        values={"last_on": {"from": held.last_on.isoformat(), "to": last_on.isoformat()}},
        by=by,
        now=now,
    )
    held.last_on = held.held_until = last_on
    held.save(update_fields=["last_on", "held_until"])
    fit_check_duties(observation=held, now=now)
    return decision
