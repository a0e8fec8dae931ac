"""The base: lists of doors, counts of grids, rounds."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from linli.areas.rules import AreaCode, Level
from linli.clock import day_of
from linli.screening import commands, queries
from linli.screening.forms import TAKE_BACK, CountForm, ListForm
from linli.screening.labels import FIELDS
from linli.sheets.unreadable import UnreadableFile
from linli.staff.http import StaffRequest, staff_page
from linli.staff.rights import Action
from linli.staff.rules import may


def _places(request: StaffRequest) -> list[queries.Place]:
    return queries.places_of(viewer=request.viewer, action=Action.KEEP_DOORS)


def _community(request: StaffRequest, community: str) -> AreaCode:
    """Return a community whose base the viewer keeps. Raises Http404."""
    for place in _places(request):
        if place.code == community and place.code.level is Level.COMMUNITY:
            return place.code
    raise Http404


@staff_page
def index(request: StaffRequest) -> HttpResponse:
    """Show the lists and counts of the viewer's communities; take a new list."""
    if not may(viewer=request.viewer, action=Action.KEEP_DOORS):
        return render(request, "403.html", status=403)
    places = _places(request)
    communities = [place for place in places if place.code.level is Level.COMMUNITY]
    form = (
        ListForm(request.POST, request.FILES, communities=communities)
        if request.method == "POST"
        else ListForm(communities=communities)
    )
    if request.method == "POST" and form.is_valid():
        received = _received(request, form)
        if received is not None:
            return redirect("screening:list", received.pk)
    return _page(request, form, places, None)


def _page(
    request: StaffRequest, form: ListForm, places: list[queries.Place], wrong: tuple[str, CountForm] | None
) -> HttpResponse:
    """Draw the base. wrong: a count that was refused, with its grid."""
    told = queries.counts_told(areas=[place.code for place in places])
    listed = queries.listed_by_area(viewer=request.viewer)
    today = day_of(timezone.now())
    refused = dict([wrong]) if wrong else {}
    counts = [
        (
            place,
            listed.get(place.code, 0),
            told.get(place.code),
            refused.get(place.code)
            or CountForm(
                prefix=place.code,
                initial={"counted_on": today},
            ),
        )
        for place in places
    ]
    context = {
        "form": form,
        "counts": counts,
        "lists": queries.lists_told(lists=queries.door_lists(viewer=request.viewer)),
        "communities": [place for place in places if place.code.level is Level.COMMUNITY],
    }
    return render(request, "screening/base.html", context, status=422 if form.errors or wrong else 200)


def _received(request: StaffRequest, form: ListForm) -> queries.DoorList | None:
    """Hand the list on; None when it was refused, and then the form says why."""
    file = form.cleaned_data["file"]
    try:
        return commands.receive_list(
            community=AreaCode(form.cleaned_data["community"]),
            filename=file.name or "",
            content=file.read(),
            by=request.viewer,
            now=timezone.now(),
        )
    except UnreadableFile as bad:
        form.add_error("file", _(bad.message))
    except commands.NoDoorsFound:
        form.add_error(
            "file",
            _(
                "没有找到一户。第一行应写明列名：楼栋、单元、门牌，或村民组、门牌（没有门牌的写户主），或地址。"
            ),
        )
    except commands.TwoColumns as twice:
        words = {"fields": "、".join(str(FIELDS[field]) for field in twice.args)}
        form.add_error("file", _("有两列都是“%(fields)s”，看不出用哪一列。请留下一列再上传。") % words)
    except commands.TooManyDoors:
        form.add_error("file", _("一个社区不会有这么多户，请核对文件。"))
    except commands.NotYourDoors:
        form.add_error("community", _("只能导入到您负责的社区。"))
    return None


@staff_page
@require_POST
def count(request: StaffRequest, grid: str) -> HttpResponse:
    """Take how many doors a grid has; 404 where the viewer keeps none."""
    places = _places(request)
    place = next((place for place in places if place.code == grid), None)
    if place is None:
        raise Http404
    if request.POST.get("then") == TAKE_BACK:
        return _taken_back(request, place)
    form = CountForm(request.POST, prefix=place.code)
    if form.is_valid() and _counted(request, place, form):
        return redirect("screening:base")
    communities = [one for one in places if one.code.level is Level.COMMUNITY]
    return _page(request, ListForm(communities=communities), places, (place.code, form))


def _taken_back(request: StaffRequest, place: queries.Place) -> HttpResponse:
    try:
        commands.take_back_count(area=place.code, by=request.viewer, now=timezone.now())
    except commands.NothingToTakeBack:
        messages.info(request, _("没有改动。"))
    else:
        messages.success(request, _("%(place)s：已撤回户数，算作还没有清点。") % {"place": place.name})
    return redirect("screening:base")


def _counted(request: StaffRequest, place: queries.Place, form: CountForm) -> bool:
    try:
        commands.count_grid(area=place.code, **form.cleaned_data, by=request.viewer, now=timezone.now())
    except commands.DayNotBegun:
        form.add_error("counted_on", _("这一天还没有到。"))
        return False
    except commands.SameAgain:
        messages.info(request, _("没有改动。"))
    else:
        messages.success(request, _("%(place)s：已记下户数。") % {"place": place.name})
    return True


@staff_page
@require_POST
def begin_round(request: StaffRequest, community: str) -> HttpResponse:
    """Begin a new round: every door is asked anew; 404 for a community that is not the viewer's."""
    code = _community(request, community)
    if request.POST.get("sure") != "yes":
        messages.error(request, _("请先勾选“从现在起每一户重新问”。"))
        return redirect("screening:base")
    commands.begin_round(community=code, by=request.viewer, now=timezone.now())
    messages.success(request, _("新一轮排查开始。以前的记录都还在。"))
    return redirect("screening:index")


@staff_page
@require_POST
def clear_names(request: StaffRequest, community: str) -> HttpResponse:
    """Remove the names and telephones of the lists for good; 404 for a community that is not the viewer's."""
    code = _community(request, community)
    if request.POST.get("sure") != "yes":
        messages.error(request, _("请先勾选“删去后找不回来”。"))
        return redirect("screening:base")
    cleared = commands.clear_names(community=code, by=request.viewer, now=timezone.now())
    messages.success(request, _("已删去 %(n)s 户的户主姓名和电话。") % {"n": cleared})
    return redirect("screening:base")
