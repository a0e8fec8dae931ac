"""Asking for an export: first how many persons it holds, then the asking itself."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from linli.budgets.commands import BudgetSpent
from linli.exports import commands
from linli.exports.forms import AskForm
from linli.exports.kinds import KINDS
from linli.exports.queries.limits import limit_at
from linli.exports.queries.rights import areas_to_export, may_reveal_in
from linli.exports.rules.asking import MOST_PERSONS, Numbers
from linli.staff.http import StaffRequest, staff_page


@dataclass(frozen=True)
class Counted:
    """How many persons the page shows, and whether a second person must agree, and why."""

    persons: int
    needs_second: bool
    limit: int
    is_spent: bool  # whole numbers of too many, with those read before


@staff_page
def ask(request: StaffRequest, export_kind: str) -> HttpResponse:
    """Show the form of a kind; count its persons; ask for just so many. 404 for a kind that does not exist."""
    kind = KINDS.get(export_kind)
    if kind is None:
        raise Http404
    areas = areas_to_export(viewer=request.viewer, kind=kind)
    if not areas:
        return render(request, "403.html", status=403)
    numbers = [Numbers.MASKED]
    if may_reveal_in(viewer=request.viewer, areas=areas):
        numbers.append(Numbers.CLEAR)
    form = AskForm(
        request.POST if request.method == "POST" else None, kind=kind, areas=areas, numbers=numbers
    )
    counted = _counted(request, form) if form.is_bound and form.is_valid() else None
    if counted and request.POST.get("step") == "ask" and counted.persons == form.cleaned_data["persons"]:
        return _asked(request, form)
    if counted and form.cleaned_data["persons"] not in {None, counted.persons}:
        messages.info(request, _("人数变了，请再看一遍。"))
    context = {"form": form, "kind": kind, "counted": counted}
    return render(request, "exports/ask.html", context, status=422 if form.errors else 200)


def _counted(request: StaffRequest, form: AskForm) -> Counted | None:
    """Count whom the form asks for; None where there is nobody or too many, said at the area."""
    now = timezone.now()
    try:
        persons = commands.persons_of(new=form.new, by=request.viewer, now=now)
    except commands.NobodyInIt:
        form.add_error("area", _("这里现在没有可以导出的人。"))
    except commands.TooManyInIt as many:
        form.add_error(
            "area",
            _("共有 %(count)s 人，一次最多 %(most)s 人，请按网格分别导出。")
            % {"count": many.args[0], "most": MOST_PERSONS},
        )
    except commands.NotYours:
        form.add_error("area", _("只能选您负责的社区或网格。"))
    else:
        needs = commands.wants_second(new=form.new, persons=persons, by=request.viewer, now=now)
        spent = commands.spends(new=form.new, persons=persons, by=request.viewer, now=now)
        return Counted(len(persons), needs, limit_at(area=form.cleaned_data["area"]), spent)
    return None


def _asked(request: StaffRequest, form: AskForm) -> HttpResponse:
    """Ask for what was counted a moment ago; when somebody came in between, count again."""
    try:
        export = commands.ask_export(
            new=form.new, persons=form.cleaned_data["persons"], by=request.viewer, now=timezone.now()
        )
    except (commands.CountChanged, commands.NobodyInIt, commands.TooManyInIt, commands.NotYours, BudgetSpent):
        messages.error(request, _("人数刚刚变了，还没有申请。请再看一遍。"))
        return redirect("exports:ask", form.kind.code)
    if export.needs_second:
        messages.success(request, _("已申请，等第二人批准。批准后在这里下载。"))
    else:
        messages.success(request, _("已生成，7 天内可以下载。"))
    return redirect("exports:show", export.pk)
