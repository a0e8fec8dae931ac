"""The audit's page, for auditors."""

from django.http import HttpResponse
from django.shortcuts import render

from linli.staff.audit_forms import AuditForm
from linli.staff.http import StaffRequest, staff_page
from linli.staff.queries.audit import entries
from linli.staff.rights import Action
from linli.staff.rules import may


@staff_page
def index(request: StaffRequest) -> HttpResponse:
    """List who did what in the auditor's county, the newest first; 422 for conditions that are none."""
    if not may(viewer=request.viewer, action=Action.SEE_AUDIT):
        return render(request, "403.html", status=403)
    form = AuditForm(request.GET)
    if not form.is_valid():
        return render(request, "staff/audit.html", {"form": form}, status=422)
    shown, more = entries(viewer=request.viewer, asked=form.asked)
    earlier = request.GET.copy()
    if more:
        earlier["before"] = str(shown[-1].id)
    context = {"form": form, "entries": shown, "earlier": earlier.urlencode() if more else ""}
    return render(request, "staff/audit.html", context)
