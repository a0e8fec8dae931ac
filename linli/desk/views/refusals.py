"""The page of a refusal: the steps of the community, and after the last the way to the police."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from linli.desk.refusal_form import RefusalStepForm
from linli.observation import commands
from linli.observation.queries import cases
from linli.observation.queries.ladders import refusal_of
from linli.police.queries import waits_for_police
from linli.staff.http import StaffRequest, staff_page
from linli.staff.rights import Action
from linli.staff.rules import may_at


@staff_page
def show(request: StaffRequest, observation_id: UUID) -> HttpResponse:
    """Take the next step after a refusal: remind, write down, tell; after the last there is none."""
    visible = cases.observations_visible(viewer=request.viewer, action=Action.RECORD_CHECK)
    observation = get_object_or_404(visible, pk=observation_id)
    stands = refusal_of(observation=observation)
    form = RefusalStepForm(request.POST or None, initial={"step": stands.next if stands else None})
    if request.method == "POST" and form.is_valid():
        try:
            commands.take_refusal_step(
                observation=observation,
                step=form.cleaned_data["step"],
                reason=form.cleaned_data["reason"],
                by=request.viewer,
                now=timezone.now(),
            )
        except commands.NobodyRefuses:
            form.add_error(None, _("这个人现在没有拒绝：没有登记过拒绝，或者后来已经见到。"))
        except commands.NotTheNextStep:
            form.add_error(None, _("这一步刚才已有人做了，请看最新情况。"))
        except commands.ObservationClosed:
            form.add_error(None, _("观察已经结束。"))
        else:
            messages.success(request, _("已记下。"))
            return redirect("desk:person", observation.person_id)
    may_hand_over = may_at(viewer=request.viewer, action=Action.HAND_OVER_TO_POLICE, area=observation.area)
    page = {
        "observation": observation,
        "person": observation.person,
        "refusal": stands,
        "form": form,
        "may_hand_over": may_hand_over and waits_for_police(observation=observation),
    }
    return render(request, "desk/refusal.html", page, status=422 if form.errors else 200)
