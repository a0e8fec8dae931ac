"""The two halves of a list: whoever keeps accounts adds them, whoever gives posts gives them; each takes back their own."""

from contextlib import suppress
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from linli.staff.http import StaffRequest, staff_page
from linli.staff.rights import Action
from linli.staff.rules import may_at
from linli.staff_lists import queries
from linli.staff_lists.commands import adding, posts, taking_back
from linli.staff_lists.commands.receiving import ListClosed
from linli.staff_lists.views.lists import closed, kept_list, list_of

REASON_LENGTH = 200


def _reason(request: StaffRequest) -> str:
    return request.POST.get("reason", "").replace("\0", "")[:REASON_LENGTH]


@staff_page
@require_POST
def add(request: StaffRequest, staff_list_id: UUID) -> HttpResponse:
    """Add the accounts of a list."""
    list_ = kept_list(request, staff_list_id)
    try:
        count = adding.add_accounts(list_=list_, by=request.viewer, now=timezone.now())
    except ListClosed:
        return closed(request, list_)
    except adding.NothingToAdd:
        messages.error(request, _("没有一行可以添加，请先答复，或者改好名单再传。"))
    else:
        words = ngettext(
            "已添加 %(count)s 个账号。打印首次密码交给本人；岗位由安全管理员在这份名单上给。",
            "已添加 %(count)s 个账号。打印首次密码交给本人；岗位由安全管理员在这份名单上给。",
            count,
        )
        messages.success(request, words % {"count": count})
    return redirect("staff_lists:list", list_.pk)


@staff_page
@require_POST
def take_back(request: StaffRequest, staff_list_id: UUID) -> HttpResponse:
    """Take a list back whole, before anybody signed in."""
    list_ = kept_list(request, staff_list_id)
    try:
        count = taking_back.take_back_list(
            list_=list_, reason=_reason(request), by=request.viewer, now=timezone.now()
        )
    except ListClosed:
        return closed(request, list_)
    except posts.ReasonMissing:
        messages.error(request, _("请写明为什么收回。"))
    except taking_back.SomebodySignedIn as signed_in:
        messages.error(
            request,
            _("已有 %(count)s 人登录过，不能整份收回；不该有的账号请逐个停用。")
            % {"count": signed_in.args[0]},
        )
    except taking_back.PostsStand as standing:
        messages.error(
            request,
            _("已给了 %(count)s 个岗位，请安全管理员先在这份名单上收回岗位。") % {"count": standing.args[0]},
        )
    else:
        messages.success(request, _("已收回 %(count)s 个账号。") % {"count": count})
    return redirect("staff_lists:list", list_.pk)


def _given_list(request: StaffRequest, staff_list_id: UUID) -> queries.StaffList:
    list_ = list_of(request, staff_list_id)
    if not may_at(viewer=request.viewer, action=Action.GIVE_POSTS, area=list_.area):
        raise PermissionDenied
    return list_


@staff_page
@require_POST
def give(request: StaffRequest, staff_list_id: UUID) -> HttpResponse:
    """Give the posts of a list."""
    list_ = _given_list(request, staff_list_id)
    try:
        given, refused = posts.give_posts(list_=list_, by=request.viewer, now=timezone.now())
    except ListClosed:
        return closed(request, list_)
    if given:
        messages.success(
            request,
            _("已给 %(given)s 个岗位。要别人确认的，确认以前没有权限。") % {"given": given},
        )
    if refused:
        messages.error(request, _("%(count)s 个岗位给不了，原因写在那一行。") % {"count": refused})
    return redirect("staff_lists:list", list_.pk)


def _rows_chosen(request: StaffRequest) -> set[UUID]:
    chosen = set()
    for text in request.POST.getlist("row"):
        with suppress(ValueError):
            chosen.add(UUID(text))
    return chosen


@staff_page
@require_POST
def take_posts_back(request: StaffRequest, staff_list_id: UUID) -> HttpResponse:
    """End the posts of a list that wait, and of those that hold the chosen ones."""
    list_ = _given_list(request, staff_list_id)
    try:
        ended = posts.take_posts_back(
            list_=list_,
            reason=_reason(request),
            also=_rows_chosen(request),
            by=request.viewer,
            now=timezone.now(),
        )
    except posts.ReasonMissing:
        messages.error(request, _("请写明为什么收回。"))
    else:
        if ended:
            messages.success(request, _("已收回 %(count)s 个岗位。") % {"count": ended})
        else:
            messages.info(request, _("没有收回岗位：没有等确认的，也没有选在任的。"))
    return redirect("staff_lists:list", list_.pk)
