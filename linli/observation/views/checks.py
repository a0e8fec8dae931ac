"""A check, recorded in under ten seconds."""

from collections.abc import Collection
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from linli.clock import SHANGHAI, day_of
from linli.ids import new_id
from linli.observation import commands, forms, rules
from linli.observation.again_form import show_again
from linli.observation.queries import cases
from linli.observation.question_fields import answered
from linli.observation.rules import Channel, CheckOutcome
from linli.protocols.rules import session_at
from linli.protocols.versions import rules_of
from linli.staff.http import StaffRequest, came_from, staff_page
from linli.staff.queries.then import held_then
from linli.staff.rights import Action
from linli.staff.rules import Viewer

# What stands before the name of who did a check that another typed.
SEEN_BY: Final = "查的人："


@staff_page
def record(request: StaffRequest, observation_id: UUID) -> HttpResponse:
    """Record a check of one person; 404 where the viewer may not.

    A slot that somebody else has filled meanwhile is shown first; sending again saves a second measurement.
    """
    visible = cases.observations_visible(viewer=request.viewer, action=Action.RECORD_CHECK)
    observation = get_object_or_404(visible, pk=observation_id)
    now = timezone.now()
    protocol = rules_of(observation.protocol_id)
    session = session_at(sessions=protocol.sessions, clock=now.astimezone(SHANGHAI).time())
    latest = cases.latest_in_slot(observation=observation, slot_on=day_of(now), session=session.code)
    newest = latest.check.id if latest else None
    if request.method == "POST":
        posted = request.POST.copy()
        form = forms.CheckForm(posted, rules=protocol)
        if form.is_valid():
            said = form.cleaned_data | {"answers": answered(form=form)}
            if newest is not None and newest not in {said["seen"], said["id"]}:
                form.add_error(None, _("这个时段刚才已有人登记，见下方。确实要再登记一次，请再按“保存”。"))
                posted["seen"] = str(newest)
            elif not said["note"].strip() and not may_have_seen(
                viewer=request.viewer, areas=[observation.area], at=said["claimed_at"], now=now
            ):
                form.add_error("note", _("那一天您在这里没有任职，请在备注里写明是谁查的。"))
            else:
                answer = _save(request, form, observation, said)
                if answer is not None:
                    return answer
    else:
        form = forms.CheckForm(
            initial={"id": new_id(), "seen": newest, "claimed_at": now.astimezone(SHANGHAI)}, rules=protocol
        )
    page = {
        "form": form,
        "observation": observation,
        "person": observation.person,
        "protocol": protocol,
        "latest": latest,
        "session": session,
        "basis_wrong": any(field.errors for field in form.basis_fields),
        "recent": cases.checks_of(observation=observation)[-6:],
        "back": came_from(request, otherwise="desk:day"),
        "is_open": observation.state == rules.State.OBSERVING,
    }
    return render(request, "observation/record_check.html", page, status=422 if form.errors else 200)


def may_have_seen(*, viewer: Viewer, areas: Collection[str], at: datetime, now: datetime) -> bool:
    """Say whether the viewer may have done a check at these doors: held a post there that day. No statement for today."""
    on = day_of(at)
    return on >= day_of(now) or held_then(user=viewer.user_id, areas=areas, action=Action.RECORD_CHECK, on=on)


def _save(
    request: StaffRequest, form: forms.CheckForm, observation: cases.Observation, said: dict[str, Any]
) -> HttpResponse | None:
    new = commands.NewCheck(
        id=said["id"],
        observation=observation,
        outcome=CheckOutcome(said["outcome"]),
        channel=Channel(said["channel"]),
        claimed_at=said["claimed_at"],
        temperature_tenths=said["temperature"],
        symptoms=said["symptoms"],
        note=said["note"],
        site=said["site"],
        device=said["device"],
        outdoors=said["outdoors"],
        antipyretic=said["antipyretic"],
        basis=said["basis"],
        asked_under=observation.protocol_id if said["answers"] else "",
        answers=said["answers"],
    )
    recorded = _recorded(request, form, new)
    if recorded is None:
        return None
    if recorded.known:
        words = _("%(name)s：这次登记刚才已经保存，没有再登记一次。")
        messages.info(request, words % {"name": observation.person.name})
    else:
        tell(request, observation, recorded, said)
    return redirect(came_from(request, otherwise="desk:day"))


def _recorded(
    request: StaffRequest, form: forms.CheckForm, new: commands.NewCheck
) -> commands.Recorded | None:
    """Record a check, or say at the form why not, or whether it is a second one."""
    now = timezone.now()
    told = commands.told_twice(new=[new], by=request.viewer, now=now).get(new.id)
    if not show_again(form=form, told=told):
        return None
    try:
        return commands.record_check(new=new, by=request.viewer, now=now)
    except rules.UnbelievableTemperature:
        form.add_error("temperature", _("体温应在 34.0 到 42.0 ℃ 之间，请重新测量。"))
    except commands.CheckIdReused:
        form.add_error(None, _("这次登记已经保存；要更正请重新打开本页再测一次。"))
    except commands.ObservationClosed:
        form.add_error(None, _("观察已经结束，不能再登记。"))
    except commands.CheckInFuture:
        form.add_error("claimed_at", _("测量时间在将来，请改正。"))
    except commands.CheckBeforeObservation:
        form.add_error("claimed_at", _("测量时间早于登记日期，请改正。"))
    return None


def tell(
    request: StaffRequest, observation: cases.Observation, recorded: commands.Recorded, said: dict[str, Any]
) -> None:
    """Say what became of a check; `said`: its temperature, site and outdoors."""
    name = observation.person.name
    low = said["temperature"] is not None and rules.must_remeasure(
        protocol=rules_of(observation.protocol_id),
        temperature_tenths=said["temperature"],
        site=said["site"],
        outdoors=said["outdoors"],
    )
    if not recorded.answers:
        messages.warning(
            request,
            _("%(name)s：已保存。上一个时段漏查，这次须上门；电话登记不能代替，仍列在待查中。")
            % {"name": name},
        )
    if recorded.cause == rules.Cause.DISAGREES:
        messages.error(request, _("%(name)s：与本人自报的不一致，已请医生复核。") % {"name": name})
    elif recorded.cause == rules.Cause.ANTIPYRETIC:
        messages.error(request, _("%(name)s：服过退烧药，体温不能说明情况，已请医生复核。") % {"name": name})
    elif recorded.cause in rules.REFERRED:
        messages.error(request, _("%(name)s：已发出预警，并建议送发热门诊。") % {"name": name})
    elif recorded.cause:
        messages.error(request, _("%(name)s：已发出预警，请医生判断要不要送医。") % {"name": name})
    elif low:
        messages.warning(request, _("%(name)s：体温偏低，请换部位再测一次。") % {"name": name})
    elif recorded.answers:
        messages.success(request, _("%(name)s：已保存。") % {"name": name})
