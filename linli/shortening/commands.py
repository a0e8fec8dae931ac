"""A shorter version for one observation: one person asks with a ground, another decides, and the asking may be withdrawn."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from linli.observation.commands import ObservationClosed, write_decision
from linli.observation.commands.protocols import move_held, moved_to
from linli.observation.models import Observation, ObservationDecision
from linli.observation.rules import DecisionKind, State
from linli.protocols.models import Protocol
from linli.shortening.queries import askings_of, may_decide
from linli.shortening.rules import is_ground
from linli.staff.rules import Viewer


class GroundTooShort(Exception):
    """A ground of a word or two is none that a second person can judge."""


class ShorterAskedAlready(Exception):
    """A request of this observation waits already."""


class NotShorter(Exception):
    """Nobody is observed for less long under this version: it needs no second person, or has become pointless."""


class NotAsked(Exception):
    """The request was answered or withdrawn, or another version overtook it."""


class SamePerson(Exception):
    """Whoever asked does not decide."""


@transaction.atomic
def ask_for_shorter(
    *, observation: Observation, protocol: Protocol, ground: str, by: Viewer, now: datetime
) -> ObservationDecision:
    """Ask that somebody be observed for less long, under another version. Nothing changes until another person says yes.

    Raises GroundTooShort, ShorterAskedAlready, NotShorter, and what move_to_protocol raises of the version.
    """
    held = _held(observation.pk)
    if not is_ground(ground):
        raise GroundTooShort(held.pk)
    _anchor, _on, last_on = moved_to(held=held, protocol=protocol, now=now)
    if last_on >= held.last_on:
        raise NotShorter(protocol.pk)
    if askings_of(observation=held).exists():
        raise ShorterAskedAlready(held.pk)
    return write_decision(
        observation=held,
        kind=DecisionKind.SHORTER_ASKED,
        reason=ground,
        values={
            "protocol": {"from": held.protocol_id, "to": protocol.pk},
            "would_end": {"from": held.last_on.isoformat(), "to": last_on.isoformat()},
        },
        by=by,
        now=now,
    )


@transaction.atomic
def answer_asking(
    *, asking: ObservationDecision, is_granted: bool, words: str, by: Viewer, now: datetime
) -> ObservationDecision:
    """Say yes or no to a request of somebody else; with a yes the observation moves as it stands by now.

    Raises NotAsked, SamePerson, NotShorter, DecisionNeedsReason, and what move_to_protocol raises of the version; PermissionError
    where somebody is neither the doctor there nor the county's.
    """
    held = _standing(asking)
    if by.user_id == asking.by:
        raise SamePerson(asking.pk)
    if not may_decide(viewer=by, area=held.area):
        raise PermissionError(asking.pk)
    if not is_granted:
        return _settle(held, asking.pk, DecisionKind.SHORTER_DECLINED, words, by, now)
    protocol = Protocol.objects.get(pk=asking.values["protocol"]["to"])
    _anchor, _on, last_on = moved_to(held=held, protocol=protocol, now=now)
    if last_on >= held.last_on:
        raise NotShorter(protocol.pk)
    return move_held(held=held, protocol=protocol, reason=words, asked=asking.pk, by=by, now=now)


@transaction.atomic
def withdraw_asking(
    *, asking: ObservationDecision, reason: str, by: Viewer, now: datetime
) -> ObservationDecision:
    """Withdraw a request that nobody answered yet. Raises NotAsked, DecisionNeedsReason."""
    held = _standing(asking)
    return _settle(held, asking.pk, DecisionKind.SHORTER_BACK, reason, by, now)


def _held(pk: UUID) -> Observation:
    held = Observation.objects.select_for_update(of=("self",)).select_related("arrival").get(pk=pk)
    if held.state != State.OBSERVING:
        raise ObservationClosed(held.pk)
    return held


def _standing(asking: ObservationDecision) -> Observation:
    """Return the held observation of a request that stands. Raises NotAsked."""
    held = _held(asking.observation_id)
    if not askings_of(observation=held).filter(pk=asking.pk).exists():
        raise NotAsked(asking.pk)
    return held


def _settle(
    held: Observation, asking: UUID, kind: DecisionKind, words: str, by: Viewer, now: datetime
) -> ObservationDecision:
    return write_decision(
        observation=held, kind=kind, reason=words, values={"of": str(asking)}, by=by, now=now
    )
