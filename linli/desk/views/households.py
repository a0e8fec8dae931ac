"""One door: who lives behind it, and whether they can keep apart."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from linli.areas.rules import AreaCode
from linli.arrivals.alike import Alike, alike
from linli.desk.household_forms import MemberForm, RoomsForm, TakeFromCareForm
from linli.desk.parts import parts_of
from linli.desk.sections import HOUSEHOLD_SECTIONS
from linli.desk.views.sections import section_named, section_page
from linli.observation import commands
from linli.people import queries
from linli.people.commands import KnownElsewhere, PersonCard, add_member, take_from_care
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
        return _taken_from_care(request, household, care_form)
    asked: Alike | None = None
    if what == "member" and member_form.is_valid():
        answer, asked = _member(request, household, member_form)
        if answer is not None:
            return answer
    if what == "rooms" and rooms_form.is_valid():
        return _rooms_told(request, household, rooms_form)
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
        "alike": asked,
        "rooms_form": rooms_form,
        "care_form": care_form,
        "may_change": may_change,
        "may_ring": may_at(viewer=request.viewer, action=Action.RING_HOUSEHOLD, area=household.area),
    }
    failed = bool(asked or member_form.errors or rooms_form.errors or care_form.errors)
    return render(request, "desk/household.html", page, status=422 if failed else 200)


def _taken_from_care(
    request: StaffRequest, household: queries.Household, form: TakeFromCareForm
) -> HttpResponse:
    take_from_care(
        household=household, reason=form.cleaned_data["reason"], by=request.viewer, now=timezone.now()
    )
    messages.success(request, _("已撤回关爱。"))
    return redirect("desk:household", household.pk)


def _rooms_told(request: StaffRequest, household: queries.Household, form: RoomsForm) -> HttpResponse:
    opened = commands.keep_apart_or_together(
        household=household,
        cannot_separate=form.cleaned_data["cannot_separate"],
        by=request.viewer,
        now=timezone.now(),
    )
    if opened:
        messages.success(request, _("已记下；同住的 %(n)s 人一起观察。") % {"n": len(opened)})
    else:
        messages.success(request, _("已记下。"))
    return redirect("desk:household", household.pk)


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


def _member(
    request: StaffRequest, household: queries.Household, form: MemberForm
) -> tuple[HttpResponse | None, Alike | None]:
    """Register a member, or ask whom of the register they may be; return where it leads, or who is asked about."""
    card = _card(household, form)
    asked = alike(viewer=request.viewer, community=AreaCode(household.community), card=card)
    if same := asked.person(said=request.POST.get("same", "")):
        messages.info(request, _("%(name)s：已在台账里，没有另外登记。") % {"name": same.name})
        return redirect("desk:person", same.pk), None
    if not asked.is_answered(said=request.POST.get("other", "")):
        return None, asked
    if _added(request, household, form, card):
        return redirect("desk:household", household.pk), None
    return None, None


def _card(household: queries.Household, form: MemberForm) -> PersonCard:
    said = form.cleaned_data
    paper = said["paper"]
    return PersonCard(
        name=said["name"],
        sex=paper.sex if paper else "",
        born_on=paper.born_on if paper else None,
        id_type=paper.kind.value if paper else "",
        id_number=paper.text if paper else "",
        phone=said["phone"],
        address=household.address,
    )


def _added(request: StaffRequest, household: queries.Household, form: MemberForm, card: PersonCard) -> bool:
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
