"""Whom the community lost: who looks since when, and how the search ends."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from linli.lost import commands, forms
from linli.lost.queries import is_sought, lost_of
from linli.observation.queries import cases
from linli.observation.rules import State
from linli.staff.http import StaffRequest, staff_page
from linli.staff.rights import Action
from linli.staff.rules import may


@staff_page
def index(request: StaffRequest) -> HttpResponse:
    """List those who are sought, the longest lost first, and those whose search ended with its reason."""
    if not may(viewer=request.viewer, action=Action.CLOSE_OBSERVATION):
        return render(request, "403.html", status=403)
    sought, ended = lost_of(viewer=request.viewer)
    return render(request, "lost/index.html", {"sought": sought, "ended": ended})


@staff_page
def search(request: StaffRequest, observation_id: UUID) -> HttpResponse:
    """End the search for somebody lost, or begin it again, with a reason; 404 where the viewer may end none."""
    visible = cases.observations_visible(viewer=request.viewer, action=Action.CLOSE_OBSERVATION)
    observation = get_object_or_404(visible, pk=observation_id)
    goes_on = is_sought(observation=observation)
    form = forms.SearchForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        decide = commands.search_again if request.POST.get("what") == "again" else commands.end_search
        try:
            decide(
                observation=observation,
                reason=form.cleaned_data["reason"],
                by=request.viewer,
                now=timezone.now(),
            )
        except (commands.NotSought, commands.SearchGoesOn):
            form.add_error(None, _("刚才已有人办理，请看最新情况。"))
        else:
            messages.success(request, _("已记下。"))
            return redirect("lost:index")
    page = {
        "form": form,
        "observation": observation,
        "person": observation.person,
        "goes_on": goes_on,
        "was_lost": observation.state == State.LOST,
    }
    return render(request, "lost/search.html", page, status=422 if form.errors else 200)
