"""Moving an observation to another version of the protocol, with a reason."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

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
from linli.protocols.rules import Anchor, last_day
from linli.protocols.versions import areas_above, rules_of
from linli.staff.rules import Viewer


class AlreadyUnder(Exception):
    """The observation stands under this version."""


class VersionNotHeld(Exception):
    """The version begins later or has run out."""


class ShorteningNeedsTwo(Exception):
    """The period would be shorter, which nobody decides alone: one asks, another answers."""


@transaction.atomic
def move_to_protocol(
    *, observation: Observation, protocol: Protocol, reason: str, by: Viewer, now: datetime
) -> ObservationDecision:
    """Move an open observation to another version: anchor, last day and what is still due follow it.

    Days that an earlier decision added or took go along. What fell due is untouched; slots after the new end become
    not needed, missing ones are opened. A shorter period is asked for: linli.shortening.
    Raises DecisionNeedsReason, AlreadyUnder, VersionOfAnotherArea, VersionNotHeld, ShorteningNeedsTwo, ObservationClosed;
    nothing is changed then.
    """
    held = (
        Observation.objects.select_for_update(of=("self",)).select_related("arrival").get(pk=observation.pk)
    )
    if held.state != State.OBSERVING:
        raise ObservationClosed(held.pk)
    _anchor, _on, last_on = moved_to(held=held, protocol=protocol, now=now)
    if last_on < held.last_on:
        raise ShorteningNeedsTwo(protocol.pk)
    return move_held(held=held, protocol=protocol, reason=reason, asked=None, by=by, now=now)


def moved_to(*, held: Observation, protocol: Protocol, now: datetime) -> tuple[Anchor, date, date]:
    """Return the anchor, its day and the last day that an open observation would have under a version; write nothing.

    Raises AlreadyUnder, VersionOfAnotherArea, VersionNotHeld.
    """
    if held.protocol_id == protocol.pk:
        raise AlreadyUnder(protocol.pk)
    if protocol.area not in areas_above(area=held.county):
        raise VersionOfAnotherArea(protocol.pk)
    if not protocols_held(area=held.county, day=day_of(now)).filter(pk=protocol.pk).exists():
        raise VersionNotHeld(protocol.pk)
    return period_under(observation=held, protocol=protocol, started_on=started_on(observation=held))


def move_held(
    *,
    held: Observation,
    protocol: Protocol,
    reason: str,
    asked: UUID | None,
    by: Viewer,
    now: datetime,
) -> ObservationDecision:
    """Move a held observation. asked: the request that a second person granted. Call it inside a transaction."""
    anchor, anchor_on, last_on = moved_to(held=held, protocol=protocol, now=now)
    decision = write_decision(
        observation=held,
        kind=DecisionKind.PROTOCOL,
        reason=reason,
        values={
            "protocol": {"from": held.protocol_id, "to": protocol.pk},
            "anchor": {"from": held.anchor, "to": anchor},
            "anchor_on": {"from": held.anchor_on.isoformat(), "to": anchor_on.isoformat()},
            "last_on": {"from": held.last_on.isoformat(), "to": last_on.isoformat()},
            **({"asked": str(asked)} if asked else {}),
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
