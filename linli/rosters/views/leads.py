"""A list of leads comes in, as a file or pasted."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from linli.rosters import forms
from linli.rosters.commands import leads as commands
from linli.rosters.commands.receive import NoHeaderFound
from linli.sheets.reading import UnreadableFile
from linli.staff.http import StaffRequest, staff_page
from linli.staff.rights import Action
from linli.tracing.commands import NotACommunity
from linli.tracing.forms import HeadForm
from linli.tracing.queries.counts import communities_for

IMPORTERS = (Action.DIRECT_LEADS, Action.HAND_DOWN_LEADS)


@staff_page
def bring_in(request: StaffRequest) -> HttpResponse:
    """Take a list for a community that the viewer directs leads of or hands lists down to."""
    communities = communities_for(viewer=request.viewer, actions=IMPORTERS)
    if not communities:
        return render(request, "403.html", status=403)
    typed: tuple[Any, ...] = (request.POST, request.FILES) if request.method == "POST" else ()
    head = HeadForm(*typed, communities=communities)
    table = forms.LeadTableForm(*typed)
    if typed and all([head.is_valid(), table.is_valid()]):
        received = _received(request, head, table, timezone.now())
        if received is not None:
            _say(request, received)
            return redirect("tracing:list", received.list.pk)
    failed = bool(head.errors or table.errors)
    context = {"head": head, "entry": table}
    return render(request, "rosters/leads.html", context, status=422 if failed else 200)


def _received(
    request: StaffRequest, head: HeadForm, table: forms.LeadTableForm, now: datetime
) -> commands.ListReceived | None:
    """Hand the list on; None when it was refused, and then the forms say why."""
    filename, content = table.content()
    place = table.place()
    try:
        return commands.receive_lead_list(
            **head.cleaned_data, filename=filename, content=content, by=request.viewer, now=now
        )
    except UnreadableFile as bad:
        table.add_error(place, _(bad.message))
    except NoHeaderFound:
        table.add_error(place, _("找不到表头。第一行应写明“姓名”“身份证号”“联系电话”等列名。"))
    except commands.TooManyLeads:
        table.add_error(place, _("一次最多 5000 行，请拆成几份。"))
    except NotACommunity:
        head.add_error("community", _("这个社区已停用，请另选一个。"))
    return None


def _say(request: StaffRequest, received: commands.ListReceived) -> None:
    said = _("新线索 %(new)s 条，重复 %(duplicate)s 行，有误 %(parked)s 行。") % {
        "new": received.new,
        "duplicate": received.duplicate,
        "parked": received.parked,
    }
    (messages.warning if received.parked else messages.success)(request, said)
