"""The release from an observation."""

from typing import Final
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from linli.observation import commands
from linli.observation.queries import cases
from linli.staff.http import StaffRequest, staff_page
from linli.staff.rights import Action

REFUSED_RELEASE: Final = {
    commands.OverBefore: gettext_lazy("登记时观察期已满，没有在这里观察过，不能解除；请社区核实日期。"),
    commands.AlertStillOpen: gettext_lazy("还有预警没有复核，先复核再解除。"),
    commands.ReferralStillOpen: gettext_lazy("送医还没有办结，先办结送医再解除。"),
    commands.SlotsUnanswered: gettext_lazy("还有漏查的时段没有说明，先说明再解除。"),
    commands.StillIll: gettext_lazy("最后一次登记仍有发热或症状，先上门确认没有症状再解除。"),
    commands.SampleMissing: gettext_lazy("方案要求的核酸阴性结果还没有登记，先登记再解除。"),
    commands.CaseInHousehold: gettext_lazy("家里有确诊、疑似或检测阳性的人，请医生先判断能不能解除。"),
    commands.NotTheSigner: gettext_lazy("方案规定由别人签字解除。"),
}


@staff_page
@require_POST
def release(request: StaffRequest, observation_id: UUID) -> HttpResponse:
    """Release somebody whose period is complete."""
    visible = cases.observations_visible(viewer=request.viewer, action=Action.RELEASE_PERSON)
    observation = get_object_or_404(visible, pk=observation_id)
    try:
        commands.release(observation=observation, by=request.viewer, now=timezone.now())
    except commands.PeriodNotOver:
        messages.error(
            request, _("观察期到 %(day)s 止，次日起才能解除。") % {"day": observation.last_on.isoformat()}
        )
    except tuple(REFUSED_RELEASE) as refused:
        messages.error(request, REFUSED_RELEASE[type(refused)])
    except commands.ObservationClosed:
        messages.warning(request, _("观察已经结束。"))
    else:
        messages.success(request, _("已解除观察。"))
    if request.POST.get("from") == "releases":
        return redirect("observation:releases")
    return redirect("desk:person", observation.person_id)
