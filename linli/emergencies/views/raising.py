"""An emergency raised: in one screen, or in one tap from a person's alert, death or diagnosis."""

from collections.abc import Sequence
from datetime import datetime

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from linli.areas.queries import names_of
from linli.areas.rules import AreaCode
from linli.emergencies.commands import EmergencyIdReused, NewEmergency, raise_emergency
from linli.emergencies.forms import EmergencyForm
from linli.emergencies.queries import emergencies_seen, person_at_hand
from linli.emergencies.rules import EmergencyKind
from linli.ids import new_id
from linli.staff.http import StaffRequest, staff_page
from linli.staff.rights import Action
from linli.staff.rules import scope


@staff_page
def add(request: StaffRequest) -> HttpResponse:
    """Raise an emergency in the viewer's own area; ?kind= chooses what happened, and nothing else goes along.

    What is sent with a person is raised where that person stands; of somebody out of reach nothing goes along.
    """
    areas = scope(viewer=request.viewer, action=Action.RAISE_EMERGENCY).areas
    if not areas:
        return render(request, "403.html", status=403)
    names = names_of(codes=areas)
    form = EmergencyForm(
        request.POST or None,
        places=[(area, names.get(area, area)) for area in areas],
        initial={"id": new_id(), "kind": request.GET.get("kind", "")},
    )
    known = None
    if request.method == "POST" and form.is_valid() and _names_nobody(request, form):
        new = _new(request, form, areas, timezone.now())
        try:
            emergency = raise_emergency(new=new, by=request.viewer, now=new.found_at)
        except EmergencyIdReused:
            known = emergencies_seen(viewer=request.viewer).filter(pk=new.id).first()
            form.add_error(None, _("这件事已经报过；有新情况请打开那一件续报，另一件事请重新打开再报。"))
        else:
            if emergency.closed_at:
                messages.warning(request, _("这件事以前报过，已经结束；还没完请在下面重新打开。"))
            else:
                messages.success(request, _("已上报，各级同时看到，正在等待确认。"))
            return redirect("emergencies:emergency", emergency.pk)
    context = {"form": form, "known": known}
    return render(request, "emergencies/emergency_new.html", context, status=422 if form.errors else 200)


def _names_nobody(request: StaffRequest, form: EmergencyForm) -> bool:
    """Say whether the words leave out the name of whom it is about, which those above would read; say so at the field."""
    person = person_at_hand(viewer=request.viewer, person=form.cleaned_data["person"])
    if person is None or person.name not in form.cleaned_data["words"]:
        return True
    form.add_error("words", _("上级也会看到这段话，请把姓名换成“本人”；本社区从这件报告点得开这个人。"))
    return False


def _new(
    request: StaffRequest, form: EmergencyForm, areas: Sequence[AreaCode], now: datetime
) -> NewEmergency:
    said = form.cleaned_data
    person = person_at_hand(viewer=request.viewer, person=said["person"])
    return NewEmergency(
        id=said["id"],
        area=AreaCode(person.area if person else said.get("place") or areas[0]),
        kind=EmergencyKind(said["kind"]),
        found_at=now,
        words=said["words"],
        people=said["people"],
        person=person.pk if person else None,
        household=person.household_id if person else None,
    )
