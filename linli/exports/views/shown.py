"""One export: where it stands, the second person's word, and its copies."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from linli.areas.queries import names_of
from linli.budgets.commands import BudgetSpent
from linli.budgets.spent_page import spent_page
from linli.exports import commands
from linli.exports.files import file_of
from linli.exports.forms import ApproveForm, RefuseForm
from linli.exports.kinds import OF_NUMBERS
from linli.exports.labels import COLUMNS
from linli.exports.queries import exports as reads
from linli.exports.rules.asking import State, is_kept
from linli.staff.http import StaffRequest, staff_page
from linli.staff.rights import Action
from linli.staff.rules import may_at
from linli.typesetting.fonts import PACKAGE, FontMissing, check_fonts

TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pdf": "application/pdf",
}


@staff_page
def show(request: StaffRequest, export_id: UUID) -> HttpResponse:
    """Show an export; 404 outside the areas where the viewer takes persons away or agrees to it."""
    return _page(request, _export(request, export_id), RefuseForm())


@staff_page
@require_POST
def approve(request: StaffRequest, export_id: UUID) -> HttpResponse:
    """Agree to an export of the number of persons that the page showed."""
    export = _export(request, export_id)
    if not reads.waits_for(viewer=request.viewer, export=export):
        return _not_waiting(request, export)
    form = ApproveForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("人数变了，还没有批准。请看清现在的人数再批准。"))
        return _page(request, export, RefuseForm(), status=422)
    try:
        commands.approve_export(
            id=export.pk, persons=form.cleaned_data["persons"], by=request.viewer, now=timezone.now()
        )
    except commands.CountChanged:
        messages.error(request, _("人数变了，还没有批准。请看清现在的人数再批准。"))
    except commands.NotYours:
        messages.error(request, _("申请的人现在没有这个权限，不能批准。可以不批准并写明原因。"))
    except (commands.NobodyInIt, commands.TooManyInIt):
        messages.error(request, _("现在没有可以导出的人，或人太多，不能批准。"))
    except (commands.DecidedAlready, commands.NotTheSecond):
        messages.error(request, _("刚才已有人处理。"))
    else:
        messages.success(request, _("已批准。只有申请的人能下载。"))
    return redirect("exports:show", export.pk)


@staff_page
@require_POST
def refuse(request: StaffRequest, export_id: UUID) -> HttpResponse:
    """Refuse an export and say why."""
    export = _export(request, export_id)
    if not reads.waits_for(viewer=request.viewer, export=export):
        return _not_waiting(request, export)
    form = RefuseForm(request.POST)
    if not form.is_valid():
        return _page(request, export, form, status=422)
    try:
        commands.refuse_export(
            id=export.pk, reason=form.cleaned_data["reason"], by=request.viewer, now=timezone.now()
        )
    except (commands.DecidedAlready, commands.NotTheSecond):
        messages.error(request, _("刚才已有人处理。"))
    else:
        messages.success(request, _("没有批准，已告诉申请的人。"))
    return redirect("exports:show", export.pk)


@staff_page
@require_POST
def take(request: StaffRequest, export_id: UUID) -> HttpResponse:
    """Return one more copy as a file to who asked for it; each time is a copy of its own, and is written down."""
    export = _export(request, export_id)
    if export.form == "pdf":
        try:
            check_fonts()
        except FontMissing as missing:
            context = {"families": missing.args, "package": PACKAGE}
            return render(request, "papers/font_missing.html", context, status=503)
    try:
        copy = commands.take_copy(id=export.pk, by=request.viewer, now=timezone.now())
    except commands.NotTheAsker:
        return render(request, "403.html", status=403)
    except commands.NotKept:
        messages.error(request, _("现在没有文件可以下载。"))
        return redirect("exports:show", export.pk)
    except BudgetSpent as spent:
        back = reverse("exports:show", args=[export.pk])
        return spent_page(request=request, spent=spent, viewer=request.viewer, back=back)
    place = names_of(codes=[copy.area]).get(copy.area, copy.area)
    content = file_of(copy=copy, place=place, who=request.viewer.name)
    headers = {
        "Content-Disposition": f'attachment; filename="linli-{copy.label}.{export.form}"',
        "Cache-Control": "no-store",
    }
    return HttpResponse(content, content_type=TYPES[export.form], headers=headers)


def _export(request: StaffRequest, export_id: UUID) -> reads.Export:
    return get_object_or_404(reads.exports_visible(viewer=request.viewer), pk=export_id)


def _not_waiting(request: StaffRequest, export: reads.Export) -> HttpResponse:
    """Answer a word on what does not wait for this viewer: decided already, or not theirs to decide."""
    if export.state == State.ASKED:
        return render(request, "403.html", status=403)
    messages.error(request, _("刚才已有人处理。"))
    return redirect("exports:show", export.pk)


def _page(
    request: StaffRequest, export: reads.Export, form: RefuseForm, *, status: int = 200
) -> HttpResponse:
    now = timezone.now()
    waits = reads.waits_for(viewer=request.viewer, export=export)
    is_asker = export.asked_by == request.viewer.user_id
    context = {
        "told": reads.told(exports=[export])[0],
        "columns": [COLUMNS[column] for column in export.columns],
        "has_numbers": not OF_NUMBERS.isdisjoint(export.columns),
        "waits": waits,
        "persons_now": _persons_now(export) if waits else None,
        "is_asker": is_asker,
        "can_take": is_asker and export.state == State.READY and is_kept(gone_at=export.gone_at, now=now),
        "follows_leak": may_at(viewer=request.viewer, action=Action.FOLLOW_LEAK, area=export.area),
        "form": form,
    }
    return render(request, "exports/export.html", context, status=status)


def _persons_now(export: reads.Export) -> int | None:
    """Return how many persons an export would hold now; None where it could not be made."""
    try:
        return commands.persons_now(export=export, now=timezone.now())
    except (commands.NotYours, commands.NobodyInIt, commands.TooManyInIt):
        return None
