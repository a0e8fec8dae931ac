"""Hand-over to another community: asked here, answered there. The sender stays responsible until it is accepted."""

from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from linli.areas.rules import AreaCode
from linli.audit.commands import write_event
from linli.elsewhere.commands import hand_file_over, settle_found
from linli.elsewhere.models import FoundHere
from linli.elsewhere.queries import open_observation
from linli.moves.models import MoveRequest
from linli.moves.queries import waiting_moves
from linli.moves.rules import MoveState
from linli.observation.commands import (
    AlreadyThere,
    ObservationClosed,
    ReferralStillOpen,
    move_to_community,
)
from linli.observation.models import Observation
from linli.observation.rules import State
from linli.referrals.queries import has_open_referral
from linli.staff.rules import Viewer


class MoveAskedAlready(Exception):
    """A hand-over of this person waits for an answer."""


class MoveAnsweredAlready(Exception):
    """The hand-over was accepted, refused or withdrawn meanwhile, or the observation ended; that stands."""


class RefusalNeedsReason(Exception):
    """Whoever refuses a hand-over says why."""


@transaction.atomic
def ask_to_move(
    *, observation: Observation, community: AreaCode, address: str, by: Viewer, now: datetime
) -> MoveRequest:
    """Ask another community to take somebody over; duties and reports stay here until it accepts.

    Raises AlreadyThere, MoveAskedAlready, ReferralStillOpen, ObservationClosed.
    """
    if observation.community == community:
        raise AlreadyThere(community)
    if not Observation.objects.filter(pk=observation.pk, state=State.OBSERVING).exists():
        raise ObservationClosed(observation.pk)
    if has_open_referral(person=observation.person_id):
        raise ReferralStillOpen(observation.pk)
    request = MoveRequest(
        county=observation.county,
        community=observation.community,
        area=observation.area,
        observation=observation,
        to_community=community,
        address=address,
        asked_at=now,
        asked_by=by.user_id,
    )
    try:
        with transaction.atomic():
            request.save(force_insert=True)
    except IntegrityError as known:
        raise MoveAskedAlready(observation.pk) from known
    _write(request, "move.asked", by, now)
    return request


@transaction.atomic
def ask_for_all(
    *, observations: Sequence[Observation], community: AreaCode, address: str, by: Viewer, now: datetime
) -> list[MoveRequest]:
    """Ask another community to take a household over, all of it or nobody. Raises what ask_to_move raises."""
    return [
        ask_to_move(observation=o, community=community, address=address, by=by, now=now) for o in observations
    ]


@transaction.atomic
def accept_all(*, requests: Sequence[MoveRequest], by: Viewer, now: datetime) -> list[Observation]:
    """Take a household over, all of it or nobody. Raises what accept_move raises."""
    return [accept_move(request=request, by=by, now=now) for request in requests]


@transaction.atomic
def give_over(*, found: FoundHere, by: Viewer, now: datetime) -> MoveRequest | None:
    """Give somebody who stands in another community over to it, at the address where they were found.

    Who is under observation is asked for, and stays until that one accepts; the file of who is not goes there at once,
    then None is returned. Raises what ask_to_move and hand_file_over raise.
    """
    observation = open_observation(found=found)
    if observation is None:
        hand_file_over(found=found, by=by, now=now)
        return None
    community = AreaCode(found.community)
    return ask_to_move(observation=observation, community=community, address=found.address, by=by, now=now)


@transaction.atomic
def accept_move(*, request: MoveRequest, by: Viewer, now: datetime) -> Observation:
    """Take somebody over: the observation ends there and its rest begins here, in this moment; return the new one.

    Whoever was found here waits for no answer any more.

    Raises MoveAnsweredAlready, ReferralStillOpen; nothing is changed then.
    """
    _answer(request, MoveState.ACCEPTED, "", by, now)
    observation = Observation.objects.select_related("person").get(pk=request.observation_id)
    community = AreaCode(request.to_community)
    moved = move_to_community(
        observation=observation, community=community, address=request.address, by=by, now=now
    )
    settle_found(person=moved.person_id, community=community, by=by, now=now)
    _write(request, "move.accepted", by, now)
    return moved


@transaction.atomic
def refuse_move(*, request: MoveRequest, reason: str, by: Viewer, now: datetime) -> None:
    """Send the request back with a reason; the sender may ask again. Raises RefusalNeedsReason, MoveAnsweredAlready."""
    if not reason.strip():
        raise RefusalNeedsReason
    _answer(request, MoveState.REFUSED, reason.strip(), by, now)
    _write(request, "move.refused", by, now)


@transaction.atomic
def refuse_all(*, requests: Sequence[MoveRequest], reason: str, by: Viewer, now: datetime) -> None:
    """Send a household back, all of it or nobody. Raises what refuse_move raises."""
    for request in requests:
        refuse_move(request=request, reason=reason, by=by, now=now)


@transaction.atomic
def withdraw_move(*, request: MoveRequest, by: Viewer, now: datetime) -> None:
    """Take the request back before it is answered. Raises MoveAnsweredAlready."""
    _answer(request, MoveState.WITHDRAWN, "", by, now)
    _write(request, "move.withdrawn", by, now)


@transaction.atomic
def know_refusal(*, request: MoveRequest, by: Viewer, now: datetime) -> None:
    """Note that the community that asked knows that it was refused; once is enough."""
    refused = MoveRequest.objects.filter(pk=request.pk, state=MoveState.REFUSED, known_at=None)
    if refused.update(known_at=now):
        _write(request, "move.refusal_known", by, now)


def forget_moves(*, people: Collection[UUID]) -> None:
    """Remove the addresses and answers of people's hand-overs. One statement. Call it inside a transaction."""
    MoveRequest.objects.filter(observation__person__in=people).update(address="", answer="")


def _answer(request: MoveRequest, state: MoveState, answer: str, by: Viewer, now: datetime) -> None:
    changed = (
        waiting_moves()
        .filter(pk=request.pk)
        .update(state=state, answered_at=now, answered_by=by.user_id, answer=answer)
    )
    if not changed:
        raise MoveAnsweredAlready(request.pk)
    request.refresh_from_db()


def _write(request: MoveRequest, action: str, by: Viewer, now: datetime) -> None:
    write_event(
        action=action,
        area=request.area,
        by=by.user_id,
        now=now,
        subject=request.observation_id,
        changed={"to": request.to_community},
    )
