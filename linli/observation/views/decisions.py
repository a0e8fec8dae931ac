"""What is decided about one observation: a longer period, another place."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from linli.clock import day_of
from linli.observation import commands
from linli.observation.decide_page import decide_page
from linli.observation.decision_forms import ExtendForm, PlaceForm, UnextendForm
from linli.observation.labels import PLACES
from linli.observation.queries import cases
from linli.observation.queries.extensions import extensions_of
from linli.protocols.rules import Place
from linli.staff.http import StaffRequest, staff_page
from linli.staff.rights import Action


def _decidable(request: StaffRequest, observation_id: UUID) -> cases.Observation:
    """Return an observation that the viewer may end or release; 404 otherwise."""
    may_close = cases.observations_visible(viewer=request.viewer, action=Action.CLOSE_OBSERVATION)
    may_release = cases.observations_visible(viewer=request.viewer, action=Action.RELEASE_PERSON)
    return get_object_or_404(may_close | may_release, pk=observation_id)


@staff_page
def extend(request: StaffRequest, observation_id: UUID) -> HttpResponse:
    """Observe somebody longer, with the reason."""
    observation = _decidable(request, observation_id)
    form = ExtendForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            commands.extend_observation(
                observation=observation,
                last_on=form.cleaned_data["last_on"],
                reason=form.cleaned_data["reason"],
                by=request.viewer,
                now=timezone.now(),
            )
        except commands.NotLater:
            form.add_error("last_on", _("要晚于现在的最后一天。"))
        except commands.TooFarOff as far:
            form.add_error("last_on", _("最晚只能延长到 %(day)s。") % {"day": far.latest.isoformat()})
        except commands.ObservationClosed:
            form.add_error(None, _("观察已经结束。"))
        else:
            messages.success(request, _("已延长观察，增加的时段已列入待查。"))
            return redirect("desk:person", observation.person_id)
    return decide_page(
        request=request,
        observation=observation,
        form=form,
        title=_("延长观察"),
        words=_("现在观察到 %(day)s 24:00。") % {"day": observation.last_on.isoformat()},
        action=_("延长"),
        extensions=extensions_of(observation=observation),
    )


@staff_page
def take_back_extension(request: StaffRequest, observation_id: UUID) -> HttpResponse:
    """Take back a longer period that was entered by hand, with the reason; whoever may enter one may."""
    observation = _decidable(request, observation_id)
    standing = extensions_of(observation=observation)
    choices = [
        (
            str(pk),
            _("%(at)s 延长到 %(day)s：%(why)s")
            % {
                "at": localtime(one.decision.at).strftime("%Y-%m-%d %H:%M"),
                "day": one.until.isoformat(),
                "why": one.decision.reason,
            },
        )
        for pk, one in standing.items()
    ]
    form = UnextendForm(request.POST or None, choices=choices)
    now = timezone.now()
    if request.method == "POST" and form.is_valid():
        try:
            last_on = commands.take_back_extension(
                observation=observation,
                extension=UUID(form.cleaned_data["extension"]),
                reason=form.cleaned_data["reason"],
                by=request.viewer,
                now=now,
            )
        except commands.NotExtended:
            form.add_error(None, _("这次延长刚才已有人撤回。"))
        except commands.ObservationClosed:
            form.add_error(None, _("观察已经结束。"))
        else:
            said = _("已撤回延长，观察到 %(day)s 24:00；写着原来日期的文书随后作废。")
            if last_on < day_of(now):
                said = _("已撤回延长：这样观察期在 %(day)s 已满，可以办理解除；写着原来日期的文书随后作废。")
            messages.success(request, said % {"day": last_on.isoformat()})
            return redirect("desk:person", observation.person_id)
    return decide_page(
        request=request,
        observation=observation,
        form=form,
        title=_("撤回延长观察"),
        words=_("现在观察到 %(day)s 24:00。撤回后，别的理由（同住家人、另一次延长）仍照算。")
        % {"day": observation.last_on.isoformat()},
        nothing="" if choices else _("没有人手延长过，或都已撤回。"),
        action=_("撤回"),
    )


@staff_page
def place(request: StaffRequest, observation_id: UUID) -> HttpResponse:
    """Let somebody be observed at home or at a central point from now on, with the reason."""
    observation = _decidable(request, observation_id)
    form = PlaceForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            commands.observe_at(
                observation=observation,
                place=Place(form.cleaned_data["place"]),
                reason=form.cleaned_data["reason"],
                by=request.viewer,
                now=timezone.now(),
            )
        except commands.ThereAlready:
            form.add_error("place", _("现在就是这样观察的。"))
        except commands.ObservationClosed:
            form.add_error(None, _("观察已经结束。"))
        else:
            messages.success(request, _("已改变观察地点；观察期和待查不变。"))
            return redirect("desk:person", observation.person_id)
    return decide_page(
        request=request,
        observation=observation,
        form=form,
        title=_("改变观察地点"),
        words=_("现在：%(place)s。") % {"place": dict(PLACES)[observation.place]},
        action=_("保存"),
    )
