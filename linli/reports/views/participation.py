"""Who takes part in an area: from when on its communities are expected to report, until when, and slips put right."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, Final

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy, ngettext

from linli.areas.queries import names_of
from linli.areas.rules import AreaCode, Level, NotAnAreaCode
from linli.clock import day_of
from linli.reports.commands import participation as commands
from linli.reports.participation_forms import BeginForm, CorrectForm, PeriodForm, StopForm
from linli.reports.queries.participation import Declared, declared_in, parts_taking
from linli.reports.rules.participation import EndsBeforeItBegins
from linli.staff.http import StaffRequest, staff_page
from linli.staff.refusals import Refusals, done
from linli.staff.rights import Action
from linli.staff.rules import may_at

WRONG: Final = 422
REFUSALS: Final[Refusals] = {
    commands.ReasonMissing: ("reason", gettext_lazy("请写明原因。")),
    commands.TooEarly: (
        None,
        gettext_lazy("最早从今天起；已经规定过、日子填错了的，在“规定过的”那一条的“写错了”里更正。"),
    ),
    commands.NobodyThere: (None, gettext_lazy("这样填没有社区会改变，请核对。")),
    commands.SharesDays: (None, gettext_lazy("和另一段日子重叠了，请核对。")),
    EndsBeforeItBegins: ("until_on", gettext_lazy("结束的日子早于开始的日子。")),
}


@staff_page
def index(request: StaffRequest, area: str) -> HttpResponse:
    """Show who takes part, and take what the county or township declares."""
    code = _kept(request, area)
    if request.method != "POST":
        return _page(request, code, {})
    name, form = _sent(request)
    now = timezone.now()
    changed: list[int] = []
    acts = _acts(code, form, request, now)
    if form.is_valid() and done(form=form, refusals=REFUSALS, act=lambda: changed.append(acts[name]())):
        (n,) = changed
        words = ngettext("已保存，%(n)s 个社区有变化。", "已保存，%(n)s 个社区有变化。", n)
        messages.success(request, words % {"n": n})
        return redirect("reports:participation", code)
    return _page(request, code, {name: form})


def _kept(request: StaffRequest, area: str) -> AreaCode:
    """Return an area in which the viewer says who takes part. Raises Http404 for every other."""
    try:
        code = AreaCode(area)
    except NotAnAreaCode as error:
        raise Http404 from error
    is_kept = may_at(viewer=request.viewer, action=Action.SET_PARTICIPATION, area=code)
    if not is_kept or code.level is Level.GRID or code not in names_of(codes=[code]):
        raise Http404
    return code


_FORMS: Final[Mapping[str, Callable[..., Any]]] = {
    "begin": BeginForm,
    "stop": StopForm,
    "correct": CorrectForm,
    "strike": PeriodForm,
}


def _sent(request: StaffRequest) -> tuple[str, Any]:
    """Return which form was sent, by its name on the page, and the form. Raises Http404 for one that the page has not."""
    name = request.POST.get("do", "")
    if name not in _FORMS:
        raise Http404
    return name, _FORMS[name](request.POST, auto_id=f"{name}-%s")


def _acts(code: AreaCode, form: Any, request: StaffRequest, now: datetime) -> Mapping[str, Callable[[], int]]:
    by = request.viewer
    return {
        "begin": lambda: commands.begin(area=code, **form.cleaned_data, by=by, now=now),
        "stop": lambda: commands.stop(area=code, **form.cleaned_data, by=by, now=now),
        "correct": lambda: commands.correct(
            area=code,
            period=form.period,
            right=form.right,
            reason=form.cleaned_data["reason"],
            by=by,
            now=now,
            decided_at=form.cleaned_data["was_set_at"],
        ),
        "strike": lambda: commands.strike(
            area=code,
            period=form.period,
            reason=form.cleaned_data["reason"],
            by=by,
            now=now,
            decided_at=form.cleaned_data["was_set_at"],
        ),
    }


def _page(request: StaffRequest, code: AreaCode, typed: Mapping[str, forms.Form]) -> HttpResponse:
    """Draw the page; typed: by its name, the form that was sent and is not right."""
    today = day_of(timezone.now())
    parts = parts_taking(area=code, on=today)
    above = code.parent
    goes_up = above and may_at(viewer=request.viewer, action=Action.SET_PARTICIPATION, area=above)
    names = names_of(codes=[code, above] if above else [code])
    context = {
        "area": code,
        "name": names.get(code, ""),
        "above": above if goes_up else None,
        "above_name": names.get(above, "") if above else "",
        "parts": parts,
        "taking_part": sum(part.taking_part for part in parts),
        "communities": sum(part.communities for part in parts),
        "declared": [_forms_of(one, number) for number, one in enumerate(declared_in(area=code))],
        "begin_form": typed.get("begin") or BeginForm(initial={"from_on": today}, auto_id="begin-%s"),
        "stop_form": typed.get("stop") or StopForm(initial={"until_on": today}, auto_id="stop-%s"),
        "wrong": typed.get("correct") or typed.get("strike"),
        "wrong_name": next(iter(typed), ""),
        "today": today,
    }
    return render(request, "reports/participation.html", context, status=WRONG if typed else 200)


def _forms_of(one: Declared, number: int) -> tuple[Declared, CorrectForm, PeriodForm]:
    """Return a declared period with the forms that put it right; number: of its line, for the ids of the fields."""
    return (
        one,
        CorrectForm(None, period=one.period, set_at=one.set_at, auto_id=f"correct-{number}-%s"),
        PeriodForm(None, period=one.period, set_at=one.set_at, auto_id=f"strike-{number}-%s"),
    )
