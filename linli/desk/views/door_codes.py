"""The codes of a grid's doors on paper."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from linli.areas.queries import names_of
from linli.desk.views.one_grid import grid_or_404
from linli.papers.views.pdf import drawn, public_link
from linli.people.queries.households import Household, households_in, narrowed_to
from linli.staff.http import StaffRequest, staff_page
from linli.worklist.door_codes import draw_door_codes


@staff_page
def show(request: StaffRequest, grid: str) -> HttpResponse:
    """Return the codes of a grid's doors as PDF: of one where ?door= names it, of some by ?building= and ?q=. 404 elsewhere.

    A code names a door by its id alone: who scans it and has no post there is asked to sign in, and shown nothing.
    """
    code = grid_or_404(request, grid)
    here = households_in(viewer=request.viewer, area=code)
    doors = _asked(
        request,
        list(
            narrowed_to(
                households=here, building=request.GET.get("building", ""), words=request.GET.get("q", "")
            )
        ),
    )
    if not doors:
        messages.info(request, _("没有这样的住户。"))
        return redirect("desk:grid", code)
    place = names_of(codes=[code]).get(code, str(code))

    def link(household_id: str) -> str:
        return public_link(request=request, path=f"{reverse('phone:phone')}h/{household_id}/")

    return drawn(
        request=request,
        draw=lambda: draw_door_codes(doors=doors, place=place, link=link, now=timezone.now()),
        filename=f"doors-{code}",
    )


def _asked(request: StaffRequest, doors: list[Household]) -> list[Household]:
    named = request.GET.get("door")
    if named is None:
        return doors
    try:
        wanted = UUID(named)
    except ValueError:
        return []
    return [door for door in doors if door.pk == wanted]
