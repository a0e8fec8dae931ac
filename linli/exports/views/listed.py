"""Who took what, and what waits for a second person."""

from typing import Final

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from linli.beat.queries import standing_of
from linli.exports.beat import SWEEP
from linli.exports.queries import exports as reads
from linli.exports.queries.rights import kinds_offered
from linli.staff.http import StaffRequest, staff_page
from linli.staff.rights import Action
from linli.staff.rules import may

ROWS_A_PAGE: Final = 30


@staff_page
def index(request: StaffRequest) -> HttpResponse:
    """Show the exports of the viewer's community with who took them; a township what waits for it, and numbers below."""
    viewer = request.viewer
    takes = may(viewer=viewer, action=Action.EXPORT_PEOPLE)
    agrees = may(viewer=viewer, action=Action.APPROVE_EXPORT)
    if not (takes or agrees):
        return render(request, "403.html", status=403)
    page = Paginator(reads.exports_listed(viewer=viewer), ROWS_A_PAGE).get_page(request.GET.get("page"))
    now = timezone.now()
    context = {
        "takes": takes,
        "agrees": agrees,
        "kinds": kinds_offered(viewer=viewer),
        "waiting": reads.told(exports=list(reads.exports_waiting(viewer=viewer))),
        "page": page,
        "rows": reads.told(exports=list(page)),
        "counts": [] if takes else reads.counts_below(viewer=viewer, now=now),
        "left": reads.left_otherwise(viewer=viewer) if takes else [],
        "days": reads.COUNTED_DAYS,
        "swept": standing_of(job=SWEEP, now=now),
    }
    return render(request, "exports/index.html", context)
