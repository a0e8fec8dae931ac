"""What is not known yet of people under observation: the list to be completed, and the category that is asked."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from linli.clock import day_of
from linli.desk.category_form import CategoryForm
from linli.desk.queries.incomplete import SHOWN, incomplete
from linli.observation import commands
from linli.observation.decide_page import decide_page
from linli.observation.queries import cases
from linli.observation.rules import Category
from linli.people.queries.guardians import refused_guardians
from linli.staff.http import StaffRequest, staff_page
from linli.staff.rights import Action
from linli.staff.rules import may


@staff_page
def index(request: StaffRequest) -> HttpResponse:
    """List whom a certificate, a telephone or the category is lacking of, each with the way to complete it."""
    if not may(viewer=request.viewer, action=Action.SEE_PERSON):
        return render(request, "403.html", status=403)
    rows, count = incomplete(viewer=request.viewer, on=day_of(timezone.now()))
    context = {
        "rows": rows,
        "count": count,
        "refused": list(refused_guardians(viewer=request.viewer)[:SHOWN]),
        "may_complete": may(viewer=request.viewer, action=Action.REGISTER_PERSON),
    }
    return render(request, "desk/incomplete.html", context)


@staff_page
def category(request: StaffRequest, observation_id: UUID) -> HttpResponse:
    """Say which group somebody belongs to whose words did not decide it; 404 where the viewer registers nobody."""
    visible = cases.observations_visible(viewer=request.viewer, action=Action.REGISTER_PERSON)
    observation = get_object_or_404(visible, pk=observation_id)
    form = CategoryForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            commands.set_category(
                observation=observation,
                category=Category(form.cleaned_data["category"]),
                reason=form.cleaned_data["reason"],
                by=request.viewer,
                now=timezone.now(),
            )
        except commands.CategoryDecidedAlready:
            form.add_error(None, _("类别已经定了；不对的，请更正到达记录。"))
        else:
            messages.success(request, _("已核实类别。"))
            return redirect("desk:person", observation.person_id)
    return decide_page(
        request=request,
        observation=observation,
        form=form,
        title=_("核实类别"),
        words=_("来源地写的是“%(origin)s”，分不清属于哪一类，请问本人。没有外出过的本地接触者选“没有外出”。")
        % {"origin": observation.arrival.origin or "—"},
        action=_("保存"),
    )
