"""Who holds posts over a community: at it, in it and above it, since when and given by whom."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from django.db.models import Q

from linli.areas.rules import AreaCode
from linli.audit.models import AuditEvent
from linli.staff.models import Post
from linli.staff.queries import NOWHERE
from linli.staff.queries.held import lasting_or_waiting
from linli.staff.rights import Action, Role
from linli.staff.rules import Viewer, scope

# Who a post was given by on the machine itself, by nobody's account.
BY_MACHINE: Final = UUID(int=0)


@dataclass(frozen=True)
class PostOver:
    """A post held, to come, or waiting until somebody confirms it.

    given_by: None where no event of it is kept. absent: for whom its holder stands in, or ''.
    """

    name: str
    role: Role
    area: AreaCode
    from_on: date
    until_on: date | None
    given_by: UUID | None
    absent: str
    waits: bool


def posts_over(*, viewer: Viewer | None, on: date) -> list[PostOver]:
    """Return every post, held, waiting or to come, over the communities where the viewer sees teams; the highest area first.

    Those at a community and in it stand last, by area, role and name. Two statements.
    """
    communities = {area.community for area in scope(viewer=viewer, action=Action.SEE_TEAMS).areas}
    condition = NOWHERE
    for community in sorted(communities):
        from_, until = community.range
        above = [community[:digits] for digits in range(2, len(community))]
        condition |= Q(area_id__gte=from_, area_id__lt=until) | Q(area_id__in=above)
    posts = list(
        Post.objects.filter(condition, lasting_or_waiting(since=on, today=on), user__is_active=True)
        .select_related("user", "substitution__absent")
        .order_by("area_id", "role", "user__full_name", "pk")
    )
    givers = _givers(posts)
    found = []
    for post in posts:
        standing_in = getattr(post, "substitution", None)
        told = givers.get((post.user_id, post.area_id, post.role))
        found.append(
            PostOver(
                name=post.user.full_name,
                role=Role(post.role),
                area=AreaCode(post.area_id),
                from_on=post.from_on,
                until_on=post.until_on,
                given_by=standing_in.set_by if standing_in else told,
                absent=standing_in.absent.full_name if standing_in else "",
                waits=post.waits_since_on is not None,
            )
        )
    return sorted(found, key=lambda one: (len(one.area.community), one.area))


def _givers(posts: Iterable[Post]) -> dict[tuple[UUID, str, str], UUID]:
    """Return who gave posts last, by user, area and role, as the events say it."""
    events = AuditEvent.objects.filter(
        county__in={AreaCode(post.area_id).county for post in posts},
        subject__in={post.user_id for post in posts},
        action="post.given",
    ).order_by("at", "id")
    return {
        (subject, area, changed.get("role", "")): actor or BY_MACHINE
        for subject, area, changed, actor in events.values_list("subject", "area", "changed", "actor_id")
    }
