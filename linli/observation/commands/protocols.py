"""Moving an observation to another version of the protocol, with a reason."""

from datetime import datetime

from django.db import transaction

from linli.areas.rules import AreaCode
from linli.clock import day_of
from linli.observation.commands.check_duties import fit_check_duties
from linli.observation.commands.checks import ObservationClosed
from linli.observation.commands.decisions import write_decision
from linli.observation.models import Observation, ObservationDecision
from linli.observation.queries.protocols import period_under, started_on
from linli.observation.rules import DecisionKind, State
from linli.protocols.commands import VersionOfAnotherArea
from linli.protocols.models import Protocol
from linli.protocols.queries import protocols_held
from linli.protocols.rules import last_day
from linli.protocols.versions import areas_above, rules_of
from linli.staff.rights import Action
from linli.staff.rules import Viewer, may_at


class AlreadyUnder(Exception):
    """The observation stands under this version."""


class VersionNotHeld(Exception):
    """The version begins later or has run out."""


class ShorteningNeedsDoctor(Exception):
    """The period would be shorter, which whoever watches the door does not decide alone."""


def may_shorten(*, viewer: Viewer, area: str) -> bool:
    """Say whether somebody may move an observation of an area to a version under which it ends earlier."""
    return may_at(viewer=viewer, action=Action.REVIEW_ALERT, area=AreaCode(area))


@transaction.atomic
def move_to_protocol(
    *, observation: Observation, protocol: Protocol, reason: str, by: Viewer, now: datetime
) -> ObservationDecision:
    """Move an open observation to another version: anchor, last day and what is still due follow it.

    Days that an earlier decision added or took go along. What fell due is untouched; slots after the new end become
    not needed, missing ones are opened. A shorter period is for the doctor, who judges illness.
    Raises DecisionNeedsReason, AlreadyUnder, VersionOfAnotherArea, VersionNotHeld, ShorteningNeedsDoctor,
    ObservationClosed; nothing is changed then.
    """
    held = Observation.objects.select_for_update().select_related("arrival").get(pk=observation.pk)
    if held.state != State.OBSERVING:
        raise ObservationClosed(held.pk)
    if held.protocol_id == protocol.pk:
        raise AlreadyUnder(protocol.pk)
    if protocol.area not in areas_above(area=held.county):
        raise VersionOfAnotherArea(protocol.pk)
    if not protocols_held(area=held.county, day=day_of(now)).filter(pk=protocol.pk).exists():
        raise VersionNotHeld(protocol.pk)
    anchor, anchor_on, last_on = period_under(
        observation=held, protocol=protocol, started_on=started_on(observation=held)
    )
    if last_on < held.last_on and not may_shorten(viewer=by, area=held.area):
        raise ShorteningNeedsDoctor(protocol.pk)
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
    if last_on > last_day(protocol=rules_of(protocol.pk), anchor_on=anchor_on):
        held.held_until = last_on  # days that were added go along
    held.save(update_fields=["protocol", "anchor", "anchor_on", "last_on", "held_until"])
    fit_check_duties(observation=held, now=now)
    return decision
