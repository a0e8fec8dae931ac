"""Requests for a shorter version: listed, answered by a second person, withdrawn."""

from typing import Final
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from linli.clock import day_of
from linli.observation import commands
from linli.shortening.commands import NotAsked, NotShorter, SamePerson, answer_asking, withdraw_asking
from linli.shortening.forms import AnswerForm, WithdrawForm
from linli.shortening.queries import ANSWERS, ASKS, Askings, askings_in, told_askings
from linli.staff.http import StaffRequest, staff_page
from linli.staff.refusals import Refusals, done
from linli.staff.rules import may

SETTLED: Final = gettext_lazy("这个请求刚才已有人办理或撤回。")
CHANGED: Final = gettext_lazy("提出以后情况变了，这个方案现在不能用来缩短；请不同意，或请对方重新提出。")
REFUSED: Final[Refusals] = {
    SamePerson: (None, gettext_lazy("是您提出的，要由另一个人决定。")),
    NotAsked: (None, SETTLED),
    commands.ObservationClosed: (None, SETTLED),
    NotShorter: ("answer", CHANGED),
    commands.AlreadyUnder: ("answer", CHANGED),
    commands.VersionNotHeld: ("answer", CHANGED),
}


@staff_page
def index(request: StaffRequest) -> HttpResponse:
    """List the requests that stand where the viewer asks or answers."""
    if not any(may(viewer=request.viewer, action=action) for action in (*ASKS, *ANSWERS)):
        return render(request, "403.html", status=403)
    rows = askings_in(viewer=request.viewer, actions=(*ASKS, *ANSWERS))
    context = {
        "askings": told_askings(rows=rows, viewer=request.viewer),
        "today": day_of(timezone.now()),
    }
    return render(request, "shortening/index.html", context)


@staff_page
def answer(request: StaffRequest, asking_id: UUID) -> HttpResponse:
    """Say yes or no to a request of somebody else; 404 where the viewer is neither the doctor there nor the county's."""
    rows = askings_in(viewer=request.viewer, actions=ANSWERS)
    asking = get_object_or_404(rows, pk=asking_id)
    form = AnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        is_granted = form.cleaned_data["answer"] == "YES"

        def act() -> object:
            words = form.cleaned_data["words"]
            return answer_asking(
                asking=asking, is_granted=is_granted, words=words, by=request.viewer, now=timezone.now()
            )

        if done(form=form, act=act, refusals=REFUSED):
            said = _("已同意，观察按较短的方案。") if is_granted else _("已答复不同意，观察照旧。")
            messages.success(request, said)
            return redirect("shortening:index")
    return _page(request, form, rows, asking.pk, _("同意或不同意"))


@staff_page
def withdraw(request: StaffRequest, asking_id: UUID) -> HttpResponse:
    """Withdraw a request that nobody answered yet; whoever may ask there may."""
    rows = askings_in(viewer=request.viewer, actions=ASKS)
    asking = get_object_or_404(rows, pk=asking_id)
    form = WithdrawForm(request.POST or None)
    if request.method == "POST" and form.is_valid():

        def act() -> object:
            reason = form.cleaned_data["reason"]
            return withdraw_asking(asking=asking, reason=reason, by=request.viewer, now=timezone.now())

        if done(form=form, act=act, refusals=REFUSED):
            messages.success(request, _("已撤回请求，观察照旧。"))
            return redirect("shortening:index")
    return _page(request, form, rows, asking.pk, _("撤回请求"))


def _page(
    request: StaffRequest,
    form: AnswerForm | WithdrawForm,
    rows: Askings,
    asking: UUID,
    title: str,
) -> HttpResponse:
    told = told_askings(rows=rows.filter(pk=asking), viewer=request.viewer)
    context = {
        "form": form,
        "told": told[0] if told else None,
        "title": title,
        "today": day_of(timezone.now()),
    }
    return render(request, "shortening/asking.html", context, status=422 if form.errors else 200)
