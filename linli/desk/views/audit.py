"""The audit's page, for auditors."""

from typing import Final

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from linli.areas.rules import Level
from linli.audit.beat import LINK
from linli.audit.queries import stopped_in
from linli.beat.queries import standing_of
from linli.budgets.queries import read_many
from linli.clock import day_of
from linli.desk.audit_forms import AuditForm
from linli.desk.queries.audit import entries
from linli.desk.queries.chains import chains
from linli.staff import commands
from linli.staff.http import StaffRequest, staff_page
from linli.staff.queries.unwatched import counties_unwatched
from linli.staff.rights import Action
from linli.staff.rules import may, own_offices

# What is asked for by one of these is somebody.
SOMEBODY: Final = ("who", "subject", "searched")


@staff_page
def index(request: StaffRequest) -> HttpResponse:
    """List who did what in the auditor's chains, the newest first; 422 for conditions that are none."""
    if not may(viewer=request.viewer, action=Action.SEE_AUDIT):
        return render(request, "403.html", status=403)
    form = AuditForm(request.GET, viewer=request.viewer)
    if not form.is_valid():
        return render(request, "desk/audit.html", {"form": form}, status=422)
    shown, more = entries(viewer=request.viewer, asked=form.asked)
    _note(request, form, len(shown))
    earlier = request.GET.copy()
    if more:
        earlier["before"] = str(shown[-1].id)
    own = chains(viewer=request.viewer, action=Action.SEE_AUDIT)
    offices = own_offices(viewer=request.viewer, action=Action.SEE_AUDIT)
    # The office right above tells it here; everybody above finds it on the list of what waits.
    cities = [area for area in offices if area.level is Level.CITY]
    unwatched = counties_unwatched(under=cities, on=day_of(timezone.now())) if cities else {}
    context = {
        "form": form,
        "unwatched": list(unwatched.values()),
        "entries": shown,
        "office_alone": bool(offices),
        "earlier": earlier.urlencode() if more else "",
        "read_many": read_many(viewer=request.viewer, today=day_of(timezone.now())).count(),
        "linking_stopped": stopped_in(areas=own.areas, now=timezone.now()),
        "linked": standing_of(job=LINK, now=timezone.now()),
    }
    return render(request, "desk/audit.html", context)


def _note(request: StaffRequest, form: AuditForm, hits: int) -> None:
    """Write down that an auditor looked for somebody; hits: on the page that was shown."""
    words = " ".join(str(form.cleaned_data[field]) for field in SOMEBODY if form.cleaned_data[field])
    if words:
        commands.note_search(
            action="audit.searched",
            area=chains(viewer=request.viewer, action=Action.SEE_AUDIT).areas[0],
            words=words,
            hits=hits,
            found=(),
            by=request.viewer,
            now=timezone.now(),
        )
