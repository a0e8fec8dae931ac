"""What was told again of somebody known and differs: the list, both side by side, and the decision."""

from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from linli.desk import commands
from linli.desk.correction_forms import VerdictForm
from linli.desk.views.corrections import told as follow
from linli.observation.commands import ArrivedThatDayAlready, DaysOutOfOrder, NoJourneyTold
from linli.people.commands import DecidedAlready, NumberElsewhere
from linli.people.queries.corrections import shown, stood_in, told_again_waiting, told_in
from linli.people.rules.corrections import Verdict
from linli.staff.http import StaffRequest, staff_page
from linli.staff.rights import Action
from linli.staff.rules import may

ROWS_A_PAGE = 50


@dataclass(frozen=True)
class Side:
    """One fact that differs: what stands, and what was told."""

    field: str
    stood: str
    told: str


@staff_page
def index(request: StaffRequest) -> HttpResponse:
    """List what waits for a decision."""
    if not may(viewer=request.viewer, action=Action.REGISTER_PERSON):
        return render(request, "403.html", status=403)
    waiting = Paginator(told_again_waiting(viewer=request.viewer), ROWS_A_PAGE)
    page = waiting.get_page(request.GET.get("page"))
    rows = [(row, sides_of(row)) for row in page.object_list]
    return render(request, "desk/told_again.html", {"page": page, "rows": rows})


@staff_page
def decide(request: StaffRequest, telling_id: UUID) -> HttpResponse:
    """Show both side by side, and take the decision."""
    row = get_object_or_404(told_again_waiting(viewer=request.viewer), pk=telling_id)
    form = VerdictForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        verdict = Verdict(form.cleaned_data["verdict"])
        try:
            followed = commands.decide_again(
                telling=row,
                verdict=verdict,
                reason=form.cleaned_data["reason"],
                by=request.viewer,
                now=timezone.now(),
            )
        except DecidedAlready:
            messages.warning(request, _("刚才已有人核对过，以那次为准。"))
            return redirect("desk:told_again")
        except NoJourneyTold:
            form.add_error("verdict", _("不同的不是行程，或这一天的到达已经登记，不能算又一次来。"))
        except (ArrivedThatDayAlready, DaysOutOfOrder):
            form.add_error(
                "verdict", _("新说的日期放不进去：日子先后不对，或这一天已有一次到达。请到人员页上更正。")
            )
        except NumberElsewhere:
            form.add_error("verdict", _("新说的号码属于其他社区登记的人；请与街道联系。"))
        else:
            return follow(request, followed, row.person.joined_to_id or row.person_id)
    page = {"form": form, "row": row, "person": row.person, "sides": sides_of(row)}
    return render(request, "desk/told_again_one.html", page, status=422 if form.errors else 200)


def sides_of(row: object) -> list[Side]:
    """Return what differs, side by side, numbers masked."""
    told, stood = told_in(telling=row), stood_in(telling=row)  # type: ignore[arg-type]
    return [
        Side(name, shown(field=name, text=text), shown(field=name, text=told.get(name, "")))
        for name, text in stood.items()
    ]
