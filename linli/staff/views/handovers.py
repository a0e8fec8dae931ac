"""What becomes of a hand-over that waits: its taker confirms or refuses, its giver or who fills teams withdraws."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from linli.staff import commands
from linli.staff.http import StaffRequest, staff_page
from linli.staff.labels import ROLES
from linli.staff.queries import substitutions as reads


@staff_page
@require_POST
def confirm(request: StaffRequest, handover_id: UUID) -> HttpResponse:
    """Confirm a hand-over; 404 unless it waits for the viewer."""
    row = get_object_or_404(reads.handovers_for(viewer=request.viewer), pk=handover_id)
    try:
        commands.confirm_handover(handover=row, by=request.viewer, now=timezone.now())
    except commands.AnsweredAlready:
        messages.warning(request, _("这张交接单刚才已经有了答复。"))
    except commands.RolesKeptApart as apart:
        role = ROLES[apart.args[0]]
        messages.error(
            request, _("您是%(role)s，两个岗位不能由同一个人担任。请书记另找人接手。") % {"role": role}
        )
    except commands.GiverHasNoPost:
        messages.error(request, _("交出的人已不是这个网格的网格员，请书记重新安排。"))
    else:
        messages.success(request, _confirmed(row))
    return redirect("desk:teams")


def _confirmed(row: reads.HandOver) -> str:
    """Say what the taker has now: the list from a day, or the knowledge of what is at hand."""
    if row.permanent_from is None:
        said = _("已确认收到。名单仍由%(who)s负责；要替班看到名单，请书记安排代班。")
        return said % {"who": row.giver.full_name}
    return _("已确认接手，从 %(day)s 起由您负责。") % {"day": row.permanent_from.isoformat()}


@staff_page
@require_POST
def refuse(request: StaffRequest, handover_id: UUID) -> HttpResponse:
    """Refuse a hand-over; 404 unless it waits for the viewer."""
    row = get_object_or_404(reads.handovers_for(viewer=request.viewer), pk=handover_id)
    try:
        commands.refuse_handover(handover=row, by=request.viewer, now=timezone.now())
    except commands.AnsweredAlready:
        messages.warning(request, _("这张交接单刚才已经有了答复。"))
    else:
        said = _("没有接手，仍由%(who)s负责。") % {"who": row.giver.full_name}
        messages.success(request, said)
    return redirect("desk:teams")


@staff_page
@require_POST
def withdraw(request: StaffRequest, handover_id: UUID) -> HttpResponse:
    """Withdraw a hand-over; 404 unless it waits and the viewer gave it, or fills the teams there."""
    row = get_object_or_404(reads.handovers_to_withdraw(viewer=request.viewer), pk=handover_id)
    try:
        commands.withdraw_handover(handover=row, by=request.viewer, now=timezone.now())
    except commands.AnsweredAlready:
        messages.warning(request, _("这张交接单刚才已经有了答复。"))
    else:
        messages.success(request, _("已撤回，什么都没有交出。"))
    return redirect("desk:handover", row.area)
