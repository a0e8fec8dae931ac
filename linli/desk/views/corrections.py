"""Facts of a person and of an arrival put right, and a correction undone."""

from collections.abc import Sequence
from typing import Any, Final
from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from linli.areas.commands import GridClosed
from linli.areas.queries import grids_of
from linli.areas.rules import AreaCode
from linli.arrivals.commands import ArrivedThatDayAlready, DaysOutOfOrder, facts_of_arrival
from linli.arrivals.queries.arrivals import arrival_at
from linli.clock import day_of
from linli.desk import commands
from linli.desk.correction_forms import (
    ArrivalCorrectionForm,
    HouseholdCorrectionForm,
    PersonCorrectionForm,
    UndoCorrectionForm,
)
from linli.observation.commands import ObservationClosed
from linli.people.commands import DoorTaken, NothingCorrected, NumberElsewhere, UndoneAlready
from linli.people.queries import (
    Household,
    Person,
    households_seen,
    masked_identity,
    members_of,
    people_visible,
    person_of,
)
from linli.people.queries.corrections import changes_in, corrections_visible
from linli.staff.http import StaffRequest, staff_page
from linli.staff.queries import in_scope
from linli.staff.refusals import Refusals, say
from linli.staff.rights import Action
from linli.staff.rules import may_at

# Why something cannot be put right so, and at which field that is said; None is the whole form.
REFUSED: Final[Refusals] = {
    ArrivedThatDayAlready: ("arrived_on", gettext_lazy("此人另一次到达已是这一天。")),
    NumberElsewhere: (
        "id_number",
        gettext_lazy("这个号码的人登记在其他社区；请与街道联系，由对方核对。其他改动没有保存。"),
    ),
    ObservationClosed: (None, gettext_lazy("观察已经结束，不能再改。")),
    GridClosed: ("grid", gettext_lazy("这个网格已停用，请另选一个。")),
    DoorTaken: (None, gettext_lazy("原来的门牌现在登记为另一户；请到人员页上更正住址。")),
    UndoneAlready: (None, gettext_lazy("这次更正已经撤销，或之后又有人更正过同一项；请看最新的情况。")),
}
OUT_OF_ORDER: Final[dict[str, str | Promise]] = {
    "arrived_on": gettext_lazy("到达日期在今天之后。"),
    "left_on": gettext_lazy("离开日期在到达日期之后。"),
    "exposed_on": gettext_lazy("最后接触日期在今天之后。"),
}


@staff_page
def arrival(request: StaffRequest, arrival_id: UUID) -> HttpResponse:
    """Put an arrival right; 404 where the viewer registers nobody."""
    row = arrival_at(viewer=request.viewer, action=Action.REGISTER_PERSON, id=arrival_id)
    if row is None:
        raise Http404
    person = row.person.joined_to or row.person
    form = ArrivalCorrectionForm(
        request.POST if request.method == "POST" else None, initial=facts_of_arrival(arrival=row)
    )
    if request.method == "POST" and form.is_valid():
        followed = _tried(
            form,
            lambda: commands.correct_arrival(
                arrival=row,
                said=form.said,
                reason=form.cleaned_data["reason"],
                by=request.viewer,
                now=timezone.now(),
            ),
        )
        if followed:
            return told(request, followed, person.pk)
    return _page(request, form, person, _("更正到达情况"))


@staff_page
def person(request: StaffRequest, person_id: UUID) -> HttpResponse:
    """Put right who somebody is; a number of somebody else leads to the review of duplicates."""
    mine = in_scope(viewer=request.viewer, action=Action.REGISTER_PERSON)
    row = get_object_or_404(people_visible(viewer=request.viewer).filter(mine), pk=person_id)
    masked = masked_identity(person=row)
    form = PersonCorrectionForm(
        request.POST if request.method == "POST" else None,
        masked={"id_number": masked.id_number, "phone": masked.phone},
        initial={
            "name": row.name,
            "sex": row.sex,
            "born_on": row.born_on,
            "id_type": row.id_type or "ID_CARD",
            "address": row.household.address,
        },
    )
    if request.method == "POST" and form.is_valid():
        followed = _tried(
            form,
            lambda: commands.correct_person(
                person=row,
                said=form.said,
                reason=form.cleaned_data["reason"],
                by=request.viewer,
                now=timezone.now(),
            ),
        )
        if followed:
            return told(request, followed, row.pk)
    return _page(request, form, row, _("更正人员信息"))


@staff_page
def household(request: StaffRequest, household_id: UUID) -> HttpResponse:
    """Put the address or the grid of a household right."""
    mine = households_seen(viewer=request.viewer, action=Action.REGISTER_PERSON)
    row = get_object_or_404(mine, pk=household_id)
    community = AreaCode(row.community)
    may_assign = may_at(viewer=request.viewer, action=Action.ASSIGN_GRID, area=community)
    grids = [(grid.code, grid.name) for grid in grids_of(community=community)] if may_assign else []
    form = HouseholdCorrectionForm(
        request.POST if request.method == "POST" else None, grids=grids, initial={"address": row.address}
    )
    if request.method == "POST" and form.is_valid():
        members = members_of(household=row)
        followed = _tried(form, lambda: _put_household_right(request, row, form.cleaned_data))
        if followed:
            told(request, followed, None)
            return redirect("desk:household", _door_of(request, members, row))
    return _page(request, form, None, _("更正住户"))


def _put_household_right(request: StaffRequest, row: Household, said: dict[str, Any]) -> commands.Followed:
    """Put the address right, or let the household move: what the one question was answered with."""
    grid = AreaCode(said["grid"]) if said["grid"] else None
    if said["moved_on"]:
        return commands.move_household(
            household=row,
            address=said["address"],
            moved_on=said["moved_on"],
            grid=grid,
            reason=said["reason"],
            by=request.viewer,
            now=timezone.now(),
        )
    return commands.correct_household(
        household=row,
        address=said["address"],
        grid=grid,
        reason=said["reason"],
        by=request.viewer,
        now=timezone.now(),
    )


def _door_of(request: StaffRequest, members: Sequence[Person], household: Household) -> UUID:
    """Return the door behind which the members of a household are now: its own, or the one where everybody moved."""
    moved = person_of(viewer=request.viewer, id=members[0].pk) if members else None
    return moved.household_id if moved else household.pk


@staff_page
def undo(request: StaffRequest, correction_id: UUID) -> HttpResponse:
    """Put back what stood before a correction, with a reason."""
    row = get_object_or_404(corrections_visible(viewer=request.viewer), pk=correction_id)
    person = row.person.joined_to or row.person if row.person else None
    form = UndoCorrectionForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        followed = _tried(
            form,
            lambda: commands.undo_correction(
                correction=row, reason=form.cleaned_data["reason"], by=request.viewer, now=timezone.now()
            ),
        )
        if followed:
            return told(request, followed, person.pk if person else None)
    return _page(request, form, person, _("撤销更正"), changes=changes_in(correction=row))


def _tried(form: Form, act: Any) -> commands.Followed | None:
    """Do what puts something right; None where it cannot stand, said at its field with what was typed still there."""
    try:
        followed: commands.Followed = act()
    except NothingCorrected:
        form.add_error(None, _("没有改动：填的和登记的一样。"))
    except DaysOutOfOrder as error:
        form.add_error(error.field, str(OUT_OF_ORDER[error.field]))
    except tuple(REFUSED) as refusal:
        say(form=form, refused=refusal, refusals=REFUSED)
    else:
        return followed
    return None


def told(request: StaffRequest, followed: commands.Followed, person: UUID | None) -> HttpResponse:
    """Say that it was put right and what followed, and lead to the person, or to the pair that must be looked at."""
    messages.success(request, _("已更正；原来的和现在的都留着。"))
    return follow(request, followed, person)


def follow(request: StaffRequest, followed: commands.Followed, person: UUID | None) -> HttpResponse:
    """Say what followed, and lead to the person, or to the pair that must be looked at."""
    if followed.had != followed.has and followed.has:
        messages.warning(
            request,
            _("观察的最后一天由 %(had)s 改为 %(has)s，待查的时段已跟着改。")
            % {"had": followed.had, "has": followed.has},
        )
        if followed.has < day_of(timezone.now()):
            messages.warning(
                request,
                _("这样观察期在 %(has)s 已满；没有人被解除，请核对后到“解除”办理。") % {"has": followed.has},
            )
    if followed.papers:
        numbers = "、".join(followed.papers)
        messages.warning(
            request,
            _("已出具的文书 %(numbers)s 与现在的情况不符，已作废，请重新出具。") % {"numbers": numbers},
        )
    if followed.pair:
        messages.warning(request, _("这个号码是另一条登记的；请核对两条是不是同一人。"))
        return redirect("desk:duplicate", followed.pair.pk)
    return redirect("desk:person", person) if person else redirect("desk:people")


def _page(request: StaffRequest, form: Form, person: Any, title: str, **more: object) -> HttpResponse:
    page = {"form": form, "person": person, "title": title, **more}
    return render(request, "desk/correction.html", page, status=422 if form.errors else 200)
