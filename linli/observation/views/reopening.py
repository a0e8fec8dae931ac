"""An observation that was ended goes on."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from linli.clock import day_of
from linli.observation import commands, forms
from linli.observation.labels import UNOPENED
from linli.observation.queries import cases
from linli.observation.queries.reopening import why_not_to_reopen
from linli.observation.rules.states import Unopened
from linli.staff.http import StaffRequest, staff_page
from linli.staff.rights import Action


@staff_page
def reopen(request: StaffRequest, observation_id: UUID) -> HttpResponse:
    """Let an ended observation go on, with a reason; 404 where the viewer may end none."""
    visible = cases.observations_visible(viewer=request.viewer, action=Action.CLOSE_OBSERVATION)
    observation = get_object_or_404(visible, pk=observation_id)
    is_over = observation.last_on < day_of(timezone.now())
    form = forms.ReopenForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            commands.reopen_observation(
                observation=observation,
                reason=form.cleaned_data["reason"],
                by=request.viewer,
                now=timezone.now(),
            )
        except commands.NotToReopen:
            observation.refresh_from_db()
            why = why_not_to_reopen(observation=observation) or Unopened.LATER
            form.add_error(None, str(UNOPENED[why]))
        else:
            said = (
                _("已恢复观察；最后一天已经过了，等解除，仍需观察的请延长。")
                if is_over
                else _("已恢复观察，从现在起的时段重新列入待查。")
            )
            messages.success(request, said)
            return redirect("desk:person", observation.person_id)
    why_not = why_not_to_reopen(observation=observation)
    page = {
        "form": form,
        "observation": observation,
        "person": observation.person,
        "is_over": is_over,
        "why_not": UNOPENED[why_not] if why_not else "",
    }
    return render(request, "observation/reopen.html", page, status=422 if form.errors else 200)
