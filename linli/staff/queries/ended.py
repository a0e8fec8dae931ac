"""Posts that somebody ended today, and those that nobody but one person holds."""

from datetime import date

from linli.audit.models import AuditEvent
from linli.clock import start_of
from linli.staff.confirming import RUNS, WATCHES
from linli.staff.models import Post
from linli.staff.queries import in_scope
from linli.staff.queries.held import BEGUN, held_on
from linli.staff.rights import Action, Role
from linli.staff.rules import Viewer
from linli.stream.tables import county_of


def ended_today(*, viewer: Viewer, on: date) -> list[Post]:
    """Return the posts that ended on a day where the viewer gives them, but those of standing in and those that end by two.

    One statement.
    """
    here = in_scope(viewer=viewer, action=Action.GIVE_POSTS, field="area_id")
    rows = Post.objects.filter(here, BEGUN, until_on=on, substitution=None).exclude(role__in=WATCHES)
    return list(rows.exclude(user=viewer.user_id).select_related("user").order_by("area_id", "role", "pk"))


def ended_by(*, viewer: Viewer, on: date) -> list[Post]:
    """Return those of `ended_today` that the viewer ended, as the events say it. Two statements, one where there is none."""
    posts = ended_today(viewer=viewer, on=on)
    if not posts:
        return []
    events = AuditEvent.objects.filter(
        county__in={county_of(post.area_id) for post in posts},
        subject__in={post.user_id for post in posts},
        action="post.ended",
        actor_id=viewer.user_id,
        at__gte=start_of(on),
    )
    own = {
        (subject, area, changed.get("role"))
        for subject, area, changed in events.values_list("subject", "area", "changed")
    }
    return [post for post in posts if (post.user_id, post.area_id, post.role) in own]


def runs_alone(*, post: Post, on: date) -> bool:
    """Say whether a post runs a place on a day and nobody else, who may come in, holds such a one there. One statement."""
    if Role(post.role) not in RUNS.values():
        return False
    others = Post.objects.filter(held_on(on=on), area_id=post.area_id, role=post.role, user__is_active=True)
    return post.waits_since_on is None and not others.exclude(pk=post.pk).exists()
