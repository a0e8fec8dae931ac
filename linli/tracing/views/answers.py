"""Another community asks this one to take a lead: accepted or sent back."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from linli.staff.http import StaffRequest, staff_page
from linli.tracing import commands, forms
from linli.tracing.queries import leads as reads
from linli.tracing.views.leads import page_of_leads


@staff_page
@require_POST
def accept(request: StaffRequest, lead_id: UUID) -> HttpResponse:
    """Take a lead over; 404 unless the viewer's community is asked."""
    lead = get_object_or_404(reads.leads_asked(viewer=request.viewer), pk=lead_id)
    try:
        commands.accept_lead(lead=lead, by=request.viewer, now=timezone.now())
    except commands.LeadMovedOn:
        messages.warning(request, _("刚才已有人办理了这一步，请看最新情况。"))
        return redirect("tracing:leads")
    messages.success(request, _("已接收线索，从现在起由本社区查找。"))
    return redirect("tracing:lead", lead_id)


@staff_page
@require_POST
def refuse(request: StaffRequest, lead_id: UUID) -> HttpResponse:
    """Send a lead back with a reason; 404 unless the viewer's community is asked."""
    lead = get_object_or_404(reads.leads_asked(viewer=request.viewer), pk=lead_id)
    form = forms.ReasonForm(request.POST, auto_id=f"lead-{lead.pk}-%s")
    if not form.is_valid():
        return page_of_leads(request, lead.pk, form, status=422)
    try:
        commands.refuse_lead(
            lead=lead, reason=form.cleaned_data["reason"], by=request.viewer, now=timezone.now()
        )
    except commands.LeadMovedOn:
        messages.warning(request, _("刚才已有人办理了这一步，请看最新情况。"))
    else:
        messages.success(request, _("已退回，仍由对方社区查找。"))
    return redirect("tracing:leads")
