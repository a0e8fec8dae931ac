"""What was assigned to whoever asks: the first page of those who see nothing else."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from linli.clock import day_of
from linli.desk.registers import ASSIGNED
from linli.staff.http import StaffRequest, staff_page
from linli.staff.queries import names_at
from linli.staff.rights import Action
from linli.staff.rules import areas_of_assignment


@staff_page
def show(request: StaffRequest) -> HttpResponse:
    """Show what is assigned to the viewer, kind by kind; where there is nothing, say whom to ask."""
    areas = areas_of_assignment(viewer=request.viewer, action=Action.SEE_ASSIGNED)
    if not areas:
        return render(request, "403.html", status=403)
    today = day_of(timezone.now())
    kinds = [(kind.words, lines) for kind in ASSIGNED if (lines := kind.lines(request.viewer, today))]
    givers = names_at(areas=areas, action=Action.KEEP_HELPERS, on=today)
    said = {"kinds": kinds, "givers": sorted({name for names in givers.values() for name in names})}
    return render(request, "desk/assigned.html", said)
