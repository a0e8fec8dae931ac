"""A doctor's word that somebody may be released although another of the household is suspected or confirmed."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from linli.cases import commands
from linli.cases.forms import CaseAtHomeForm
from linli.observation.commands import ObservationClosed
from linli.observation.queries import cases
from linli.observation.queries.cases_at_home import cases_at_home
from linli.staff.http import StaffRequest, staff_page
from linli.staff.rights import Action


@staff_page
def judge(request: StaffRequest, observation_id: UUID) -> HttpResponse:
    """Name who of the household is a case, and take the doctor's word; 404 where the viewer does not judge."""
    judged = cases.observations_visible(viewer=request.viewer, action=Action.REVIEW_ALERT)
    observation = get_object_or_404(judged, pk=observation_id)
    form = CaseAtHomeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            commands.judge_cases_at_home(
                observation=observation,
                reason=form.cleaned_data["reason"],
                by=request.viewer,
                now=timezone.now(),
            )
        except commands.NoCaseAtHome:
            form.add_error(None, _("家里现在没有需要判断的病人，请看最新情况。"))
        except ObservationClosed:
            form.add_error(None, _("观察已经结束。"))
        else:
            messages.success(request, _("已记下判断；期满后可以解除。"))
            return redirect("observation:releases")
    page = {
        "observation": observation,
        "person": observation.person,
        "cases": cases_at_home(observations=[observation]).get(observation.pk, ()),
        "form": form,
    }
    return render(request, "cases/at_home.html", page, status=422 if form.errors else 200)
