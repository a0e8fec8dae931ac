"""A test, a finding or a death in hospital taken back; and the death of somebody whom a hospital keeps."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from linli.cases import commands
from linli.cases.forms import DeathForm, TakeBackForm
from linli.cases.queries.told import Told, to_take_back
from linli.observation.decide_page import decide_page
from linli.observation.labels import DECISIONS, JUDGEMENTS, LAB_RESULTS
from linli.observation.queries import cases
from linli.observation.rules.deaths import DeathDayWrong
from linli.staff.http import StaffRequest, staff_page
from linli.staff.rights import Action


@staff_page
def take_back(request: StaffRequest, observation_id: UUID) -> HttpResponse:
    """Choose what was told by mistake and take it back; 404 where the viewer neither judges nor ends observations."""
    judged = cases.observations_visible(viewer=request.viewer, action=Action.REVIEW_ALERT)
    ended = cases.observations_visible(viewer=request.viewer, action=Action.CLOSE_OBSERVATION)
    observation = get_object_or_404(judged | ended, pk=observation_id)
    told = {str(one.id): one for one in to_take_back(viewer=request.viewer, observation=observation)}
    form = TakeBackForm(request.POST or None, told=[(key, _words(one)) for key, one in told.items()])
    if request.method == "POST" and form.is_valid():
        try:
            commands.take_back_told(
                observation=observation,
                told=told[form.cleaned_data["told"]],
                reason=form.cleaned_data["reason"],
                by=request.viewer,
                now=timezone.now(),
            )
        except commands.TakenBackAlready:
            form.add_error("told", _("刚才已经撤回。"))
        else:
            messages.success(request, _("已撤回；登记留着，写明谁为什么撤回。"))
            return redirect("desk:person", observation.person_id)
    return decide_page(
        request=request,
        observation=observation,
        form=form,
        title=_("撤回检测、医生判断"),
        words=_("登记错了的在这里撤回。由它发出的预警、还没有人接手的送医随之关闭。")
        if told
        else _(
            "这里没有可以撤回的。转出、结束、去世登记错了，在本人页上恢复观察；送医的一步一步在送医页上撤回。"
        ),
        action=_("撤回"),
    )


def _words(told: Told) -> str:
    said = {**dict(LAB_RESULTS), **dict(JUDGEMENTS)}.get(told.said, told.said)
    what = DECISIONS.get(told.what, _("医生判断"))
    return f"{timezone.localtime(told.at):%m-%d %H:%M} {what} {said}"


@staff_page
def died(request: StaffRequest, observation_id: UUID) -> HttpResponse:
    """Write down that somebody died in hospital; 404 where the viewer ends no observations."""
    ended = cases.observations_visible(viewer=request.viewer, action=Action.CLOSE_OBSERVATION)
    observation = get_object_or_404(ended, pk=observation_id)
    form = DeathForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            commands.note_death_in_hospital(
                observation=observation,
                died_on=said["died_on"],
                reason=said["reason"],
                by=request.viewer,
                now=timezone.now(),
            )
        except DeathDayWrong as wrong:
            between = _("去世日期应在开始观察的 %(first)s 到今天之间。")
            form.add_error("died_on", between % {"first": wrong.first.isoformat()})
        except commands.NotInHospital:
            form.add_error(None, _("本人没有在住院，或者已经登记去世。在家去世的，到“转出或结束”登记。"))
        else:
            messages.success(request, _("已登记去世。"))
            return redirect("desk:person", observation.person_id)
    return decide_page(
        request=request,
        observation=observation,
        form=form,
        title=_("住院期间去世"),
        words=_("住院时已从在册人数里减去，不会再减一次。"),
        action=_("登记去世"),
    )
