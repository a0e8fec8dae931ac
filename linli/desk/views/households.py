"""One door: who lives behind it, whether they can keep apart, and one visit that sees them all."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from linli.desk.household_forms import MemberCheckForm, MemberForm, RoomsForm, TakeFromCareForm, WayForm
from linli.desk.parts import parts_of
from linli.desk.sections import HOUSEHOLD_SECTIONS
from linli.desk.views.sections import section_named, section_page
from linli.ids import new_id
from linli.observation import commands, rules
from linli.observation.queries import cases
from linli.observation.queries.households import observed_in
from linli.observation.rules import Channel, CheckOutcome
from linli.people import queries
from linli.people.commands import KnownElsewhere, PersonCard, add_member, take_from_care
from linli.people.rules import id_number
from linli.protocols.versions import rules_of
from linli.staff.http import StaffRequest, staff_page
from linli.staff.rights import Action
from linli.staff.rules import may_at


@staff_page
def show(request: StaffRequest, household_id: UUID) -> HttpResponse:
    """Show a household; add a member, say whether they can keep apart, or take a family back from care."""
    household = get_object_or_404(queries.households_seen(viewer=request.viewer), pk=household_id)
    may_change = may_at(viewer=request.viewer, action=Action.REGISTER_PERSON, area=household.area)
    what = request.POST.get("what") if may_change else None
    member_form = MemberForm(request.POST if what == "member" else None)
    rooms_form = RoomsForm(
        request.POST if what == "rooms" else None, initial=_said(household.cannot_separate)
    )
    care_form = TakeFromCareForm(request.POST if what == "care" else None)
    if what == "care" and care_form.is_valid():
        take_from_care(
            household=household,
            reason=care_form.cleaned_data["reason"],
            by=request.viewer,
            now=timezone.now(),
        )
        messages.success(request, _("已撤回关爱。"))
        return redirect("desk:household", household.pk)
    if what == "member" and member_form.is_valid() and _added(request, household, member_form):
        return redirect("desk:household", household.pk)
    if what == "rooms" and rooms_form.is_valid():
        opened = commands.keep_apart_or_together(
            household=household,
            cannot_separate=rooms_form.cleaned_data["cannot_separate"],
            by=request.viewer,
            now=timezone.now(),
        )
        if opened:
            messages.success(request, _("已记下；同住的 %(n)s 人一起观察。") % {"n": len(opened)})
        else:
            messages.success(request, _("已记下。"))
        return redirect("desk:household", household.pk)
    page = {
        "household": household,
        "parts": parts_of(
            sections=HOUSEHOLD_SECTIONS,
            viewer=request.viewer,
            file=household,
            now=timezone.now(),
            address=lambda section: reverse("desk:household_section", args=[household.pk, section.name]),
        ),
        "member_form": member_form,
        "rooms_form": rooms_form,
        "care_form": care_form,
        "may_change": may_change,
    }
    failed = bool(member_form.errors or rooms_form.errors or care_form.errors)
    return render(request, "desk/household.html", page, status=422 if failed else 200)


@staff_page
def section(request: StaffRequest, household_id: UUID, household_section: str) -> HttpResponse:
    """Show one section of a household alone."""
    household = get_object_or_404(queries.households_seen(viewer=request.viewer), pk=household_id)
    found = section_named(sections=HOUSEHOLD_SECTIONS, name=household_section)
    page = {
        "household": household,
        "title": household.address,
        "back": reverse("desk:household", args=[household.pk]),
    }
    return section_page(request=request, section=found, file=household, page=page)


def _said(cannot_separate: bool | None) -> dict[str, str]:  # noqa: FBT001 (a stored answer, None where nobody asked)
    return {} if cannot_separate is None else {"cannot_separate": "yes" if cannot_separate else "no"}


def _added(request: StaffRequest, household: queries.Household, form: MemberForm) -> bool:
    said = form.cleaned_data
    known = id_number(text=said["id_number"]) if said["id_number"] else None
    card = PersonCard(
        name=said["name"],
        sex=known.sex if known else "",
        born_on=known.born_on if known else None,
        id_type="ID_CARD" if known else "",
        id_number=said["id_number"],
        phone=said["phone"],
    )
    now = timezone.now()
    try:
        person = add_member(household=household, card=card, by=request.viewer, now=now)
    except KnownElsewhere:
        form.add_error(None, _("此人已登记在别的住户；请在台账里查找，或与街道联系。"))
        return False
    if household.cannot_separate:
        commands.keep_apart_or_together(household=household, cannot_separate=True, by=request.viewer, now=now)
    messages.success(request, _("%(name)s：已登记为同住人员。") % {"name": person.name})
    return True


@staff_page
def check(request: StaffRequest, household_id: UUID) -> HttpResponse:
    """Record one visit or call: a check of every member under observation, all or none; 404 where the viewer may not."""
    visible = queries.households_seen(viewer=request.viewer, action=Action.RECORD_CHECK)
    household = get_object_or_404(visible, pk=household_id)
    observed = sorted(observed_in(household=household).values(), key=lambda row: (row.person.name, row.pk))
    now = timezone.now()
    forms = [
        MemberCheckForm(
            request.POST or None,
            prefix=str(row.pk),
            initial={"id": new_id(), "claimed_at": now.replace(microsecond=0), "outcome": "DONE"},
            asked=rules_of(row.protocol_id).symptoms,
        )
        for row in observed
    ]
    rows = list(zip(observed, forms, strict=True))
    way = WayForm(request.POST or None)
    sound = [form.is_valid() for form in (way, *forms)]  # each says what is wrong with its own member
    if (
        request.method == "POST"
        and all(sound)
        and _saved(request, rows, Channel(way.cleaned_data["channel"]))
    ):
        return redirect("desk:day")
    page = {"household": household, "rows": rows, "way": way}
    failed = any(form.errors for form in (way, *forms))
    return render(request, "desk/household_check.html", page, status=422 if failed else 200)


def _saved(
    request: StaffRequest, rows: list[tuple[cases.Observation, MemberCheckForm]], channel: Channel
) -> bool:
    """Save what was told of each member; say refusals at the member's field."""
    now = timezone.now()
    told = [(row, form) for row, form in rows if form.cleaned_data["outcome"]]
    new = [
        commands.NewCheck(
            id=form.cleaned_data["id"],
            observation=row,
            outcome=CheckOutcome(form.cleaned_data["outcome"]),
            channel=channel,
            claimed_at=form.cleaned_data["claimed_at"],
            temperature_tenths=form.cleaned_data["temperature"],
            symptoms=tuple(form.cleaned_data["symptoms"]),
        )
        for row, form in told
    ]
    if not new:
        rows[0][1].add_error(None, _("还没有填写任何人。"))
        return False
    try:
        answers = commands.record_household(county=rows[0][0].county, new=new, by=request.viewer, now=now)
    except commands.CheckRefused as refused:
        form = told[refused.at][1]
        if isinstance(refused.why, rules.UnbelievableTemperature):
            form.add_error("temperature", _("体温应在 34.0 到 42.0 ℃ 之间，请重新测量。"))
        elif isinstance(refused.why, commands.CheckIdReused):
            form.add_error(None, _("这次登记已经保存；要更正请重新打开本页再测一次。"))
        elif isinstance(refused.why, commands.ObservationClosed):
            form.add_error(None, _("观察已经结束，不能再登记。"))
        else:
            form.add_error(None, _("测量时间不对，请重新打开本页。"))
        return False
    for (row, _form), answer in zip(told, answers, strict=True):
        _say_alert(request, row.person.name, answer.cause)
    messages.success(request, _("已登记 %(n)s 人。") % {"n": len(answers)})
    return True


def _say_alert(request: StaffRequest, name: str, cause: rules.Cause | None) -> None:
    if cause in rules.REFERRED:
        messages.error(request, _("%(name)s：已发出预警，并建议送发热门诊。") % {"name": name})
    elif cause:
        messages.error(request, _("%(name)s：已发出预警，请医生判断要不要送医。") % {"name": name})
