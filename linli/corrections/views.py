"""A check is struck, recorded anew in the same act, or put back."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from linli.corrections.forms import ANEW, PutBackForm, StrikeForm
from linli.ids import new_id
from linli.observation import commands, rules
from linli.observation.labels import CHANNELS
from linli.observation.queries import cases
from linli.observation.queries.questions import Question, question_about
from linli.observation.question_fields import answered
from linli.observation.rules import Basis, Channel, CheckOutcome
from linli.observation.templatetags.observation_words import celsius
from linli.observation.views.checks import tell
from linli.protocols.questions import read
from linli.protocols.versions import rules_of
from linli.staff.http import StaffRequest, staff_page
from linli.staff.rights import Action
from linli.staff.rules import may_at


@staff_page
def strike(request: StaffRequest, observation_id: UUID, check_id: UUID) -> HttpResponse:
    """Strike a check, or put a struck one back; 404 where the viewer may record none.

    Whoever recorded it may, and a doctor: nobody else takes a fever off the list.
    """
    visible = cases.observations_visible(viewer=request.viewer, action=Action.RECORD_CHECK)
    observation = get_object_or_404(visible, pk=observation_id)
    told = cases.check_on_file(observation=observation, check=check_id)
    if told is None:
        raise Http404
    may_strike = told.check.by == request.viewer.user_id or may_at(
        viewer=request.viewer, action=Action.REVIEW_ALERT, area=observation.area
    )
    question = question_about(observation=observation.pk, check=check_id) if may_strike else None
    judges = may_at(viewer=request.viewer, action=Action.REVIEW_ALERT, area=observation.area)
    asks = may_strike and not judges and not told.strike and commands.is_acted_on(check=told.check)
    form = _form(request, observation, told, question)
    if request.method == "POST" and may_strike and form.is_valid():
        if isinstance(form, PutBackForm):
            done = _put_back(request, form, told)
        elif asks:
            done = _ask(request, form, told)
        else:
            done = _strike(request, form, observation, told)
        if done:
            return redirect("desk:person", observation.person_id)
    page = {
        "form": form,
        "observation": observation,
        "person": observation.person,
        "told": told,
        "may_strike": may_strike,
        "asks": asks,
        "question": question,
    }
    refused = request.method == "POST"
    return render(request, "corrections/strike.html", page, status=422 if refused else 200)


def _form(
    request: StaffRequest,
    observation: cases.Observation,
    told: cases.CheckTold,
    question: Question | None,
) -> PutBackForm | StrikeForm:
    data = request.POST if request.method == "POST" else None
    if told.strike:
        return PutBackForm(data)
    check = told.check
    is_well = check.outcome == CheckOutcome.DONE and check.temperature_tenths is None and not check.symptoms
    initial = {"id": new_id(), "symptoms": check.symptoms, "channel": check.channel, "well": is_well}
    if question:
        degrees = "" if question.tenths is None else celsius(question.tenths)
        initial |= {"temperature": degrees, "symptoms": list(question.symptoms), "well": False}
    # What was asked then is asked anew, whatever version the person is under by now.
    asked_then = rules_of(check.asked_under or observation.protocol_id)
    form = StrikeForm(data, initial=initial, rules=asked_then, said=read(check.answers))
    if told.check.channel not in dict(CHANNELS):  # told by a list or by the person: that stays
        del form.fields["channel"]
    return form


def _put_back(request: StaffRequest, form: PutBackForm, told: cases.CheckTold) -> bool:
    try:
        commands.put_back_check(
            check=told.check, reason=form.cleaned_data["reason"], by=request.viewer, now=timezone.now()
        )
    except commands.CheckNotStruck:
        form.add_error(None, _("这次登记刚才已经恢复。"))
        return False
    except commands.StruckByDoctor:
        form.add_error(None, _("这次登记是医生划掉的，只有医生能恢复；认为划错了，请告诉医生。"))
        return False
    messages.success(request, _("已恢复这次登记，预警、送医和任务随之恢复。"))
    return True


def _ask(request: StaffRequest, form: StrikeForm, told: cases.CheckTold) -> bool:
    said = form.cleaned_data
    is_anew = said["then"] == ANEW
    try:
        commands.ask_about_check(
            check=told.check,
            temperature_tenths=said["temperature"] if is_anew else None,
            symptoms=[code for code, _label in form.asked if is_anew and code in said["symptoms"]],
            reason=said["reason"],
            by=request.viewer,
            now=timezone.now(),
        )
    except commands.AskedAlready:
        form.add_error(None, _("已经请医生更正这次登记，医生还没有答复。"))
    except commands.NothingToAsk:
        form.add_error(None, _("医生刚才撤回了办理，这次登记又可以自己划掉。"))
    else:
        messages.success(request, _("已请医生更正：两个数值都在医生的预警里，由医生决定。"))
        return True
    return False


def _strike(
    request: StaffRequest, form: StrikeForm, observation: cases.Observation, told: cases.CheckTold
) -> bool:
    said = form.cleaned_data
    reason, now = said["reason"], timezone.now()
    try:
        if said["then"] != ANEW:
            commands.strike_check(check=told.check, reason=reason, by=request.viewer, now=now)
            messages.success(request, _("已划掉这次登记。"))
            return True
        new = _anew(observation, told, form)
        recorded = commands.strike_and_record(
            check=told.check, reason=reason, new=new, by=request.viewer, now=now
        )
    except commands.CheckStruckAlready:
        form.add_error(None, _("这次登记刚才已经划掉，没有重新登记。"))
    except commands.ActedOn:
        form.add_error(None, _("医生刚才已按这次登记办理；请重新打开本页，请医生更正。"))
    except rules.UnbelievableTemperature:
        form.add_error("temperature", _("体温应在 34.0 到 42.0 ℃ 之间，请重新测量。"))
    except commands.CheckIdReused:
        form.add_error(None, _("这次登记已经保存；要更正请重新打开本页再测一次。"))
    else:
        tell(
            request,
            observation,
            recorded,
            {"temperature": new.temperature_tenths, "site": new.site, "outdoors": new.outdoors},
        )
        return True
    return False


def _anew(observation: cases.Observation, told: cases.CheckTold, form: StrikeForm) -> commands.NewCheck:
    """Return the check as it should have been told: when and how it was taken stay, also how a symptom is known."""
    old, said, said_now = told.check, form.cleaned_data, answered(form=form)
    symptoms = tuple(code for code, _label in form.asked if code in said["symptoms"])
    channel = Channel(said.get("channel") or old.channel)
    by_default = Basis.SEEN if channel == Channel.VISIT else Basis.TOLD
    kept = {code: how for code, how in old.basis.items() if (code in old.symptoms) == (code in symptoms)}
    return commands.NewCheck(
        id=said["id"],
        observation=observation,
        outcome=CheckOutcome.DONE,
        channel=channel,
        claimed_at=old.claimed_at,
        skew_seconds=old.skew_seconds,
        time_from=old.time_from,
        temperature_tenths=said["temperature"],
        symptoms=symptoms,
        note=old.note,
        site=old.site,
        device=old.device,
        outdoors=old.outdoors,
        antipyretic=old.antipyretic,
        basis=dict.fromkeys(symptoms, by_default) | kept,
        asked_under=(old.asked_under or observation.protocol_id) if said_now else "",
        answers=said_now,
    )
