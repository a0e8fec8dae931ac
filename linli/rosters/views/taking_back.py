"""An import taken back, as a whole or by rows, and taken in again."""

from datetime import datetime
from typing import Final
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from linli.areas.queries import names_of
from linli.people.commands import RegisteredAgain
from linli.rosters import commands, forms, queries
from linli.rosters.queries.taking_back import RowStanding, follows, rows_standing, taking_at
from linli.staff.http import StaffRequest, staff_page
from linli.staff.rights import Action
from linli.staff.rules import may_at

ROWS_A_PAGE: Final = 100


@staff_page
def take_back(request: StaffRequest, roster_id: UUID) -> HttpResponse:
    """Show what would follow and what was done with which row; take back on a reason. 404 where nobody may end here."""
    roster = _roster(request, roster_id)
    form = forms.TakeBackForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid() and _taken(request, roster, form, timezone.now()):
        return redirect("rosters:detail", roster.pk)
    standing = rows_standing(roster=roster)
    free = [one.row for one in standing if not one.done]
    context = {
        "form": form,
        "roster": roster,
        "area_name": names_of(codes=[roster.area]).get(roster.area, ""),
        "whole": len(free) == len(standing),
        "in_use": len(standing) - len(free),
        "follows": follows(roster=roster, rows=free) if free else {},
        "page": Paginator(_in_use_first(standing), ROWS_A_PAGE).get_page(request.GET.get("page")),
        "chosen": request.POST.getlist("rows"),
        "may_see_people": may_at(viewer=request.viewer, action=Action.SEE_PERSON, area=roster.area),
    }
    return render(request, "rosters/take_back.html", context, status=422 if form.errors else 200)


@staff_page
def take_in(request: StaffRequest, roster_id: UUID, taking_id: UUID) -> HttpResponse:
    """Take in again what was taken back, on a reason. 404 where nobody may end here, or it was taken in again."""
    roster = _roster(request, roster_id)
    taking = taking_at(roster=roster, id=taking_id)
    if taking is None:
        raise Http404
    form = forms.TakeInForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        try:
            commands.take_in_again(taking=taking, reason=reason, by=request.viewer, now=timezone.now())
        except RegisteredAgain as again:
            words = _("这些人后来已重新登记，不能取消撤回：%(names)s。") % {"names": "、".join(again.names)}
            form.add_error(None, words)
        except commands.TakenInAlready:
            messages.warning(request, _("已经取消过撤回。"))
            return redirect("rosters:detail", roster.pk)
        else:
            messages.success(request, _("已取消撤回，这些人回到台账，接着观察。"))
            return redirect("rosters:detail", roster.pk)
    context = {"form": form, "roster": roster, "taking": taking}
    return render(request, "rosters/take_in.html", context, status=422 if form.errors else 200)


def _roster(request: StaffRequest, roster_id: UUID) -> queries.RosterImport:
    done = queries.rosters_visible(viewer=request.viewer).filter(state="DONE")
    roster = get_object_or_404(done, pk=roster_id)
    if not may_at(viewer=request.viewer, action=Action.CLOSE_OBSERVATION, area=roster.area):
        raise Http404
    return roster


def _taken(
    request: StaffRequest, roster: queries.RosterImport, form: forms.TakeBackForm, now: datetime
) -> bool:
    """Take back the whole or the rows that are ticked; False when it was refused, and then the form says why."""
    said = {"roster": roster, "reason": form.cleaned_data["reason"], "by": request.viewer, "now": now}
    try:
        if "whole" in request.POST:
            taking = commands.take_back_roster(**said)
        else:
            taking = commands.take_back_rows(rows=_ticked(request), **said)
    except commands.NothingToTakeBack:
        form.add_error(None, _("请勾选要撤回的行。"))
        return False
    except commands.RowsInUse as used:
        form.add_error(None, _("有 %(n)s 行后来办过事，没有撤回；请看下面。") % {"n": used.rows})
        return False
    messages.success(request, _("已撤回 %(n)s 行。") % {"n": taking.rows})
    return True


def _ticked(request: StaffRequest) -> set[UUID]:
    """Return the rows that are ticked; what is no id is none of them."""
    found = set()
    for text in request.POST.getlist("rows"):
        try:
            found.add(UUID(text))
        except ValueError:
            continue
    return found


def _in_use_first(standing: list[RowStanding]) -> list[RowStanding]:
    """Return the rows with which something was done first, else in the file's order."""
    return sorted(standing, key=lambda one: (not one.done, one.row.position))
