"""Hand-overs between communities: what a viewer has asked for, and what waits for the viewer's answer."""

from dataclasses import dataclass
from typing import Final

from django.db.models import QuerySet

from linli.areas.queries import paths_of
from linli.observation.models import MoveRequest as MoveRequest  # pages may name the type of a row
from linli.observation.rules import MoveState
from linli.staff.queries import in_scope, names_of
from linli.staff.rights import Action
from linli.staff.rules import Viewer

SHOWN: Final = 30


@dataclass(frozen=True)
class MoveTold:
    """A hand-over with the names of both places and of who asked and answered."""

    request: MoveRequest
    from_place: str
    to_place: str
    asked_by: str
    answered_by: str


def moves_to_answer(*, viewer: Viewer | None) -> QuerySet[MoveRequest]:
    """Hand-overs to the viewer's communities that wait for an answer, the oldest first."""
    return _with_person(
        MoveRequest.objects.filter(
            in_scope(viewer=viewer, action=Action.CLOSE_OBSERVATION, field="to_community"),
            state=MoveState.ASKED,
        )
    ).order_by("asked_at", "pk")


def moves_asked(*, viewer: Viewer | None) -> QuerySet[MoveRequest]:
    """Hand-overs that the viewer's communities asked for, the newest first."""
    return _with_person(
        MoveRequest.objects.filter(in_scope(viewer=viewer, action=Action.CLOSE_OBSERVATION))
    ).order_by("-asked_at", "-pk")


def told(*, requests: list[MoveRequest]) -> list[MoveTold]:
    """Return hand-overs with the names that a page shows, in their order. Two statements however many."""
    names = names_of(
        ids={who for request in requests for who in (request.asked_by, request.answered_by) if who}
    )
    places = paths_of(
        codes={code for request in requests for code in (request.community, request.to_community)}
    )
    return [
        MoveTold(
            request=request,
            from_place=places[request.community],
            to_place=places[request.to_community],
            asked_by=names.get(request.asked_by, ""),
            answered_by=names.get(request.answered_by, "") if request.answered_by else "",
        )
        for request in requests
    ]


def _with_person(rows: QuerySet[MoveRequest]) -> QuerySet[MoveRequest]:
    return rows.select_related("observation__person", "observation__arrival")
