"""Posts that nobody holds beside one another, looked at before one is given."""

from datetime import date, datetime

from linli.areas.rules import AreaCode
from linli.clock import day_of
from linli.staff.apart import are_apart
from linli.staff.models import Post, User
from linli.staff.queries.held import lasting_or_waiting
from linli.staff.rights import Role
from linli.staff.rules import PostHeld, seals_and_receives


class RolesKeptApart(Exception):
    """The user holds a post, on some of these days, that nobody may hold beside the new one. args: the role held."""


class OwnAppointment(Exception):
    """Nobody gives themselves a post, for some days either."""


def keep_apart(
    *, user: User, role: Role, area: str, from_on: date, until_on: date | None, now: datetime
) -> None:
    """Raise RolesKeptApart where a post of the user meets the new one on a day; until_on: its first day without.

    One that waits for a second person counts like one that holds.

    Locks the user's row, so that two posts given at once are looked at one after the other. Call it inside a transaction.
    """
    User.objects.select_for_update().get(pk=user.pk)
    held = Post.objects.filter(lasting_or_waiting(since=from_on, today=day_of(now)), user=user)
    if until_on is not None:
        held = held.filter(from_on__lt=until_on)
    new = PostHeld(role, AreaCode(area))
    for known_role, known_area in held.order_by("role", "area_id").values_list("role", "area_id").distinct():
        known = PostHeld(Role(known_role), AreaCode(known_area))
        if are_apart(one=role, other=known.role) or seals_and_receives(one=new, other=known):
            raise RolesKeptApart(known.role)
