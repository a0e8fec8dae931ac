"""Moving an observation to another version of the protocol; a shorter one is asked for."""

from collections.abc import Iterable
from datetime import date
from typing import Any, Final
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from linli.clock import day_of
from linli.observation import commands
from linli.observation.queries import cases
from linli.observation.queries.protocols import period_under, started_on
from linli.protocols import queries as protocols
from linli.shortening.commands import GroundTooShort, NotShorter, ShorterAskedAlready, ask_for_shorter
from linli.shortening.forms import MoveProtocolForm
from linli.shortening.queries import askings_of
from linli.staff.http import StaffRequest, staff_page
from linli.staff.refusals import Refusals, done
from linli.staff.rights import Action

REFUSED: Final[Refusals] = {
    commands.DecisionNeedsReason: ("reason", gettext_lazy("请写明理由。")),
    GroundTooShort: ("reason", gettext_lazy("缩短观察要由另一个人判断，理由至少写 4 个字。")),
    ShorterAskedAlready: (None, gettext_lazy("此人已有一个请求等着决定，先撤回或等答复。")),
    commands.AlreadyUnder: (None, gettext_lazy("刚才已有人改用了这个方案。")),
    commands.VersionNotHeld: ("protocol", gettext_lazy("这个方案在这一天无效。")),
    commands.ShorteningNeedsTwo: ("protocol", gettext_lazy("观察期刚才变了，请看最新的日期再选。")),
    NotShorter: ("protocol", gettext_lazy("观察期刚才变了，请看最新的日期再选。")),
    commands.ObservationClosed: (None, gettext_lazy("观察已经结束。")),
}


@staff_page
def move(request: StaffRequest, observation_id: UUID) -> HttpResponse:
    """Move one open observation to another version, or ask for a shorter one; every choice says its last day."""
    may_close = cases.observations_visible(viewer=request.viewer, action=Action.CLOSE_OBSERVATION)
    may_release = cases.observations_visible(viewer=request.viewer, action=Action.RELEASE_PERSON)
    observation = get_object_or_404(may_close | may_release, pk=observation_id)
    now = timezone.now()
    held = protocols.protocols_held(area=observation.county, day=day_of(now))
    known = {version.pk: version for version in held.exclude(pk=observation.protocol_id)}
    choices, shorter = _choices(observation, known.values(), started_on(observation=observation), day_of(now))
    form = MoveProtocolForm(request.POST or None, choices=choices)
    if request.method == "POST" and form.is_valid():
        code = form.cleaned_data["protocol"]
        asks = code in shorter

        def act() -> object:
            said: dict[str, Any] = {
                "observation": observation,
                "protocol": known[code],
                "by": request.viewer,
                "now": now,
            }
            reason = form.cleaned_data["reason"]
            if asks:
                return ask_for_shorter(ground=reason, **said)
            return commands.move_to_protocol(reason=reason, **said)

        if done(form=form, act=act, refusals=REFUSED):
            if asks:
                messages.success(
                    request, _("已提出，由另一位社区医生或区县决定；决定以前观察照旧，可以撤回。")
                )
                return redirect("shortening:index")
            messages.success(request, _("已改用方案，今后的检查按新方案安排。"))
            return redirect("desk:person", observation.person_id)
    context = {
        "observation": observation,
        "person": observation.person,
        "form": form,
        "choices": choices,
        "shorter": [known[code].name for code in shorter],
        "asking": askings_of(observation=observation).first(),
    }
    return render(request, "shortening/move_protocol.html", context, status=422 if form.errors else 200)


def _choices(
    observation: cases.Observation, versions: Iterable[protocols.Protocol], started: date, today: date
) -> tuple[list[tuple[str, str]], list[str]]:
    """Return the versions, each with its last day, and the codes of those that two persons decide."""
    choices, shorter = [], []
    for version in versions:
        _anchor, _on, last_on = period_under(observation=observation, protocol=version, started_on=started)
        said = {"name": version.name, "day": last_on.isoformat()}
        words = _("%(name)s：观察到 %(day)s 24:00") % said
        if last_on < observation.last_on:
            shorter.append(version.pk)
            words = _("%(name)s：观察到 %(day)s 24:00（缩短，须另一人同意）") % said
            if last_on < today:
                words = _("%(name)s：观察期到 %(day)s 已满，同意后就可以解除（缩短，须另一人同意）") % said
        choices.append((version.pk, words))
    return choices, shorter
