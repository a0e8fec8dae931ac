"""One lead, typed at the desk: a tip, or a single name of a list."""

from typing import Final

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from linli.clock import SHANGHAI
from linli.staff.http import StaffRequest, staff_page
from linli.staff.rights import Action
from linli.staff.rules import may, may_at
from linli.tracing import commands, forms
from linli.tracing.queries import counts
from linli.tracing.queries.leads import Lead

TELLERS: Final = (Action.TRACE_LEADS, Action.HAND_DOWN_LEADS)


@staff_page
def add(request: StaffRequest) -> HttpResponse:
    """Take one lead for a community that the viewer traces for, or hands lists down to."""
    communities = counts.communities_for(viewer=request.viewer, actions=TELLERS)
    if not communities:
        return render(request, "403.html", status=403)
    typed = request.POST or None
    source = "TIP" if may(viewer=request.viewer, action=Action.TRACE_LEADS) else "UPPER_LIST"
    head = forms.HeadForm(typed, communities=communities, initial={"source": source})
    entry = forms.EntryForm(typed)
    if typed is not None and all([head.is_valid(), entry.is_valid()]):
        try:
            received = commands.receive_leads(
                **head.cleaned_data,
                entries=[commands.NewLead(**entry.cleaned_data)],
                by=request.viewer,
                now=timezone.now(),
            )[0]
        except commands.NotACommunity:
            head.add_error("community", _("这个社区已停用，请另选一个。"))
        else:
            if received.outcome == commands.Outcome.NEW:
                messages.success(
                    request, _("已登记线索，请在 %(at)s 以前找到。") % {"at": _hour(received.lead)}
                )
            else:
                messages.warning(request, _("这份名单已有此人的线索，没有重复登记。"))
            if may_at(viewer=request.viewer, action=Action.TRACE_LEADS, area=received.lead.area):
                return redirect("tracing:lead", received.lead.pk)
            if received.outcome == commands.Outcome.NEW:
                return redirect("tracing:own_leads", received.lead.list_id)
            return redirect("tracing:leads")
    failed = bool(head.errors or entry.errors)
    return render(request, "tracing/add.html", {"head": head, "entry": entry}, status=422 if failed else 200)


def _hour(lead: Lead) -> str:
    return f"{lead.due_at.astimezone(SHANGHAI):%m-%d %H:%M}"
