"""A nucleic acid test, as it is told."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from linli.cases import commands
from linli.cases.forms import LabTestForm
from linli.observation.commands import ObservationClosed
from linli.observation.decide_page import decide_page
from linli.observation.queries import cases
from linli.observation.rules.releases import LabResult, LabTest
from linli.staff.http import StaffRequest, staff_page
from linli.staff.rights import Action


@staff_page
def record(request: StaffRequest, observation_id: UUID) -> HttpResponse:
    """Write down a nucleic acid test and its result: for the doctor, since a release may depend on it."""
    judged = cases.observations_visible(viewer=request.viewer, action=Action.REVIEW_ALERT)
    observation = get_object_or_404(judged, pk=observation_id)
    form = LabTestForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        result = LabResult(said["result"])
        try:
            commands.record_test(
                observation=observation,
                test=LabTest(said["taken_on"], result),
                words=said["words"],
                by=request.viewer,
                now=timezone.now(),
            )
        except commands.SampleOutsidePeriod:
            form.add_error("taken_on", _("采样日期应在起算日和今天之间。"))
        except ObservationClosed:
            form.add_error(None, _("观察已经结束。"))
        else:
            if result == LabResult.POSITIVE:
                messages.error(request, _("已发出预警，并建议送发热门诊。"))
            else:
                messages.success(request, _("已记下检测结果。"))
            return redirect("desk:person", observation.person_id)
    return decide_page(
        request=request,
        observation=observation,
        form=form,
        title=_("登记核酸检测"),
        words=_("阴性结果可能是解除的条件；阳性会立即预警。"),
        action=_("保存结果"),
    )
