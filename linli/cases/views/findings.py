"""A doctor's finding."""

from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from linli.cases import commands, forms
from linli.observation.commands import ObservationClosed, record_finding
from linli.observation.queries import cases
from linli.observation.rules import Judgement
from linli.staff.http import StaffRequest, staff_page
from linli.staff.rights import Action


@staff_page
def record(request: StaffRequest, observation_id: UUID) -> HttpResponse:
    """Write down what a doctor found; 404 where the viewer may not review alerts."""
    visible = cases.observations_visible(viewer=request.viewer, action=Action.REVIEW_ALERT)
    observation = get_object_or_404(visible, pk=observation_id)
    form = forms.FindingForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            return _found(request, form, observation)
        except ObservationClosed:
            form.add_error("refer", _("观察已经结束，不能从这里送医。"))
        except commands.ReferredAlready:
            form.add_error("refer", _("这个人已有没办结的送医，请到送医页面办理。"))
    context = {"observation": observation, "person": observation.person, "form": form}
    return render(request, "cases/finding.html", context, status=422 if form.errors else 200)


@transaction.atomic
def _found(request: StaffRequest, form: forms.FindingForm, observation: cases.Observation) -> HttpResponse:
    now = timezone.now()
    finding = record_finding(
        observation=observation,
        judgement=Judgement(form.cleaned_data["judgement"]),
        words=form.cleaned_data["words"],
        by=request.viewer,
        now=now,
    )
    if form.cleaned_data["refer"]:
        referral = commands.refer_by_doctor(
            observation=observation, cause=finding.pk, by=request.viewer, now=now
        )
        messages.success(request, _("已保存医生判断，送医已由您接手。"))
        return redirect("desk:referral", referral.pk)
    messages.success(request, _("已保存医生判断。"))
    return redirect("desk:person", observation.person_id)
