"""Hand-overs between communities: what a viewer has asked for, and what waits for the viewer's answer."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from django.db.models import Exists, OuterRef, QuerySet

from linli.areas.queries import paths_of
from linli.clock import start_of
from linli.elsewhere.queries import FoundHere, found_away
from linli.moves.models import MoveRequest as MoveRequest  # pages may name the type of a row
from linli.moves.rules import MoveState, stands
from linli.observation.models import Observation
from linli.observation.rules import State
from linli.staff.queries import in_scope, names_of
from linli.staff.rights import Action
from linli.staff.rules import Viewer

SHOWN: Final = 30
SENT_BACK_SHOWN: Final = timedelta(days=3)  # on the day of who asked


@dataclass(frozen=True)
class MoveTold:
    """A hand-over with where it stands, the names of both places and of who asked and answered."""

    request: MoveRequest
    state: MoveState
    from_place: str
    to_place: str
    asked_by: str
    answered_by: str


def waiting_moves() -> QuerySet[MoveRequest]:
    """Hand-overs that nobody has answered, of observations that are open: the end of one takes its question back."""
    is_open = Observation.objects.filter(state=State.OBSERVING)
    return MoveRequest.objects.filter(state=MoveState.ASKED, observation__in=is_open.values("pk"))


def moves_to_answer(*, viewer: Viewer | None) -> QuerySet[MoveRequest]:
    """Hand-overs to the viewer's communities that wait for an answer, the oldest first."""
    mine = in_scope(viewer=viewer, action=Action.CLOSE_OBSERVATION, field="to_community")
    return _with_person(waiting_moves().filter(mine)).order_by("asked_at", "pk")


def moves_waiting(*, viewer: Viewer | None) -> QuerySet[MoveRequest]:
    """Hand-overs that the viewer's communities asked for and that nobody has answered; in no order."""
    return waiting_moves().filter(in_scope(viewer=viewer, action=Action.CLOSE_OBSERVATION))


def asked_with(*, request: MoveRequest, viewer: Viewer | None) -> list[MoveRequest]:
    """Return the hand-overs of one household that were asked for at once, this one among them, while they wait."""
    home = request.observation.person.household_id
    return list(
        moves_to_answer(viewer=viewer).filter(
            asked_at=request.asked_at,
            to_community=request.to_community,
            observation__person__household=home,
        )
    )


def moves_sent_back(*, viewer: Viewer | None, today: date) -> QuerySet[MoveRequest]:
    """Hand-overs that the viewer's communities asked for and that were refused lately; not where it was asked again or is known.

    Of observations that are open: whoever asked stays responsible.
    """
    mine = in_scope(viewer=viewer, action=Action.CLOSE_OBSERVATION)
    later = MoveRequest.objects.filter(observation=OuterRef("observation"), asked_at__gt=OuterRef("asked_at"))
    is_open = Observation.objects.filter(state=State.OBSERVING)
    lately = start_of(today) - SENT_BACK_SHOWN
    rows = MoveRequest.objects.filter(mine, state=MoveState.REFUSED, known_at=None, answered_at__gte=lately)
    return rows.filter(~Exists(later), observation__in=is_open.values("pk"))


def found_unanswered(*, viewer: Viewer | None) -> QuerySet[FoundHere]:
    """Those registered in the viewer's communities who stand elsewhere, where nothing was proposed to that community yet."""
    proposed = waiting_moves().filter(
        observation__person=OuterRef("person"), to_community=OuterRef("community")
    )
    return found_away(viewer=viewer).filter(~Exists(proposed))


def moves_asked(*, viewer: Viewer | None) -> QuerySet[MoveRequest]:
    """Hand-overs that the viewer's communities asked for, the newest first."""
    return _with_person(
        MoveRequest.objects.filter(in_scope(viewer=viewer, action=Action.CLOSE_OBSERVATION))
    ).order_by("-asked_at", "-pk")


def moves_taken(*, viewer: Viewer | None) -> QuerySet[MoveRequest]:
    """Hand-overs that the viewer's communities accepted, the newest first."""
    mine = in_scope(viewer=viewer, action=Action.CLOSE_OBSERVATION, field="to_community")
    rows = MoveRequest.objects.filter(mine, state=MoveState.ACCEPTED)
    return _with_person(rows).order_by("-answered_at", "-pk")


def moves_of(*, observations: Sequence[Observation]) -> list[MoveTold]:
    """Return for which communities visible observations were asked, the newest first. Three statements at most."""
    asked = MoveRequest.objects.filter(observation__in=[o.pk for o in observations])
    return told(requests=list(asked.select_related("observation").order_by("-asked_at", "-pk")))


def told(*, requests: list[MoveRequest]) -> list[MoveTold]:
    """Return hand-overs, read with their observations, as a page shows them, in their order. Two statements."""
    names = names_of(
        ids={who for request in requests for who in (request.asked_by, request.answered_by) if who}
    )
    places = paths_of(
        codes={code for request in requests for code in (request.community, request.to_community)}
    )
    return [
        MoveTold(
            request=request,
            state=stands(
                state=MoveState(request.state), is_observed=request.observation.state == State.OBSERVING
            ),
            from_place=places[request.community],
            to_place=places[request.to_community],
            asked_by=names.get(request.asked_by, ""),
            answered_by=names.get(request.answered_by, "") if request.answered_by else "",
        )
        for request in requests
    ]


def _with_person(rows: QuerySet[MoveRequest]) -> QuerySet[MoveRequest]:
    return rows.select_related("observation__person", "observation__arrival")
