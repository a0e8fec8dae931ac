"""Which posts wait again when somebody gives their holder a password."""

from datetime import date
from uuid import UUID

from linli.areas.rules import AreaCode
from linli.staff.confirming import needs_confirmation
from linli.staff.models import Post
from linli.staff.queries.held import lasting
from linli.staff.rights import Role
from linli.staff.rules import Viewer


def posts_that_would_wait(*, user_id: UUID, by: Viewer, on: date) -> list[Post]:
    """Return the posts of somebody, held or to come, that the giver of a password could not have given alone.

    By it the giver could hold them: docs/decisions/093. Those that wait already are not among them.
    """
    return [
        post
        for post in Post.objects.filter(lasting(since=on), user=user_id).order_by("from_on", "pk")
        if needs_confirmation(role=Role(post.role), area=AreaCode(post.area_id), by=by.posts)
    ]
