"""Who held a post on a day that has passed: what somebody says of that day is of their own eyes, or of another's."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from linli.areas.rules import DIGITS, Level
from linli.staff.models import Post
from linli.staff.queries.held import held_on
from linli.staff.rights import Action, roles_with


def held_then(*, user: UUID, areas: Iterable[str], action: Action, on: date) -> bool:
    """Say whether somebody held on a day posts that may do an action in the communities of all these areas. One statement.

    The grid does not matter: it may have changed since.
    """
    posts = Post.objects.filter(held_on(on=on), user=user, role__in=roles_with(action=action))
    held = {area[: DIGITS[Level.COMMUNITY]] for area in posts.values_list("area_id", flat=True)}
    return all(any(area.startswith(place) for place in held) for area in areas)
