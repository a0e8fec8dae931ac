"""The leads of a community: what is asked of it, what is open, overdue ones on top, what is closed."""

from itertools import islice
from typing import Final
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from linli.staff.http import StaffRequest, staff_page
from linli.staff.rights import Action
from linli.staff.rules import may
from linli.tracing import forms
from linli.tracing.queries import counts
from linli.tracing.queries import leads as reads

LEADS_A_PAGE: Final = 60
CLOSED_SHOWN: Final = 50


@staff_page
def index(request: StaffRequest) -> HttpResponse:
    """Show leads by name to who traces them; whoever hands lists down sees numbers."""
    if not may(viewer=request.viewer, action=Action.TRACE_LEADS):
        if may(viewer=request.viewer, action=Action.HAND_DOWN_LEADS):
            return redirect("tracing:numbers")
        return render(request, "403.html", status=403)
    return page_of_leads(request, None, None, status=200)


def page_of_leads(
    request: StaffRequest, refused: UUID | None, form: forms.ReasonForm | None, *, status: int
) -> HttpResponse:
    """Render the page; with the form of a refusal that lacks its reason."""
    now = timezone.now()
    asked = list(reads.leads_asked(viewer=request.viewer))
    page = Paginator(reads.leads_open(viewer=request.viewer), LEADS_A_PAGE).get_page(request.GET.get("page"))
    closed = list(reads.leads_closed(viewer=request.viewer)[:CLOSED_SHOWN])
    open_ = list(page)
    # Told at once: what a page says of leads is asked for all of them together.
    lines = iter(reads.told(leads=[*asked, *open_, *closed], now=now))
    asked_told, open_told = list(islice(lines, len(asked))), list(islice(lines, len(open_)))
    context = {
        "asked": [
            (
                told,
                form
                if form is not None and told.lead.pk == refused
                else forms.ReasonForm(auto_id=f"lead-{told.lead.pk}-%s"),
            )
            for told in asked_told
        ],
        "page": page,
        "open": open_told,
        "closed": list(lines),
        "may_import": may(viewer=request.viewer, action=Action.DIRECT_LEADS),
        "counts": counts.counts_of_viewer(viewer=request.viewer, now=now),
    }
    return render(request, "tracing/leads.html", context, status=status)
