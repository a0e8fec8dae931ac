"""Whose name it is, and where what they do is written down."""

from django.db.models import OuterRef, Subquery

from linli.staff.models import Post, User
from linli.staff.rules import NO_AREA as NO_AREA  # where such events are read, too
from linli.staff.rules import username_of


def user_named(*, username: str) -> User | None:
    """Return the user of a name, whether or not active."""
    return User.objects.filter(username=username_of(typed=username)).first()


def area_of_name(*, username: str) -> str:
    """Return the area of the first post that the user of a name ever held, or where it was added; else NO_AREA. One statement."""
    first = Post.objects.filter(user=OuterRef("pk")).order_by("from_on", "id").values("area_id")[:1]
    users = User.objects.filter(username=username_of(typed=username)).annotate(first=Subquery(first))
    known = users.values_list("first", "area").first()
    return next((area for area in known or () if area), NO_AREA)


def area_of(*, user: User) -> str:
    """Return the area under which a user's sign-ins are written down."""
    return area_of_name(username=user.username)
