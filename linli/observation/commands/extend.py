"""A longer period for one person, with the reason; and taken back, with the reason."""

from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction

from linli.observation.commands.check_duties import fit_check_duties
from linli.observation.commands.checks import ObservationClosed
from linli.observation.commands.decisions import write_decision
from linli.observation.commands.period import fitted
from linli.observation.models import Observation, ObservationDecision
from linli.observation.queries.extensions import extensions_of
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


class NotExtended(Exception):
    """No such extension was entered by hand, or somebody took it back already."""


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


@transaction.atomic
def take_back_extension(
    *, observation: Observation, extension: UUID, reason: str, by: Viewer, now: datetime
) -> date:
    """Take back a longer period that was entered by hand; return the last day that holds without it.

    What else holds the person stays: another extension, the household, days told again. Both decisions stay, with their
    reasons; checks due after the new last day are not needed any more. A last day that has passed by then is no release.
    Raises DecisionNeedsReason, ObservationClosed, NotExtended; nothing is changed then.
    """
    held = (
        Observation.objects.select_for_update(of=("self",)).select_related("arrival").get(pk=observation.pk)
    )
    if held.state != State.OBSERVING:
        raise ObservationClosed(held.pk)
    standing = extensions_of(observation=held)
    if extension not in standing:
        raise NotExtended(extension)
    had, before = held.last_on, standing.pop(extension).decision.values["last_on"]["from"]
    held.held_until = max((other.until for other in standing.values()), default=None)
    held.anchor, held.anchor_on, last_on = fitted(observation=held)
    held.last_on = last_on or date.fromisoformat(before)
    write_decision(
        observation=held,
        kind=DecisionKind.UNEXTENDED,
        reason=reason,
        values={
            "last_on": {"from": had.isoformat(), "to": held.last_on.isoformat()},
            "of": str(extension),
        },
        by=by,
        now=now,
    )
    held.save(update_fields=["anchor", "anchor_on", "last_on", "held_until"])
    fit_check_duties(observation=held, now=now)
    return held.last_on
