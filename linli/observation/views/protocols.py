"""Moving an observation to another version of the protocol."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from linli.clock import day_of
from linli.observation import commands
from linli.observation.protocol_forms import MoveProtocolForm
from linli.observation.queries import cases
from linli.observation.queries.protocols import period_under, started_on
from linli.protocols import queries as protocols
from linli.staff.http import StaffRequest, staff_page
from linli.staff.rights import Action
from linli.staff.rules import Viewer


@staff_page
def move(request: StaffRequest, observation_id: UUID) -> HttpResponse:
    """Move one open observation to another version, with a reason; every choice says its last day."""
    may_close = cases.observations_visible(viewer=request.viewer, action=Action.CLOSE_OBSERVATION)
    may_release = cases.observations_visible(viewer=request.viewer, action=Action.RELEASE_PERSON)
    observation = get_object_or_404(may_close | may_release, pk=observation_id)
    now = timezone.now()
    held = protocols.protocols_held(area=observation.county, day=day_of(now))
    others = held.exclude(pk=observation.protocol_id)
    known = {version.pk: version for version in others}
    started = started_on(observation=observation)
    choices, shorter = _choices(observation, known.values(), started, request.viewer)
    form = MoveProtocolForm(request.POST or None, choices=choices)
    if request.method == "POST" and form.is_valid():
        try:
            commands.move_to_protocol(
                observation=observation,
                protocol=known[form.cleaned_data["protocol"]],
                reason=form.cleaned_data["reason"],
                by=request.viewer,
                now=now,
            )
        except commands.DecisionNeedsReason:
            form.add_error("reason", _("请写明理由。"))
        except commands.AlreadyUnder:
            form.add_error(None, _("刚才已有人改用了这个方案。"))
        except commands.VersionNotHeld:
            form.add_error("protocol", _("这个方案在这一天无效。"))
        except commands.ShorteningNeedsDoctor:
            form.add_error("protocol", _("这个方案会缩短观察，由社区医生决定。"))
        except commands.ObservationClosed:
            form.add_error(None, _("观察已经结束。"))
        else:
            messages.success(request, _("已改用方案，今后的检查按新方案安排。"))
            return redirect("desk:person", observation.person_id)
    context = {
        "observation": observation,
        "person": observation.person,
        "form": form,
        "choices": choices,
        "shorter": shorter,
    }
    return render(request, "observation/move_protocol.html", context, status=422 if form.errors else 200)


def _choices(
    observation: cases.Observation, versions: Iterable[protocols.Protocol], started: date, viewer: Viewer
) -> tuple[list[tuple[str, str]], list[str]]:
    """Return the versions that the viewer may choose, each with its last day, and the names of those for the doctor alone."""
    may = commands.may_shorten(viewer=viewer, area=observation.area)
    choices, shorter = [], []
    for version in versions:
        _anchor, _on, last_on = period_under(observation=observation, protocol=version, started_on=started)
        if last_on < observation.last_on and not may:
            shorter.append(version.name)
        else:
            words = _("%(name)s：观察到 %(day)s 24:00") % {"name": version.name, "day": last_on.isoformat()}
            choices.append((version.pk, words))
    return choices, shorter
