"""Whose name it is, and where what they do is written down."""

from typing import Final

from linli.staff.models import Post, User
from linli.staff.rules import username_of

# No area has this code: events about a name that nobody has, or somebody who never held a post.
NO_AREA: Final = "00"


def user_named(*, username: str) -> User | None:
    """Return the user of a name, whether or not active."""
    return User.objects.filter(username=username_of(typed=username)).first()


def area_of_name(*, username: str) -> str:
    """Return the area of the first post that the user of a name ever held; NO_AREA without one."""
    first = Post.objects.filter(user__username=username_of(typed=username)).order_by("from_on", "id")
    return first.values_list("area_id", flat=True).first() or NO_AREA


def area_of(*, user: User) -> str:
    """Return the area under which a user's sign-ins are written down."""
    return area_of_name(username=user.username)
