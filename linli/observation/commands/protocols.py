"""Moving an observation to another version of the protocol, with a reason."""

from datetime import datetime

from django.db import transaction

from linli.observation.commands.check_duties import fit_check_duties
from linli.observation.commands.checks import ObservationClosed
from linli.observation.commands.decisions import write_decision
from linli.observation.models import Observation, ObservationDecision
from linli.observation.queries.protocols import period_under, started_on
from linli.observation.rules import DecisionKind, State
from linli.protocols.commands import VersionOfAnotherArea
from linli.protocols.models import Protocol
from linli.protocols.versions import areas_above
from linli.staff.rules import Viewer


class AlreadyUnder(Exception):
    """The observation stands under this version."""


@transaction.atomic
def move_to_protocol(
    *, observation: Observation, protocol: Protocol, reason: str, by: Viewer, now: datetime
) -> ObservationDecision:
    """Move an open observation to another version: anchor, last day and what is still due follow it.

    Days that an earlier decision added or took go along. What fell due is untouched; slots after the new end become
    not needed, missing ones are opened. Raises DecisionNeedsReason, AlreadyUnder, VersionOfAnotherArea,
    ObservationClosed; nothing is changed then.
    """
    held = Observation.objects.select_for_update().select_related("arrival").get(pk=observation.pk)
    if held.state != State.OBSERVING:
        raise ObservationClosed(held.pk)
    if held.protocol_id == protocol.pk:
        raise AlreadyUnder(protocol.pk)
    if protocol.area not in areas_above(area=held.county):
        raise VersionOfAnotherArea(protocol.pk)
    anchor, anchor_on, last_on = period_under(
        observation=held, protocol=protocol, started_on=started_on(observation=held)
    )
    decision = write_decision(
        observation=held,
        kind=DecisionKind.PROTOCOL,
        reason=reason,
        values={
            "protocol": {"from": held.protocol_id, "to": protocol.pk},
            "anchor": {"from": held.anchor, "to": anchor},
            "anchor_on": {"from": held.anchor_on.isoformat(), "to": anchor_on.isoformat()},
            "last_on": {"from": held.last_on.isoformat(), "to": last_on.isoformat()},
        },
        by=by,
        now=now,
    )
    held.protocol, held.anchor, held.anchor_on, held.last_on = protocol, anchor, anchor_on, last_on
    held.save(update_fields=["protocol", "anchor", "anchor_on", "last_on"])
    fit_check_duties(observation=held, now=now)
    return decision
