"""The first page after signing in: the one that the viewer works on."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from linli.clock import day_of
from linli.desk.queries.first_day import communities_run, counted
from linli.desk.rules.first_day import is_empty
from linli.staff.http import StaffRequest, staff_page
from linli.staff.queries.colleagues import offers_to
from linli.staff.rights import Action
from linli.staff.rules import may
from linli.staff.views.confirmations import own_waiting

FIRST_PAGES = (
    (Action.SEE_PERSON, "desk:day"),
    (Action.SEE_REPORT, "reports:today"),
    (Action.ANSWER_REFERRAL, "desk:clinic"),
    (Action.ANSWER_HAND_OVER, "police:handed_over"),
    (Action.SEE_HEADCOUNTS, "desk:headcounts"),
    (Action.SEE_AUDIT, "desk:audit"),
    (Action.KEEP_ACCOUNTS, "staff:list"),
    (Action.GIVE_POSTS, "staff:list"),
    (Action.SEE_ASSIGNED, "desk:assigned"),
)


@staff_page
def show(request: StaffRequest) -> HttpResponse:
    """Go to a post that was offered, else to the viewer's first page; without any post say what waits, or whom to ask.

    Whoever runs a community that has not begun is led through its first day.
    """
    if offers_to(user=request.user, now=timezone.now()).exists():
        return redirect("staff:offers")
    today = day_of(timezone.now())
    for community in communities_run(viewer=request.viewer)[:1]:
        if is_empty(counts=counted(community=community, on=today)):
            return redirect("desk:first_day")
    for action, name in FIRST_PAGES:
        if may(viewer=request.viewer, action=action):
            return redirect(name)
    return render(request, "desk/no_post.html", {"waiting": own_waiting(viewer=request.viewer, on=today)})
