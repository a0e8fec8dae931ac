"""Numbers for whoever must ring: of one door where something is to be done now, or of all such doors of one's own."""

from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from linli.people.commands import Ringable, show_phones
from linli.people.queries.households import Household, households_seen
from linli.people.reveal_page import Number, revealed_page
from linli.people.rules.reveals import LIST_SECONDS
from linli.staff.http import StaffRequest, came_from, staff_lookup, staff_page
from linli.staff.rights import Action
from linli.staff.rules import may
from linli.worklist.queries.homes import homes_due

HOMES_A_PAGE: Final = 40


@dataclass(frozen=True)
class _Home:
    """A door with whom one can ring there."""

    household: Household
    people: list[Ringable]


@staff_lookup
@require_POST
def ring(request: StaffRequest, household_id: UUID) -> HttpResponse:
    """Show the numbers of a door where something is to be done now, to be dialled; 404 where the viewer may ring nobody."""
    households = households_seen(viewer=request.viewer, action=Action.RING_HOUSEHOLD)
    household = get_object_or_404(households, pk=household_id)
    now, back = timezone.now(), came_from(request, otherwise="desk:day")
    if not homes_due(viewer=request.viewer, now=now).filter(pk=household.pk).exists():
        messages.info(request, _("这户现在没有要查的，电话不显示。"))
        return redirect(back)
    found = show_phones(households=[household], by=request.viewer, now=now).get(household.pk)
    if not found:
        messages.info(request, _("这户还没有登记电话。"))
        return redirect(back)
    numbers = [Number(one.person.name, phone=one.phone) for one in found]
    return revealed_page(request=request, title=household.address or "—", numbers=numbers, back=back)


@staff_page
def numbers(request: StaffRequest) -> HttpResponse:
    """Show one's own doors where something is to be done now with their numbers; each showing is written down."""
    if not may(viewer=request.viewer, action=Action.RING_HOUSEHOLD):
        return render(request, "403.html", status=403)
    now = timezone.now()
    homes = homes_due(viewer=request.viewer, now=now, grid=request.GET.get("grid", "").replace("\0", ""))
    page = Paginator(homes, HOMES_A_PAGE).get_page(request.GET.get("page"))
    rows = list(page.object_list)
    found = show_phones(households=rows, by=request.viewer, now=now)
    context = {
        "page": page,
        "homes": [_Home(household, found.get(household.pk, [])) for household in rows],
        "may_check": may(viewer=request.viewer, action=Action.RECORD_CHECK),
        "minutes": LIST_SECONDS // 60,
    }
    response = render(request, "desk/numbers.html", context)
    response["Cache-Control"] = "no-store"
    response["Refresh"] = f"{LIST_SECONDS}; url={came_from(request, otherwise='desk:day')}"
    return response
