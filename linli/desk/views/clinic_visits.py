"""Patients with a fever who came to a clinic by themselves: taken in, and taken back."""

from datetime import datetime
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from linli.areas.queries import communities_under, names_of
from linli.areas.rules import AreaCode
from linli.clock import SHANGHAI
from linli.desk.commands import take_back_visit, tell_visit
from linli.desk.visit_forms import VisitBackForm, VisitForm
from linli.referrals import queries
from linli.referrals.commands import NewVisit, NotYourClinic, VisitTakenBack
from linli.staff.http import StaffRequest, staff_page
from linli.staff.rights import Action
from linli.staff.rules import offices_of_hand_over


@staff_page
def visits(request: StaffRequest) -> HttpResponse:
    """Take in a patient with a fever whom nobody sent, and show those told of before; take one back."""
    counties = offices_of_hand_over(viewer=request.viewer, action=Action.ANSWER_REFERRAL)
    if not counties:
        return render(request, "403.html", status=403)
    now = timezone.now()
    takes_back = request.POST.get("what") == "take_back"
    typed = (request.POST,) if request.method == "POST" and not takes_back else ()
    form = VisitForm(
        *typed, communities=_communities(counties), now=now, initial={"seen_at": now.astimezone(SHANGHAI)}
    )
    if typed and form.is_valid() and _told(request, form, now):
        return redirect("desk:clinic_visits")
    back = VisitBackForm(request.POST if takes_back else None)
    if takes_back and _taken_back(request, back, now):
        return redirect("desk:clinic_visits")
    told = list(queries.visits_told(viewer=request.viewer, now=now))
    names = names_of(codes={row.community for row in told})
    chosen = request.POST.get("visit", "") if takes_back else ""
    page = {
        "form": form,
        "rows": [
            (
                row,
                names.get(row.community, ""),
                back if str(row.pk) == chosen else VisitBackForm(auto_id=f"back-{row.pk}-%s"),
            )
            for row in told
        ],
    }
    return render(request, "referrals/visits.html", page, status=422 if form.errors or back.errors else 200)


def _taken_back(request: StaffRequest, form: VisitBackForm, now: datetime) -> bool:
    told = queries.visits_told(viewer=request.viewer, now=now)
    try:
        visit = get_object_or_404(told, pk=UUID(request.POST.get("visit", "")))
    except ValueError as bad:
        raise Http404 from bad
    if not form.is_valid():
        return False
    try:
        take_back_visit(visit=visit, reason=form.cleaned_data["back_reason"], by=request.viewer, now=now)
    except VisitTakenBack:
        form.add_error(None, _("这次就诊已经撤回。"))
        return False
    messages.success(request, _("已撤回；记录留着。"))
    return True


def _communities(counties: tuple[str, ...]) -> list[tuple[str, str]]:
    rows = [row for county in counties for row in communities_under(code=AreaCode(county))]
    townships = names_of(codes={AreaCode(row.code).township for row in rows})
    return [(row.code, f"{townships.get(AreaCode(row.code).township, '')} {row.name}") for row in rows]


def _told(request: StaffRequest, form: VisitForm, now: datetime) -> bool:
    said = form.cleaned_data
    new = NewVisit(
        community=AreaCode(said["community"]),
        name=said["name"],
        phone=said["phone"],
        temperature_tenths=said["temperature"],
        seen_at=said["seen_at"],
    )
    try:
        tell_visit(new=new, by=request.viewer, now=now)
    except NotYourClinic:
        form.add_error(None, _("您还没有安排在哪个门诊，请联系区县管理门诊名单的人。"))
        return False
    messages.success(request, _("已登记，已告诉社区。"))
    return True
