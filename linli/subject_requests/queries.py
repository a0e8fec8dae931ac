"""Requests of the viewer's communities, their steps, and who on file may be meant by a name."""

from dataclasses import dataclass
from typing import Final

from django.db.models import QuerySet

from linli.areas.queries import names_of as area_names
from linli.areas.rules import AreaCode
from linli.people.queries import Person, PersonFile, people_visible
from linli.staff.queries import in_scope, names_of
from linli.staff.rights import Action
from linli.staff.rules import Viewer, scope
from linli.subject_requests.models import SubjectRequest as SubjectRequest  # pages may name the type of a row
from linli.subject_requests.models import SubjectRequestStep
from linli.subject_requests.rules import State, Wanted

CLOSED_SHOWN: Final = 50
NAMESAKES_SHOWN: Final = 10


@dataclass(frozen=True)
class StepTold:
    """A step with the name of who took it."""

    step: SubjectRequestStep
    by: str


def requests_visible(*, viewer: Viewer | None) -> QuerySet[SubjectRequest]:
    """Return requests of where the viewer takes them in: of people there, of names alone in a whole community."""
    return SubjectRequest.objects.filter(
        in_scope(viewer=viewer, action=Action.REGISTER_PERSON)
    ).select_related("person__household")


def requests_open(*, viewer: Viewer | None) -> QuerySet[SubjectRequest]:
    """Return requests that wait for an answer, due soonest first."""
    return requests_visible(viewer=viewer).filter(state=State.OPEN).order_by("due_at", "pk")


def requests_closed(*, viewer: Viewer | None) -> QuerySet[SubjectRequest]:
    """Return requests that were answered or withdrawn, the newest first."""
    return requests_visible(viewer=viewer).exclude(state=State.OPEN).order_by("-answered_at", "-pk")


def requests_to_answer(*, viewer: Viewer | None) -> QuerySet[SubjectRequest]:
    """Return requests that wait for the viewer's answer, to be counted."""
    mine = in_scope(viewer=viewer, action=Action.ANSWER_REQUESTS)
    return SubjectRequest.objects.filter(mine, state=State.OPEN)


def requests_of(*, file: PersonFile) -> list[SubjectRequest]:
    """Return the requests of a visible person, the newest first."""
    return list(SubjectRequest.objects.filter(person__in=file.ids).order_by("-taken_in_at", "-pk"))


def was_deleted_on_request(*, file: PersonFile) -> bool:
    """Say whether the identity of a visible person was removed because they asked for it: in one moment with the answer."""
    done = SubjectRequest.objects.filter(person__in=file.ids, wanted=Wanted.DELETE, state=State.DONE)
    return done.filter(answered_at=file.person.identity_removed_at).exists()


def waiting_requests() -> QuerySet[SubjectRequest]:
    """Return requests that nobody answered."""
    return SubjectRequest.objects.filter(state=State.OPEN)


def steps_of(*, request: SubjectRequest) -> list[StepTold]:
    """Return what was done with a visible request, the oldest first. Two statements."""
    rows = list(SubjectRequestStep.objects.filter(request=request).order_by("at", "pk"))
    names = names_of(ids={row.by for row in rows if row.by})
    return [StepTold(row, names.get(row.by, "") if row.by else "") for row in rows]


def namesakes(*, request: SubjectRequest, viewer: Viewer | None) -> list[Person]:
    """Return people on file in the request's community, whom the viewer sees, of the very name that was told."""
    people = people_visible(viewer=viewer).filter(community=request.community, name=request.name)
    return list(people[:NAMESAKES_SHOWN]) if request.name else []


def namesake(*, request: SubjectRequest, viewer: Viewer | None, id: str) -> Person | None:
    """Return one of the namesakes by the text of an id, or None."""
    found = namesakes(request=request, viewer=viewer)
    return next((person for person in found if str(person.pk) == id), None)


def communities_for(*, viewer: Viewer) -> list[tuple[str, str]]:
    """Return the communities in which the viewer takes requests in, as (code, name)."""
    codes = {AreaCode(area).community for area in scope(viewer=viewer, action=Action.REGISTER_PERSON).areas}
    names = area_names(codes=codes)
    return [(str(code), names.get(code, str(code))) for code in sorted(codes)]
