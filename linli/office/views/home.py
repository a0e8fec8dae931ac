"""The first page after signing in: the one that the viewer works on."""

from django.http import HttpResponse
from django.shortcuts import redirect, render

from linli.staff.http import StaffRequest, staff_page
from linli.staff.rights import Action
from linli.staff.rules import may

FIRST_PAGES = (
    (Action.SEE_PERSON, "observation:day"),
    (Action.SEE_REPORT, "reports:today"),
    (Action.ANSWER_REFERRAL, "observation:clinic"),
    (Action.ANSWER_HAND_OVER, "observation:handed_over"),
    (Action.SEE_HEADCOUNTS, "observation:headcounts"),
    (Action.SEE_AUDIT, "staff:audit"),
    (Action.MANAGE_STAFF, "staff:list"),
    (Action.SEE_ASSIGNED, "assigned"),
)


@staff_page
def show(request: StaffRequest) -> HttpResponse:
    """Go to the viewer's first page; without any post say whom to ask."""
    for action, name in FIRST_PAGES:
        if may(viewer=request.viewer, action=action):
            return redirect(name)
    return render(request, "office/no_post.html")
