"""Releases: who has reached the last day, what is missing, and why slots were not answered."""

from datetime import date
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from linli.clock import day_of
from linli.observation import commands, forms
from linli.observation.queries import cases
from linli.observation.queries.releases import slots_to_explain, to_release
from linli.staff.http import StaffRequest, staff_page
from linli.staff.rights import Action
from linli.staff.rules import may


@staff_page
def index(request: StaffRequest) -> HttpResponse:
    """List everybody whose last day is today or has passed, with what is missing."""
    if not may(viewer=request.viewer, action=Action.SEE_PERSON):
        return render(request, "403.html", status=403)
    now = timezone.now()
    waiting = to_release(viewer=request.viewer, today=day_of(now), now=now)
    context = {
        "ready": [row for row in waiting if not row.missing.anything],
        "not_ready": [row for row in waiting if row.missing.anything],
        "may_release": may(viewer=request.viewer, action=Action.RELEASE_PERSON),
        "may_judge": may(viewer=request.viewer, action=Action.REVIEW_ALERT),
        "may_explain": may(viewer=request.viewer, action=Action.RECORD_CHECK),
    }
    return render(request, "observation/releases.html", context)


@staff_page
def explain(request: StaffRequest, observation_id: UUID) -> HttpResponse:
    """Say why slots were not answered; 404 where the viewer may not record checks."""
    visible = cases.observations_visible(viewer=request.viewer, action=Action.RECORD_CHECK)
    observation = get_object_or_404(visible, pk=observation_id)
    now = timezone.now()
    slots = slots_to_explain(observation=observation, now=now)
    form = forms.ExplanationForm(request.POST or None, slots=[(slot.slot_on, slot.session) for slot in slots])
    if request.method == "POST" and form.is_valid():
        chosen = [(date.fromisoformat(text[:10]), text[11:]) for text in form.cleaned_data["slots"]]
        try:
            explained = commands.explain_slots(
                observation=observation,
                slots=chosen,
                reason=form.cleaned_data["reason"],
                by=request.viewer,
                now=now,
            )
        except commands.NothingToExplain:
            form.add_error(None, _("这些时段刚才已有人说明或补查，请看最新情况。"))
        else:
            messages.success(request, _("已说明 %(count)s 个时段。") % {"count": explained})
            return redirect("desk:person", observation.person_id)
    context = {"observation": observation, "person": observation.person, "slots": slots, "form": form}
    return render(request, "observation/explain.html", context, status=422 if form.errors else 200)
