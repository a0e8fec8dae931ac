"""What was assigned to somebody by name, as a condition on rows."""

from datetime import date

from django.db.models import Q

from linli.staff.models import Assignment
from linli.staff.queries import NOWHERE, areas_condition
from linli.staff.queries.held import not_over
from linli.staff.rights import Action
from linli.staff.rules import Scope, Viewer, areas_of_assignment


def assigned_to(*, viewer: Viewer | None, action: Action, kind: str, on: date, field: str = "pk") -> Q:
    """Return the condition that a row was assigned to the viewer and is so on a day; matches nothing without a post.

    kind: of the rows that are asked. field: the row's id; of a stream table say "id", and put
    `county__in=counties_of_assignment(...)` beside it. Whose post has ended has lost what was assigned within it, and so
    has a user who is no longer active: neither is among the viewer's posts.
    """
    areas = areas_of_assignment(viewer=viewer, action=action)
    if viewer is None or not areas:
        return NOWHERE
    held = Assignment.objects.filter(
        areas_condition(scope=Scope(areas)),
        not_over(since=on),
        user=viewer.user_id,
        kind=kind,
        taken_back_at=None,
    )
    return Q(**{f"{field}__in": held.values("subject")})


def counties_of_assignment(*, viewer: Viewer | None, action: Action) -> tuple[str, ...]:
    """Return the counties in which anything can be assigned to the viewer, for stream tables."""
    return Scope(areas_of_assignment(viewer=viewer, action=action)).counties
