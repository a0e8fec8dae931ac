"""Where somebody comes to after signing in: what waits for them, or their community's first day, or a post to answer for."""

from typing import Final

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from linli.clock import day_of
from linli.desk.queries.first_day import communities_run, counted
from linli.desk.queries.waiting import waiting
from linli.desk.rules.at_doors import works_at_doors
from linli.desk.rules.first_day import is_empty
from linli.staff.http import StaffRequest, staff_page
from linli.staff.queries.colleagues import offers_to
from linli.staff.rights import Action
from linli.staff.rules import Viewer, may
from linli.staff.views.confirmations import own_declined, own_waiting
from linli.staff.waits import Standing

# The page that somebody works on, by the right that opens it; the first of these stands foremost.
WORK_PAGES: Final[tuple[tuple[Action, str, Promise], ...]] = (
    (Action.SEE_PERSON, "desk:day", _("今日工作")),
    (Action.SEE_REPORT, "reports:today", _("日报")),
    (Action.ANSWER_REFERRAL, "desk:clinic", _("门诊")),
    (Action.ANSWER_HAND_OVER, "police:handed_over", _("移交来的")),
    (Action.SEE_HEADCOUNTS, "desk:headcounts", _("人数")),
    (Action.SEE_AUDIT, "desk:audit", _("留痕")),
    (Action.KEEP_ACCOUNTS, "staff:list", _("人员与岗位")),
    (Action.GIVE_POSTS, "staff:list", _("人员与岗位")),
    (Action.SEE_ASSIGNED, "desk:assigned", _("分派给我的")),
)
HEADINGS: Final[dict[Standing, Promise]] = {
    Standing.NOW: _("现在就办"),
    Standing.TODAY: _("今天要办"),
    Standing.OTHERS: _("等别人"),
}


@staff_page
def show(request: StaffRequest) -> HttpResponse:
    """Go to what waits for the viewer; without any post say what waits, or whom to ask.

    Whoever runs a community that has not begun is led through its first day. A worker goes to the doors of the day.
    """
    viewer, now = request.viewer, timezone.now()
    today = day_of(now)
    for community in communities_run(viewer=viewer)[:1]:
        if is_empty(counts=counted(community=community, on=today)):
            return redirect("desk:first_day")
    if not viewer.posts:
        if offers_to(user=request.user, now=now).exists():
            return redirect("staff:offers")
        waiting = own_waiting(viewer=viewer, on=today)
        declined = None if waiting else own_declined(viewer=viewer, on=today)
        return render(request, "desk/no_post.html", {"waiting": waiting, "declined": declined})
    return redirect("desk:day" if works_at_doors(viewer=viewer) else "desk:waits")


@staff_page
def waits(request: StaffRequest) -> HttpResponse:
    """List what the viewer must decide or do, and what they wait for, each with the page where it is done."""
    now = timezone.now()
    lines = waiting(viewer=request.viewer, now=now)
    groups = [
        (standing, words, [line for line in lines if line.standing is standing])
        for standing, words in HEADINGS.items()
    ]
    context = {
        "groups": [group for group in groups if group[2]],
        "is_free": all(line.standing is Standing.OTHERS for line in lines),
        "pages": work_pages(viewer=request.viewer),
        "now": now,
        # They stand on the list, and not above it once more.
        "urgent": 0,
        "reminders": [],
    }
    return render(request, "desk/waits.html", context)


def work_pages(*, viewer: Viewer) -> list[tuple[str, Promise]]:
    """Return the pages that the viewer works on, each once, as (name, words), the foremost first."""
    opened = {name: words for action, name, words in WORK_PAGES if may(viewer=viewer, action=action)}
    return list(opened.items())
