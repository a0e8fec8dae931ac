"""One arrival, typed at the desk."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from linli.areas.rules import AreaCode, Level
from linli.arrivals import commands
from linli.arrivals.alike import Alike, alike
from linli.arrivals.forms import ArrivalForm, arrival_told
from linli.arrivals.queries.ended import ended_of
from linli.arrivals.queries.leads import arrival_of, id_number_of, phone_of
from linli.arrivals.queries.places import places_to_register
from linli.budgets.commands import TooManyLookups, take_lookup
from linli.cases.queries.visits import visits_alerted
from linli.clock import SHANGHAI, day_of
from linli.elsewhere.queries import found_standing, waiting_of
from linli.joins.commands import join_certain
from linli.observation import rules
from linli.observation.labels import STATES
from linli.observation.templatetags.observation_words import celsius
from linli.people.commands import note_met
from linli.people.labels import FACTS
from linli.people.queries import Household, Person, households_seen, person_of
from linli.people.queries.duplicates import is_doubtful
from linli.people.rules.sources import SourceKind
from linli.staff.http import StaffRequest, staff_page
from linli.staff.rights import Action
from linli.staff.rules import may_at, scope
from linli.tracing.commands import LeadMovedOn
from linli.tracing.queries.leads import Lead, leads_visible
from linli.tracing.rules import StepNotAllowed


def _community_of(request: StaffRequest) -> AreaCode | None:
    """Return the community for which the viewer registers people; the first one where there are several."""
    for area in scope(viewer=request.viewer, action=Action.REGISTER_PERSON).areas:
        return area.community
    return None


def _told_at_door(home: Household | None) -> dict[str, str]:
    """Return what is known beforehand of somebody who was found at a door; nothing without one."""
    return {"address": home.address, "known_by": SourceKind.WORKER} if home else {}


def _home_of(request: StaffRequest) -> Household | None:
    """Return the household at which the viewer found somebody, None where the page was opened for no door. Raises Http404."""
    told = request.GET.get("household", "")
    if not told:
        return None
    try:
        id_ = UUID(told)
    except ValueError as bad:
        raise Http404 from bad
    mine = households_seen(viewer=request.viewer, action=Action.REGISTER_PERSON)
    return get_object_or_404(mine, pk=id_)


@staff_page
def register(request: StaffRequest) -> HttpResponse:
    """Register somebody who came, with the first check if one is told; `household` names the door where they were found."""
    now = timezone.now()
    lead = _lead_of(request)
    home = _home_of(request)
    found: Lead | Household | None = lead or home
    community = AreaCode(found.community) if found else _community_of(request)
    if community is None:
        return render(request, "403.html", status=403)
    places = places_to_register(viewer=request.viewer, at=AreaCode(found.area) if found else None)
    form = ArrivalForm(
        request.POST or None,
        today=day_of(now),
        known_phone=phone_of(lead=lead),
        places=list(places.items()),
        known_id=id_number_of(lead=lead),
        known_name=lead.name if lead else "",
        initial=_told_at_door(home) | arrival_of(lead=lead),
    )
    asked: Alike | None = None
    if request.method == "POST" and form.is_valid() and _may_ask(request, form, now):
        place = _place_of(form, places)
        community = place.community if place else community
        arrival = _arrival(form, places[place] if place and place.level == Level.GRID else "")
        asked = alike(viewer=request.viewer, community=community, card=arrival.card)
        note_met(people=asked.unseen, by=request.viewer, now=now)
        same = asked.person(said=request.POST.get("same", ""))
        if same or asked.is_answered(said=request.POST.get("other", "")):
            asked = None
            answer = _taken(request, form, arrival, lead, community, same)
            if answer is not None:
                return answer
    context = {"form": form, "lead": lead, "alike": asked, "community": community}
    return render(request, "arrivals/register.html", context, status=422 if form.errors or asked else 200)


def _may_ask(request: StaffRequest, form: ArrivalForm, now: datetime) -> bool:
    """Count that the register is asked for somebody; where it was asked too often today the form says so."""
    try:
        take_lookup(by=request.viewer, now=now)
    except TooManyLookups:
        form.add_error(None, _("您今天登记的人太多，没有保存；请明天再登记，或请同事登记。"))
        return False
    return True


def _taken(
    request: StaffRequest,
    form: ArrivalForm,
    arrival: commands.NewArrival,
    lead: Lead | None,
    community: AreaCode,
    same: Person | None,
) -> HttpResponse | None:
    """Register the arrival and lead on; None where it was refused, and then the form says why. same: whom somebody said it is."""
    if same and lead:
        messages.info(request, _("请在下面“可能就是”里选定这个人。"))
        return redirect("tracing:lead", lead.pk)
    now = timezone.now()
    try:
        registered = _registered(request, arrival, lead, community, now, same)
    except rules.UnbelievableTemperature:
        form.add_error("temperature", _("体温应在 34.0 到 42.0 ℃ 之间，请重新测量。"))
    except (LeadMovedOn, StepNotAllowed):
        form.add_error(None, _("这条线索刚才已有人办理，没有登记；请回到线索看最新情况。"))
    else:
        join_certain(community=community, by=request.viewer, now=now)
        return _answer(request, registered, form.cleaned_data["name"], community)
    return None


def _place_of(form: ArrivalForm, places: Mapping[AreaCode, str]) -> AreaCode | None:
    """Return the place that was chosen, the only one where nothing is asked, None for whole communities."""
    if "grid" in form.cleaned_data:
        return AreaCode(form.cleaned_data["grid"])
    return next(iter(places), None)


def _arrival(form: ArrivalForm, grid_name: str) -> commands.NewArrival:
    """Return what was typed; a door that is not known yet belongs to the grid. A known one keeps its own."""
    told = arrival_told(said=form.cleaned_data)
    return replace(told, card=replace(told.card, grid_name=grid_name))


def _registered(
    request: StaffRequest,
    arrival: commands.NewArrival,
    lead: Lead | None,
    community: AreaCode,
    now: datetime,
    same: Person | None,
) -> commands.Registered:
    """Register the arrival, as told of `same` where somebody said so; one that answers a lead together with finding it."""
    if same is not None:
        return commands.register_as(person=same, arrival=arrival, by=request.viewer, now=now)
    if lead is not None:
        return commands.register_from_lead(lead=lead, arrival=arrival, by=request.viewer, now=now)
    return commands.register_arrivals(community=community, arrivals=[arrival], by=request.viewer, now=now)[0]


def _lead_of(request: StaffRequest) -> Lead | None:
    """Return the lead that ?lead= names, None where none is named; 404 for one that the viewer does not trace."""
    said = request.GET.get("lead", "")
    if not said:
        return None
    try:
        lead_id = UUID(said)
    except ValueError as bad:
        raise Http404 from bad
    return get_object_or_404(leads_visible(viewer=request.viewer), pk=lead_id)


def _answer(
    request: StaffRequest, registered: commands.Registered, said: str, community: AreaCode
) -> HttpResponse:
    """Say what became of a registration; `said`: the name as typed, all that is told of whom the viewer may not see."""
    if registered.outcome == commands.Outcome.KNOWN_ELSEWHERE:
        return _known_elsewhere(request, registered.person, community)
    if not may_at(viewer=request.viewer, action=Action.SEE_PERSON, area=registered.person.area):
        return _kept_unseen(request, said)
    if registered.outcome == commands.Outcome.NEW:
        return _registered_new(request, registered.person)
    return _known_here(request, registered)


def _registered_new(request: StaffRequest, person: Person) -> HttpResponse:
    """Say what was registered, and ask where the person may be one who is registered already."""
    messages.success(request, _("%(name)s：已登记，开始观察。") % {"name": person.name})
    for at, tenths in visits_alerted(person=person.pk):
        said = {
            "name": person.name,
            "at": f"{at.astimezone(SHANGHAI):%m-%d %H:%M}",
            "tenths": celsius(tenths),
        }
        messages.warning(
            request, _("%(name)s：发热门诊 %(at)s 报告过此人，%(tenths)s ℃；已列入医生的预警。") % said
        )
    if is_doubtful(person=person):
        messages.warning(request, _("%(name)s：可能已经登记过，请到“重复人员”核对。") % {"name": person.name})
    return _to_person(request, person)


def _kept_unseen(request: StaffRequest, name: str) -> HttpResponse:
    """Say in the same words of somebody new and of somebody known that it was kept, to whoever may not see them."""
    said = _("%(name)s：这次登记已收下，由那里的网格员查看；和已有登记说得不同的，由书记核对。")
    messages.success(request, said % {"name": name})
    return redirect("desk:day")


def _known_elsewhere(request: StaffRequest, known: Person, community: AreaCode) -> HttpResponse:
    """Say that the other community was told, and lead to where the daily look is recorded."""
    messages.warning(
        request, _("此人已在其他社区登记，已告诉对方；对方答复以前，这里每天看一次，已列入今日工作。")
    )
    found = waiting_of(person=known.pk, community=community)
    may_look = found and found_standing(viewer=request.viewer).filter(pk=found.pk).exists()
    return redirect("elsewhere:found", found.pk) if found and may_look else redirect("desk:day")


def _known_here(request: StaffRequest, registered: commands.Registered) -> HttpResponse:
    """Say that the report was kept as one more source, and lead to the person, whom the viewer may see.

    Somebody whose observation was ended wrongly, or who was found again, is led on to its reopening.
    """
    known = registered.person
    if registered.differs:
        fields = "、".join(str(FACTS[name]) for name in registered.differs)
        messages.warning(
            request,
            _(
                "%(name)s：此人已登记，这次说的不同：%(fields)s。两种说法都留着，请核对；核对前按较晚的最后一天观察。"
            )
            % {"name": known.name, "fields": fields},
        )
    ended = ended_of(person=known)
    if ended is not None:
        said = {"name": known.name, "state": STATES[ended.state]}
        if may_at(viewer=request.viewer, action=Action.CLOSE_OBSERVATION, area=ended.area):
            messages.warning(
                request, _("%(name)s：此人的观察已按“%(state)s”结束；要继续观察，请在这里恢复。") % said
            )
            return redirect("observation:reopen", ended.pk)
        messages.warning(request, _("%(name)s：此人的观察已按“%(state)s”结束；请书记恢复观察。") % said)
        return _to_person(request, known)
    if not registered.differs:
        messages.warning(
            request,
            _("%(name)s：此人已在本社区登记，没有重复登记；这次怎么得知已记下。") % {"name": known.name},
        )
    return _to_person(request, known)


def _to_person(request: StaffRequest, known: Person) -> HttpResponse:
    person = person_of(viewer=request.viewer, id=known.pk)
    return redirect("desk:person", person.pk) if person else redirect("desk:day")
