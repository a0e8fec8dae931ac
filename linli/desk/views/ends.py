"""The page on which an observation is ended with a reason, or another community is asked to take the person over."""

from datetime import datetime
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from linli.areas.queries import communities_under
from linli.areas.rules import AreaCode
from linli.desk.end_form import EndForm
from linli.desk.views import moving as moving_page
from linli.observation import commands
from linli.observation.queries import cases
from linli.observation.queries.ladders import tries_of
from linli.observation.rules import State
from linli.observation.rules.deaths import DeathDayWrong
from linli.observation.rules.tries import LEAST_DAYS, LEAST_TRIES
from linli.referrals.queries import has_open_referral
from linli.staff.http import StaffRequest, staff_page
from linli.staff.rights import Action


@staff_page
def end(request: StaffRequest, observation_id: UUID) -> HttpResponse:
    """End an observation as lost, struck off or died, or move it to another community."""
    visible = cases.observations_visible(viewer=request.viewer, action=Action.CLOSE_OBSERVATION)
    observation = get_object_or_404(visible, pk=observation_id)
    now = timezone.now()
    moving = request.POST.get("what") == "move"
    end_form = EndForm(request.POST if request.method == "POST" and not moving else None)
    move_form = moving_page.move_form(
        observation=observation, said=request.POST if request.method == "POST" and moving else None
    )
    if moving and move_form.is_valid() and moving_page.moved(request, move_form, observation, now):
        return redirect("desk:day")
    if not moving and end_form.is_valid():
        if request.POST.get("sure") != "yes":
            if sure := _asked(request, end_form, observation):
                return sure
        elif _ended(request, end_form, observation_id, now):
            return redirect("desk:person", observation.person_id)
    context = {
        "observation": observation,
        "person": observation.person,
        "end_form": end_form,
        "move_form": move_form,
        "tries": tries_of(observation=observation),
        "neighbours": communities_under(code=AreaCode(observation.county)),
    }
    failed = bool(end_form.errors or move_form.errors)
    return render(request, "desk/end.html", context, status=422 if failed else 200)


def _asked(request: StaffRequest, form: EndForm, observation: cases.Observation) -> HttpResponse | None:
    """Say what follows and ask once; None where somebody cannot be ended so, with why on the form."""
    said = form.cleaned_data
    try:
        commands.check_end(
            observation=observation,
            state=State(said["state"]),
            reason=said["reason"],
            now=timezone.now(),
            died_on=said["died_on"],
        )
    except DeathDayWrong as wrong:
        _tell_death_day(form, wrong)
        return None
    except commands.TooFewTries as few:
        _tell_tries(form, few)
        return None
    if observation.state != State.OBSERVING:
        form.add_error(None, _("观察已经结束。"))
        return None
    waiting = cases.alerts_visible(viewer=request.viewer).filter(observation=observation, reviewed_at=None)
    page = {
        "end_form": form,
        "observation": observation,
        "person": observation.person,
        "alerts": waiting.count(),
        "is_referred": has_open_referral(person=observation.person_id),
    }
    return render(request, "desk/end_sure.html", page)


def _tell_tries(form: EndForm, few: commands.TooFewTries) -> None:
    few_words = _(
        "至少找过 %(tries)s 次、分在 %(days)s 天都没找到，才能算失联；现在有 %(had)s 次，分在 %(on)s 天。"
    )
    least = {"tries": LEAST_TRIES, "days": LEAST_DAYS}
    form.add_error("state", few_words % (least | {"had": few.tries, "on": few.days}))


def _tell_death_day(form: EndForm, wrong: DeathDayWrong) -> None:
    between = _("去世日期应在开始观察的 %(first)s 到今天之间。")
    form.add_error("died_on", between % {"first": wrong.first.isoformat()})


def _ended(request: StaffRequest, form: EndForm, observation_id: UUID, now: datetime) -> bool:
    observation = cases.observations_visible(viewer=request.viewer).get(pk=observation_id)
    said = form.cleaned_data
    try:
        commands.end_with_reason(
            observation=observation,
            state=State(said["state"]),
            reason=said["reason"],
            by=request.viewer,
            now=now,
            died_on=said["died_on"],
        )
    except commands.ObservationClosed:
        form.add_error(None, _("观察已经结束。"))
        return False
    except DeathDayWrong as wrong:
        _tell_death_day(form, wrong)
        return False
    except commands.TooFewTries as few:
        _tell_tries(form, few)
        return False
    messages.success(request, _("已结束观察。"))
    return True
