"""The doors of a grid: one tap an answer, and one to take it back; a grid without a list takes numbers."""

from collections.abc import Mapping
from datetime import datetime
from typing import Final
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render, resolve_url
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from linli.clock import day_of, start_of
from linli.ids import new_id
from linli.screening import commands, queries
from linli.screening.forms import TAKE_BACK, AnswerForm, TypedBackForm, TypedForm
from linli.screening.labels import ANSWERS, WAYS
from linli.screening.rules import Answer, MoreThanAsked, Way
from linli.screening.views.unregistered import unregistered_page
from linli.staff.http import StaffRequest, staff_lookup, staff_page
from linli.staff.rights import Action

DOORS_A_PAGE: Final = 30
ANSWERS_SHOWN: Final = 50


def _place(request: StaffRequest, grid: str) -> queries.Place:
    """Return the grid, or the community for its doors without one. Raises Http404 for what the viewer does not screen."""
    places = queries.places_of(viewer=request.viewer, action=Action.SCREEN_DOORS)
    place = next((place for place in places if place.code == grid), None)
    if place is None:
        raise Http404
    return place


@staff_page
def grid(request: StaffRequest, grid: str) -> HttpResponse:
    """Show the doors of a grid that were not asked in this round, and today's answers; 404 where the viewer screens none."""
    return _page(request, _place(request, grid), TypedForm(initial={"on": day_of(timezone.now())}))


def _page(
    request: StaffRequest, place: queries.Place, typed_form: TypedForm, shown: tuple[UUID, str] | None = None
) -> HttpResponse:
    """Draw the page of a grid. shown: the door whose telephone was asked for, with it."""
    now = timezone.now()
    today = start_of(day_of(now))
    way = request.GET.get("way", "")
    is_listed = queries.doors_listed(viewer=request.viewer).filter(area=place.code).exists()
    context: dict[str, object] = {
        "place": place,
        "is_listed": is_listed,
        "way": way if way in WAYS else "",
        "ways": WAYS,
    }
    if is_listed:
        context |= _doors(request, place, today) | {"shown": shown}
    else:
        context |= {
            "typed_form": typed_form,
            "counted": queries.counts_told(areas=[place.code]).get(place.code),
            "typed": list(queries.typed_told(area=place.code, until=day_of(now)).items()),
        }
    return render(request, "screening/grid.html", context, status=422 if typed_form.errors else 200)


def _doors(request: StaffRequest, place: queries.Place, today: datetime) -> dict[str, object]:
    waiting = queries.doors_open(viewer=request.viewer).filter(area=place.code)
    page = Paginator(waiting, DOORS_A_PAGE).get_page(request.GET.get("page"))
    told = queries.doors_told(doors=list(page.object_list), since=today)
    following = [door.household.pk for door in told[1:]]
    untold = queries.unregistered(viewer=request.viewer).filter(area=place.code)
    asked = queries.doors_asked(viewer=request.viewer, since=today).filter(area=place.code)[:ANSWERS_SHOWN]
    return {
        "page": page,
        "doors": [
            (door, new_id(), then)
            for door, then in zip(told, [*following, *[""] * (len(told) - len(following))], strict=True)
        ],
        "asked": queries.answers_told(answers=list(asked)),
        **unregistered_page(viewer=request.viewer, rows=untold),
    }


def _back(place: str, request: StaffRequest, at: object = "") -> HttpResponse:
    """Lead back to where the list was, at a door."""
    kept = {name: request.GET[name] for name in ("way", "page") if request.GET.get(name)}
    address = resolve_url("screening:grid", place)
    return redirect(f"{address}{'?' if kept else ''}{urlencode(kept)}{f'#at-{at}' if at else '#doors'}")


@staff_page
@require_POST
def answer(request: StaffRequest, door_id: UUID) -> HttpResponse:
    """Write down what came of asking at a door; somebody from outside leads to the registration at that door."""
    door = get_object_or_404(queries.screenable(viewer=request.viewer), pk=door_id)
    form = AnswerForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("请先选是怎么问的：上门、电话，还是别人告知。"))
        return _back(door.area, request, door.pk)
    said = form.cleaned_data
    new = commands.NewAnswer(said["id"], door, Answer(said["answer"]), Way(said["way"]), said["replaces"])
    try:
        commands.answer_door(new=new, by=request.viewer, now=timezone.now())
    except commands.AnotherStands as another:
        return _another(request, said, another.args[0])
    except commands.NotKnownLikeThat:
        messages.error(request, _("没人应门只能是上门或打电话时知道的。"))
        return _back(door.area, request, door.pk)
    except (commands.NotAnswerable, commands.AnswerIdReused):
        messages.error(request, _("没有记下：这一户的情况刚才变了，请再看一眼。"))
        return _back(door.area, request, door.pk)
    if new.answer is Answer.SOMEBODY:
        messages.success(request, _("%(door)s：已记下有外来人员。请登记到达的人。") % {"door": door.address})
        return redirect(f"{resolve_url('arrivals:register')}?{urlencode({'household': door.pk})}")
    words = {"door": door.address, "answer": ANSWERS[new.answer]}
    messages.success(request, _("%(door)s：%(answer)s。点错了，可以在下面撤回。") % words)
    return _back(door.area, request, said["then"] or "")


def _another(request: StaffRequest, said: Mapping[str, object], stands: queries.DoorAnswer) -> HttpResponse:
    """Say what another wrote down at the door, and ask whether it is to be replaced."""
    (told,) = queries.answers_told(answers=[stands])
    return render(request, "screening/another.html", {"told": told, "said": said}, status=409)


@staff_page
@require_POST
def take_back(request: StaffRequest, answer_id: UUID) -> HttpResponse:
    """Take an answer back; 404 for one that the viewer does not see, or that was taken back."""
    row = get_object_or_404(queries.answers_visible(viewer=request.viewer), pk=answer_id)
    try:
        commands.take_back_answer(answer=row, by=request.viewer, now=timezone.now())
    except commands.TakenBackAlready:
        messages.info(request, _("刚才已经撤回。"))
    else:
        messages.success(request, _("已撤回，这一户按没有问过算。"))
    return _back(row.area, request)


@staff_lookup
@require_POST
def phone(request: StaffRequest, door_id: UUID) -> HttpResponse:
    """Show the telephone that the list tells of a door; it is written down as a look."""
    door = get_object_or_404(queries.screenable(viewer=request.viewer), pk=door_id)
    number = commands.show_phone(household=door, by=request.viewer, now=timezone.now())
    form = TypedForm(initial={"on": day_of(timezone.now())})
    return _page(request, _place(request, door.area), form, (door.pk, number))


@staff_page
@require_POST
def typed(request: StaffRequest, grid: str) -> HttpResponse:
    """Take how many doors of a grid without a list were asked on a day; an earlier number stays below it."""
    place = _place(request, grid)
    if request.POST.get("then") == TAKE_BACK:
        return _taken_back(request, place)
    form = TypedForm(request.POST)
    if form.is_valid() and _typed(request, place, form):
        return redirect("screening:grid", place.code)
    return _page(request, place, form)


def _taken_back(request: StaffRequest, place: queries.Place) -> HttpResponse:
    form = TypedBackForm(request.POST)
    if not form.is_valid():
        return redirect("screening:grid", place.code)
    try:
        commands.take_back_typed(area=place.code, **form.cleaned_data, by=request.viewer, now=timezone.now())
    except commands.NothingToTakeBack:
        messages.info(request, _("没有改动。"))
    else:
        messages.success(request, _("已撤回，算作没有填过。"))
    return redirect("screening:grid", place.code)


def _typed(request: StaffRequest, place: queries.Place, form: TypedForm) -> bool:
    try:
        commands.type_answers(area=place.code, **form.cleaned_data, by=request.viewer, now=timezone.now())
    except MoreThanAsked:
        form.add_error("nobody_home", _("无人在家的比问的还多，请核对。"))
    except commands.MoreThanCounted as most:
        words = {"n": most.args[0]}
        form.add_error(
            "asked", _("这个网格清点的是 %(n)s 户。请核对；户数不对的，先改“底册和户数”。") % words
        )
    except commands.DayNotBegun:
        form.add_error("on", _("这一天还没有到。"))
    except commands.GridHasList:
        form.add_error(None, _("这个网格有逐户底册，请一户一户记。"))
    except commands.SameAgain:
        messages.info(request, _("没有改动。"))
        return True
    else:
        messages.success(request, _("已记下。改的话再填一次，两次都留着。"))
        return True
    return False
