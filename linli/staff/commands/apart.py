"""Roles that nobody holds beside one another, looked at before a post is given."""

from datetime import date

from linli.staff.models import Post, User
from linli.staff.queries.held import lasting
from linli.staff.rights import Role, are_apart


class RolesKeptApart(Exception):
    """The user holds a role, on some of these days, that nobody may hold beside the new one. args: the role held."""


def keep_apart(*, user: User, role: Role, from_on: date, until_on: date | None) -> None:
    """Raise RolesKeptApart where a post of the user meets the new one on a day; until_on: its first day without.

    Locks the user's row, so that two posts given at once are looked at one after the other. Call it inside a transaction.
    """
    User.objects.select_for_update().get(pk=user.pk)
    held = Post.objects.filter(lasting(since=from_on), user=user)
    if until_on is not None:
        held = held.filter(from_on__lt=until_on)
    for known in held.order_by("role").values_list("role", flat=True).distinct():
        if are_apart(one=role, other=Role(known)):
            raise RolesKeptApart(Role(known))
