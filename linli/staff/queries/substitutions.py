"""Who stands in for whom, and who could."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from linli.areas.queries import names_of
from linli.areas.rules import AreaCode
from linli.memo import asked_once, told_already
from linli.staff.apart import ALONE
from linli.staff.models import HandOver as HandOver  # pages may name the type of a row
from linli.staff.models import Post, Substitution, User
from linli.staff.queries import in_scope
from linli.staff.queries.held import held_on, lasting, stood_in_on
from linli.staff.rights import Action, Role
from linli.staff.rules import ROLES_STOOD_IN, Viewer, scope

_MAY_STAND_IN: Final = "may stand in"


def own_posts_in(*, community: AreaCode, user: User, from_on: date, until_on: date) -> list[Post]:
    """Return a user's posts in a community that hold on all of some days, both included; not those of standing in."""
    from_, until = community.range
    held = Post.objects.filter(
        user=user, user__is_active=True, area_id__gte=from_, area_id__lt=until, substitution=None
    )
    return list(held.filter(lasting(since=until_on), from_on__lte=from_on))


def posts_to_stand_in_for(*, viewer: Viewer | None, on: date) -> QuerySet[Post]:
    """Return posts where the viewer fills teams and somebody may stand in, by area and name."""
    return (
        Post.objects.filter(
            in_scope(viewer=viewer, action=Action.FILL_TEAMS, field="area_id"),
            lasting(since=on),
            role__in=ROLES_STOOD_IN,
            substitution=None,
            user__is_active=True,
        )
        .select_related("user", "area")
        .order_by("area_id", "role", "user__full_name")
    )


def staff_of(*, communities: Sequence[AreaCode], on: date) -> QuerySet[User]:
    """Active users with a post of their own in some communities, by name; nobody whose post stands alone."""
    condition = Q(pk__in=[])
    for community in communities:
        from_, until = community.range
        condition |= Q(area_id__gte=from_, area_id__lt=until)
    posts = Post.objects.filter(condition, lasting(since=on), substitution=None).exclude(role__in=ALONE)
    return User.objects.filter(pk__in=posts.values("user_id"), is_active=True).order_by("full_name", "pk")


def staff_to_fill(*, viewer: Viewer | None, on: date) -> QuerySet[User]:
    """Users of the staff where the viewer fills teams, by name."""
    return staff_of(communities=scope(viewer=viewer, action=Action.FILL_TEAMS).areas, on=on)


def substitutions_seen(*, viewer: Viewer | None) -> QuerySet[Substitution]:
    """Substitutions in the viewer's areas, the latest first."""
    return (
        Substitution.objects.filter(in_scope(viewer=viewer, action=Action.SEE_TEAMS))
        .select_related("absent", "substitute", "post")
        .order_by("-from_on", "-set_at", "pk")
    )


def substitutions_to_end(*, viewer: Viewer | None, on: date) -> QuerySet[Substitution]:
    """Substitutions that last and that the viewer may end."""
    return (
        Substitution.objects.filter(in_scope(viewer=viewer, action=Action.FILL_TEAMS), post__until_on__gt=on)
        .filter(post__until_on__gt=F("post__from_on"))
        .select_related("post")
    )


@dataclass(frozen=True)
class StandingIn:
    """For whom somebody stands in, where, and until which day, that day included."""

    absent: str
    place: str
    until_on: date
    area: str


def note_whether_standing_in(*, user_id: UUID, may_be: bool) -> None:
    """Note for this request whether somebody may stand in for a colleague today: not where none of their posts ends."""
    told_already(kind=_MAY_STAND_IN, names={user_id: may_be})


def standing_in(*, viewer: Viewer, on: date) -> list[StandingIn]:
    """Return for whom the viewer stands in on a day. No statement where it was noted that there is nobody."""
    noted = asked_once(kind=_MAY_STAND_IN, keys=[viewer.user_id], ask=lambda ids: dict.fromkeys(ids, True))
    if not noted[viewer.user_id]:
        return []
    rows = list(
        Substitution.objects.filter(stood_in_on(on=on), substitute=viewer.user_id)
        .select_related("absent")
        .order_by("until_on", "area")
    )
    names = names_of(codes={row.area for row in rows})
    return [StandingIn(row.absent.full_name, names.get(row.area, ""), row.until_on, row.area) for row in rows]


def handovers_for(*, viewer: Viewer) -> QuerySet[HandOver]:
    """Hand-overs that wait for the viewer's answer, the oldest first; none where the viewer holds no post any more."""
    communities = {post.area.community for post in viewer.posts}
    return (
        HandOver.objects.filter(
            taker=viewer.user_id, confirmed_at=None, ended_at=None, community__in=communities
        )
        .select_related("giver", "taker")
        .order_by("at", "pk")
    )


def handovers_to_withdraw(*, viewer: Viewer | None) -> QuerySet[HandOver]:
    """Hand-overs that wait and that the viewer may withdraw: who gave them while still posted there, who fills teams there."""
    waits = HandOver.objects.filter(confirmed_at=None, ended_at=None)
    mine = in_scope(viewer=viewer, action=Action.FILL_TEAMS)
    if viewer is None:
        return waits.none()
    given = Q(giver=viewer.user_id) & in_scope(viewer=viewer, action=Action.SEE_TEAMS)
    return waits.filter(mine | given)


def handovers_given(*, viewer: Viewer) -> QuerySet[HandOver]:
    """Hand-overs that the viewer gave and that wait for the answer, while still posted there; in no order."""
    return handovers_to_withdraw(viewer=viewer).filter(giver=viewer.user_id)


def handovers_of(*, grid: AreaCode) -> QuerySet[HandOver]:
    """Hand-overs of a grid that the viewer sees, the newest first."""
    return HandOver.objects.filter(area=grid).select_related("giver", "taker").order_by("-at", "pk")


@dataclass(frozen=True)
class Worker:
    """A grid worker at an area on a day. absent: somebody else stands in on this day."""

    user_id: UUID
    name: str
    absent: bool


def has_no_worker(*, viewer: Viewer | None, action: Action, grid: AreaCode, on: date) -> bool:
    """Say whether nobody is a grid worker of a grid on a day, nor of its whole community. One statement."""
    found = workers_by_area(viewer=viewer, action=action, on=on)
    return not (found.get(grid) or found.get(grid.community))


def workers_by_area(*, viewer: Viewer | None, action: Action, on: date) -> dict[str, list[Worker]]:
    """Return who is a grid worker on a day, by the area of the post, in the viewer's communities."""
    areas = {area.community for area in scope(viewer=viewer, action=action).areas}
    condition = Q(pk__in=[])
    for area in areas:
        from_, until = area.range
        condition |= Q(area_id__gte=from_, area_id__lt=until)
    away = Substitution.objects.filter(
        stood_in_on(on=on),
        absent=OuterRef("user_id"),
        area=OuterRef("area_id"),
        post__role=Role.GRID_WORKER,
    )
    posts = (
        Post.objects.filter(condition, held_on(on=on), role=Role.GRID_WORKER, user__is_active=True)
        .annotate(absent=Exists(away))
        .select_related("user")
        .order_by("area_id", "user__full_name", "pk")
    )
    found: dict[str, list[Worker]] = {}
    for post in posts:
        worker = Worker(post.user_id, post.user.full_name, post.absent)
        if worker not in found.setdefault(post.area_id, []):
            found[post.area_id].append(worker)
    return found


def state_of(*, row: Substitution, on: date) -> str:
    """Return how a substitution stands on a day: AHEAD, NOW, OVER; what was ended early is OVER."""
    until = row.post.until_on
    if until is None or until <= on or until <= row.post.from_on:
        return "OVER"
    return "AHEAD" if on < row.post.from_on else "NOW"
