"""What was told again of somebody known and differs: the list, both side by side, and the decision."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from linli.arrivals.commands import ArrivedThatDayAlready, DaysOutOfOrder, NoJourneyTold
from linli.arrivals.queries.facts import facts_now
from linli.desk import commands
from linli.desk.correction_forms import VerdictForm
from linli.desk.views.corrections import follow
from linli.people.commands import DecidedAlready, NumberElsewhere
from linli.people.queries.corrections import (
    Facts,
    ToldAgain,
    shown,
    stood_in,
    told_again_waiting,
    told_in,
)
from linli.people.rules.corrections import Verdict, agree
from linli.staff.http import StaffRequest, staff_page
from linli.staff.rights import Action
from linli.staff.rules import may

ROWS_A_PAGE = 50


@dataclass(frozen=True)
class Side:
    """One fact that differed: what stands now, and what was told. agrees: it was put right, or undone, meanwhile."""

    field: str
    stood: str
    told: str
    agrees: bool


DECIDED: Final[Mapping[Verdict, Promise]] = {
    Verdict.KEPT: gettext_lazy("已核对：原来登记的对，没有改动；新说的也留着。"),
    Verdict.TAKEN: gettext_lazy("已更正；原来的和现在的都留着。"),
    Verdict.JOURNEY: gettext_lazy("已核对：记为又一次到达，两次都留着。"),
}


@staff_page
def index(request: StaffRequest) -> HttpResponse:
    """List what waits for a decision."""
    if not may(viewer=request.viewer, action=Action.REGISTER_PERSON):
        return render(request, "403.html", status=403)
    waiting = Paginator(told_again_waiting(viewer=request.viewer), ROWS_A_PAGE)
    page = waiting.get_page(request.GET.get("page"))
    facts = facts_now(tellings=list(page.object_list))
    rows = [(row, sides_of(row, facts[row.pk])) for row in page.object_list]
    return render(request, "desk/told_again.html", {"page": page, "rows": rows})


@staff_page
def decide(request: StaffRequest, telling_id: UUID) -> HttpResponse:
    """Show both side by side, and take the decision."""
    row = get_object_or_404(told_again_waiting(viewer=request.viewer), pk=telling_id)
    facts = facts_now(tellings=[row])[row.pk]
    form = VerdictForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        verdict = Verdict(form.cleaned_data["verdict"])
        changed = verdict != Verdict.TAKEN or any(not side.agrees for side in sides_of(row, facts))
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
            said = DECIDED[verdict] if changed else gettext_lazy("已核对：登记的已经和新说的一致，没有改动。")
            messages.success(request, str(said))
            return follow(request, followed, row.person.joined_to_id or row.person_id)
    page = {"form": form, "row": row, "person": row.person, "sides": sides_of(row, facts)}
    return render(request, "desk/told_again_one.html", page, status=422 if form.errors else 200)


def sides_of(row: ToldAgain, facts: Facts) -> list[Side]:
    """Return what differed, side by side with what stands now, numbers masked; of health, what stood then."""
    told = told_in(telling=row)
    sides = []
    for name, then in stood_in(telling=row).items():
        stands, said = facts.get(name, then), told.get(name, "")
        agrees = bool(stands) and agree(field=name, one=stands, other=said)
        sides.append(Side(name, shown(field=name, text=stands), shown(field=name, text=said), agrees))
    return sides
