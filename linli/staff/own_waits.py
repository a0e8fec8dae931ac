"""Posts, offers and grids that wait for the viewer's answer, and those that wait for another's."""

from datetime import datetime
from typing import Final

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from linli.clock import day_of, start_of
from linli.staff.labels import ROLES
from linli.staff.queries.colleagues import offers_made, offers_of
from linli.staff.queries.confirmations import (
    asked_by,
    declined_unread,
    not_yet_to_confirm,
    ready_to_confirm,
)
from linli.staff.queries.substitutions import handovers_for, handovers_given
from linli.staff.queries.unwatched import counties_unwatched
from linli.staff.rights import Action
from linli.staff.rules import Viewer, own_offices, scope
from linli.staff.waits import Standing, WaitKind, WaitLines, Waits, WaitTold


def _unwatched(viewer: Viewer, now: datetime) -> list[WaitTold]:
    """Tell whoever gives posts, and the auditor above, of counties whose audit nobody reads."""
    given = scope(viewer=viewer, action=Action.GIVE_POSTS).areas
    areas = given or own_offices(viewer=viewer, action=Action.SEE_AUDIT)
    found = counties_unwatched(under=areas, on=day_of(now)) if areas else []
    if not found:
        return []
    standing = Standing.TODAY if given else Standing.OTHERS
    page = reverse("staff:list" if given else "desk:audit")
    return [WaitTold(url=page, place=next(iter(found)), count=len(found), standing=standing)]


WAITS: Final[tuple[Waits, ...]] = (
    WaitLines(
        "COUNTY_UNWATCHED",
        _("县（区）没有审计员，那里的留痕没有人看"),
        frozenset({Action.GIVE_POSTS, Action.SEE_AUDIT}),
        lines=_unwatched,
    ),
    WaitKind(
        "OFFER",
        _("接受或不接受任职邀请"),
        frozenset(),
        # Of the whole day on which it lapses, for what is kept depends on the day alone; its page says that it is over.
        rows=lambda viewer: offers_of(viewer=viewer, now=start_of(day_of(timezone.now()))),
        since="offered_at",
        title="role",
        titles=ROLES,
        page="staff:offers",
        acts=frozenset({"staff:take_offer", "staff:decline_offer"}),
    ),
    WaitKind(
        "GRID_HAND_OVER",
        _("答复网格交接"),
        frozenset({Action.SEE_TEAMS}),
        rows=lambda viewer: handovers_for(viewer=viewer),
        since="at",
        title="giver__full_name",
        page="desk:teams",
        args=("pk",),
        anchor="handover-",
        acts=frozenset({"staff:confirm_handover", "staff:refuse_handover"}),
    ),
    WaitKind(
        "POST",
        _("确认岗位"),
        frozenset({Action.CONFIRM_POST}),
        rows=lambda viewer: ready_to_confirm(viewer=viewer, on=day_of(timezone.now())),
        since="asked_at",
        title="post__user__full_name",
        page="staff:waiting",
        args=("pk",),
        anchor="post-",
        door="staff:waiting",
        acts=frozenset({"staff:confirm_post", "staff:decline_post"}),
    ),
    WaitKind(
        "POST_DECLINED",
        _("有人不同意您提出的岗位"),
        frozenset({Action.CONFIRM_POST}),
        rows=lambda viewer: declined_unread(viewer=viewer, on=day_of(timezone.now())),
        since="closed_at",
        title="post__user__full_name",
        page="staff:waiting",
        args=("pk",),
        anchor="declined-",
        acts=frozenset({"staff:know_declined"}),
    ),
    WaitKind(
        "POST_LACKING",
        _("等本人设自己的密码，才能确认岗位"),
        frozenset({Action.CONFIRM_POST}),
        rows=lambda viewer: not_yet_to_confirm(viewer=viewer, on=day_of(timezone.now())),
        since="asked_at",
        title="post__user__full_name",
        page="staff:waiting",
        args=("pk",),
        anchor="post-",
        standing=Standing.OTHERS,
    ),
    WaitKind(
        "POST_ASKED",
        _("等第二个人确认岗位"),
        frozenset({Action.CONFIRM_POST}),
        rows=lambda viewer: asked_by(viewer=viewer, on=day_of(timezone.now())),
        since="asked_at",
        title="post__user__full_name",
        page="staff:waiting",
        standing=Standing.OTHERS,
    ),
    WaitKind(
        "GRID_HANDED_OVER",
        _("等接手的人答复网格交接"),
        frozenset({Action.SEE_TEAMS}),
        rows=lambda viewer: handovers_given(viewer=viewer),
        since="at",
        title="taker__full_name",
        page="desk:teams",
        own_page="desk:handover",
        args=("area",),
        standing=Standing.OTHERS,
    ),
    WaitKind(
        "OFFER_MADE",
        _("等对方答复任职邀请"),
        frozenset({Action.KEEP_COLLEAGUES}),
        rows=lambda viewer: offers_made(viewer=viewer, now=start_of(day_of(timezone.now()))),
        since="offered_at",
        title="role",
        titles=ROLES,
        page="staff:colleagues",
        standing=Standing.OTHERS,
    ),
)
