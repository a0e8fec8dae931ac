"""Releases: who has reached the last day, what is missing, and why slots were not answered."""

from datetime import date
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from linli.clock import day_of
from linli.observation import commands, forms
from linli.observation.decide_page import decide_page
from linli.observation.queries import cases
from linli.observation.queries.releases import slots_explained, slots_to_explain, to_release
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
    observed = [row for row in waiting if not row.missing.over_before]
    context = {
        "ready": [row for row in observed if not row.missing.anything],
        "not_ready": [row for row in observed if row.missing.anything],
        "over_before": [row for row in waiting if row.missing.over_before],
        "may_confirm": may(viewer=request.viewer, action=Action.CLOSE_OBSERVATION),
        "may_release": may(viewer=request.viewer, action=Action.RELEASE_PERSON),
        "may_judge": may(viewer=request.viewer, action=Action.REVIEW_ALERT),
        "may_explain": may(viewer=request.viewer, action=Action.RECORD_CHECK),
    }
    return render(request, "observation/releases.html", context)


@staff_page
@require_POST
def confirm(request: StaffRequest, observation_id: UUID) -> HttpResponse:
    """Confirm that somebody's period had passed before registration; 404 where the viewer may not end observations."""
    visible = cases.observations_visible(viewer=request.viewer, action=Action.CLOSE_OBSERVATION)
    observation = get_object_or_404(visible, pk=observation_id)
    try:
        commands.confirm_over_before(observation=observation, by=request.viewer, now=timezone.now())
    except commands.NotOverBefore:
        messages.error(request, _("登记时观察期还没有满，按期满解除办理。"))
    except commands.AlertStillOpen:
        messages.error(request, _("还有预警没有复核，先复核再核实。"))
    except commands.ReferralStillOpen:
        messages.error(request, _("送医还没有办结，先办结送医再核实。"))
    except commands.ObservationClosed:
        messages.warning(request, _("观察已经结束。"))
    else:
        messages.success(request, _("已核实为登记时已满期，不算解除，也不出证明。"))
    return redirect("observation:releases")


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


@staff_page
def explain_again(request: StaffRequest, observation_id: UUID) -> HttpResponse:
    """Put an explanation right or take it back, with a reason; 404 where the viewer may not record checks."""
    visible = cases.observations_visible(viewer=request.viewer, action=Action.RECORD_CHECK)
    observation = get_object_or_404(visible, pk=observation_id)
    slots = [
        (duty.id, duty.slot_on, duty.session, duty.explanation)
        for duty in slots_explained(observation=observation)
    ]
    form = forms.ExplainAgainForm(request.POST or None, slots=slots)
    if request.method == "POST" and form.is_valid():
        chosen = {UUID(text) for text in form.cleaned_data["slots"]}
        said, now = form.cleaned_data, timezone.now()
        try:
            if said["words"].strip():
                changed = commands.correct_explanation(
                    observation=observation,
                    duties=chosen,
                    words=said["words"],
                    reason=said["reason"],
                    by=request.viewer,
                    now=now,
                )
                told = _("已更正 %(count)s 个时段的说明，原来的说明保留。")
            else:
                changed = commands.withdraw_explanation(
                    observation=observation, duties=chosen, reason=said["reason"], by=request.viewer, now=now
                )
                told = _("已撤回 %(count)s 个时段的说明，重新等待说明。")
        except commands.NothingToExplain:
            form.add_error(None, _("这些时段的说明没有变化，或刚才已有人撤回，请看最新情况。"))
        else:
            messages.success(request, told % {"count": changed})
            return redirect("desk:person", observation.person_id)
    return decide_page(
        request=request,
        observation=observation,
        form=form,
        title=_("更正漏查的说明"),
        words=_("更正或撤回已经写下的说明；原来的说明和原因都会保留。"),
        action=_("保存"),
        nothing="" if slots or form.errors else _("没有已说明的时段。"),
    )
