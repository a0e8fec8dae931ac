"""A list of doors before and after it is put in."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from linli.screening import commands, queries
from linli.screening.rules.doors import LEAVES_OUT
from linli.staff.http import StaffRequest, staff_page

DOORS_SHOWN = 10
TOLD_SHOWN = 300


def _list(request: StaffRequest, door_list_id: UUID) -> queries.DoorList:
    return get_object_or_404(queries.door_lists(viewer=request.viewer), pk=door_list_id)


@staff_page
def show(request: StaffRequest, door_list_id: UUID) -> HttpResponse:
    """Show what a list would bring, or brought, and every row that was left out or not taken whole."""
    list_ = _list(request, door_list_id)
    try:
        read = commands.read_list(list_=list_)
    except commands.ListClosed:
        read = None
    told = read.read.told if read else tuple(queries.told_of(list_=list_))
    page = {
        "list": list_,
        "read": read,
        "doors": read.read.doors[:DOORS_SHOWN] if read else (),
        "told": told[:TOLD_SHOWN],
        "told_count": len(told),
        "left_out": sum(one.fault in LEAVES_OUT for one in told),
    }
    return render(request, "screening/list.html", page)


@staff_page
@require_POST
def put_in(request: StaffRequest, door_list_id: UUID) -> HttpResponse:
    """Put every door of a list into the base."""
    list_ = _list(request, door_list_id)
    try:
        n = commands.put_in_list(list_=list_, by=request.viewer, now=timezone.now())
    except commands.ListClosed:
        messages.info(request, _("这份底册刚才已经处理过。"))
    else:
        messages.success(request, _("已入册 %(n)s 户。") % {"n": n})
    return redirect("screening:list", list_.pk)


@staff_page
@require_POST
def cancel(request: StaffRequest, door_list_id: UUID) -> HttpResponse:
    """Drop a list before it is put in."""
    list_ = _list(request, door_list_id)
    try:
        commands.cancel_list(list_=list_, by=request.viewer, now=timezone.now())
    except commands.ListClosed:
        messages.info(request, _("这份底册刚才已经处理过。"))
    else:
        messages.success(request, _("已取消，什么也没有入册。"))
    return redirect("screening:base")


@staff_page
@require_POST
def take_back(request: StaffRequest, door_list_id: UUID) -> HttpResponse:
    """Take a list back as a whole while nothing was done with its doors."""
    list_ = _list(request, door_list_id)
    try:
        n = commands.take_back_list(list_=list_, by=request.viewer, now=timezone.now())
    except commands.ListClosed:
        messages.info(request, _("这份底册刚才已经处理过。"))
    except commands.DoorsInUse as used:
        words = {"n": used.args[0]}
        messages.error(request, _("不能整份撤回：其中 %(n)s 户已经问过，或者登记了人、改过信息。") % words)
    else:
        messages.success(request, _("已撤回 %(n)s 户。") % {"n": n})
    return redirect("screening:list", list_.pk)
