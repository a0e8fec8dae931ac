"""A grid with a team, a colleague who stands in there, and its hand-over."""

from collections.abc import Callable
from typing import Any

from allauth.usersessions.models import UserSession
from django.utils import timezone

from linli.areas.commands import create_grid
from linli.areas.queries import grids_of
from linli.areas.rules import AreaCode, Level
from linli.clock import day_of
from linli.staff.commands import MemberTold, add_user, fill_team, give_over, give_post, substitute
from linli.staff.commands.offers import offer_post
from linli.staff.models import Confirmation, Post, User
from linli.staff.queries import viewer_of
from linli.staff.rights import Role
from linli.staff.rules import Seat, Viewer
from tests.made import NOTE, Made


def _staff(area: AreaCode, name: str, by: Viewer, make_user: Callable[..., User]) -> dict[str, Any]:
    """Make a grid with a team, a colleague who stands in there, and its hand-over."""
    now = timezone.now()
    community = AreaCode(area[:12])
    if area.level is Level.GRID:
        grid = area
    else:
        known = grids_of(community=community) or [create_grid(community=community, name="甲", on=day_of(now))]
        grid = AreaCode(known[0].code)
    worker = make_user(role=Role.GRID_WORKER, area=grid, username=f"absent-{grid}")
    fill_team(
        grid=grid,
        subject=None,
        members=[MemberTold(Seat.POLICE, name=name, phone="13700000000")],
        by=by,
        now=now,
    )
    substitution = substitute(
        absent=Post.objects.get(user=worker),
        by_whom=make_user(role=Role.GRID_WORKER, area=grid, username=f"stands-in-{grid}"),
        from_on=day_of(now),
        until_on=day_of(now),
        reason=NOTE,
        by=by,
        now=now,
    )
    handover = give_over(
        grid=grid,
        giver=worker,
        taker=User.objects.get(pk=by.user_id),
        note=NOTE,
        open_={"checks": 1},
        permanent_from=None,
        by=by,
        now=now,
    )
    session = UserSession.objects.create(
        user=worker, ip="203.0.113.7", session_key=f"session of {grid}", user_agent=NOTE
    )
    return {
        "grid": grid,
        "substitution_id": substitution.pk,
        "handover_id": handover.pk,
        "user_id": worker.pk,
        "session_id": session.pk,
    }


def rows(made: Made) -> dict[str, Any]:
    """Fill a team, stand in and give over."""
    post = Post.objects.get(area_id=made.community, role=Role.SECRETARY)
    told = _staff(made.area, made.name, made.by, made.make_user)
    now = timezone.now()
    offer = offer_post(
        username=f"offered-{made.community}",
        role=Role.GRID_WORKER,
        area=told["grid"],
        from_on=day_of(now),
        by=made.by,
        now=now,
    )
    giver = made.make_user(
        role=Role.ADMINISTRATOR, area=AreaCode(made.community[:2]), username=f"gives-{made.community}"
    )
    waits = give_post(
        user=add_user(
            username=f"waits-{made.community}",
            full_name="等人确认",
            password=None,
            by=None,
            area=made.community,
            now=now,
        ),
        role=Role.DOCTOR,
        area=made.community,
        from_on=day_of(now),
        by=viewer_of(user=giver, on=day_of(now)),
        now=now,
    )
    waiting = Confirmation.objects.get(post=waits)
    gone = made.make_user(role=Role.DOCTOR, area=made.community, username=f"gone-{made.community}")
    ended = Post.objects.get(user=gone)
    Post.objects.filter(pk=ended.pk).update(until_on=day_of(now))
    return {
        "confirmation_id": waiting.pk,
        "asked_confirmation_id": waiting.pk,
        "declined_confirmation_id": waiting.pk,
        "post_id": post.pk,
        "ended_post_id": ended.pk,
        "colleague_post_id": Post.objects.get(user=told["user_id"]).pk,
        "made_offer_id": offer.pk,
        "offer_id": offer.pk,
        **told,
    }
