"""Pages of staff: who holds which post. The system administrator adds accounts, the security administrator gives posts."""

from datetime import datetime
from typing import Final
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from linli.areas.queries import paths_of
from linli.areas.rules import AreaCode
from linli.audit.queries import stopped_in
from linli.clock import day_of
from linli.staff import commands, forms, queries
from linli.staff.colleague_forms import REASON_LENGTH, ReasonForm
from linli.staff.commands import confirmations, ending
from linli.staff.commands.waiting import AskedAlready
from linli.staff.confirming import ends_by_two
from linli.staff.http import StaffRequest, staff_page
from linli.staff.labels import ROLES
from linli.staff.list_form import ListForm
from linli.staff.queries.colleagues import Post
from linli.staff.queries.ended import ended_today
from linli.staff.queries.halves import Half, half_of
from linli.staff.queries.narrowed import is_idle, posts_narrowed, users_narrowed
from linli.staff.queries.standing import Stood, posts_listed, posts_of, without_any
from linli.staff.rights import Action, Role
from linli.staff.rules import may, may_at, scope
from linli.staff.views.standing import why_none

POSTS_A_PAGE: Final = 50
WITHOUT_SHOWN: Final = 100


@staff_page
def index(request: StaffRequest) -> HttpResponse:
    """Show who holds which post in the areas of either administrator, and who has an account and no post."""
    now = timezone.now()
    half = half_of(viewer=request.viewer, on=day_of(now))
    if half is None:
        return render(request, "403.html", status=403)
    form = ListForm(request.GET, within=_within(request, half.action))
    status = 200 if form.is_valid() else 422
    listed = posts_listed(viewer=request.viewer, action=half.action, on=day_of(now))
    posts = posts_narrowed(posts=listed, wanted=form.wanted, now=now)
    if not form.wanted.lists_posts:
        posts = posts.none()
    # Held by whoever may come in, and all that are listed: counted in one statement.
    is_held = Q(waits_since_on=None, user__is_active=True)
    counted = posts.order_by().aggregate(listed=Count("pk"), held=Count("pk", filter=is_held))
    paginator = Paginator(posts, POSTS_A_PAGE)
    paginator.count = counted["listed"]
    page = paginator.get_page(request.GET.get("page"))
    users, last, more_without = _without(request, half, form, now)
    codes = {post.area_id for post in (*page.object_list, *(one.post for one in last.values()))}
    places = paths_of(codes=codes | {user.area for user in users if user.area})
    areas = scope(viewer=request.viewer, action=half.action).areas
    context = {
        "form": form,
        "page": page,
        "rows": [_row(request, post, places, now) for post in page.object_list],
        "in_post": counted["held"],
        "half": half,
        "without": [
            (
                user,
                why_none(stood=last[user.pk], places=places, on=day_of(now))
                if user.pk in last
                else places.get(user.area, user.area),
            )
            for user in users
        ],
        "more_without": more_without,
        "linking_stopped": stopped_in(areas=areas, now=now),
    }
    return render(request, "staff/list.html", context, status=status)


def _without(
    request: StaffRequest, half: Half, form: ListForm, now: datetime
) -> tuple[list[queries.User], dict[UUID, Stood], bool]:
    """Return who has no post, of those looked for, how each last stood, and whether there are more. Two statements."""
    if not form.wanted.lists_without:
        return [], {}, False
    known = without_any(viewer=request.viewer, action=half.action, on=day_of(now))
    users = list(users_narrowed(users=known, wanted=form.wanted)[: WITHOUT_SHOWN + 1])
    shown = users[:WITHOUT_SHOWN]
    stood = posts_of(users=[user.pk for user in shown], on=day_of(now))
    return shown, {one.post.user_id: one for one in stood}, len(users) > WITHOUT_SHOWN


def _row(request: StaffRequest, post: Post, places: dict[str, str], now: datetime) -> dict[str, object]:
    return {
        "post": post,
        "role": ROLES[post.role],
        "place": places[post.area_id],
        "own": post.user_id == request.viewer.user_id,
        "by_two": ends_by_two(role=Role(post.role)),
        "idle": is_idle(post=post, now=now),
    }


@staff_page
def add(request: StaffRequest) -> HttpResponse:
    """Add an account without a post, which opens nothing until a security administrator gives it one."""
    if not may(viewer=request.viewer, action=Action.KEEP_ACCOUNTS):
        return render(request, "403.html", status=403)
    form = forms.UserForm(request.POST or None, within=_within(request, Action.KEEP_ACCOUNTS))
    if request.method == "POST" and form.is_valid() and _added(request, form, timezone.now()):
        messages.success(request, _("已添加账号；给了岗位以后才能看到和办理事情。"))
        return redirect("staff:list")
    context = {"form": form, "half": half_of(viewer=request.viewer, on=day_of(timezone.now()))}
    return render(request, "staff/add.html", context, status=422 if form.errors else 200)


def _within(request: StaffRequest, action: Action) -> tuple[AreaCode, ...]:
    return scope(viewer=request.viewer, action=action).areas


def _to_where_it_stands(request: StaffRequest, post: Post, words: str) -> HttpResponse:
    """Say what was done, and lead to the posts held, or to those that wait for a second person."""
    if post.waits_since_on:
        messages.success(request, _("%(done)s别人确认以前，这个岗位没有权限。") % {"done": words})
        return redirect("staff:waiting")
    messages.success(request, words)
    return redirect("staff:list")


def _added(request: StaffRequest, form: forms.UserForm, now: datetime) -> bool:
    said = form.cleaned_data
    if not may_at(viewer=request.viewer, action=Action.KEEP_ACCOUNTS, area=said["area"]):
        form.add_error("area", _("这个地区不归您管理。"))
        return False
    try:
        commands.add_user(**said, by=request.viewer, now=now)
    except commands.UsernameTaken:
        form.add_error("username", _("这个用户名已有人使用。"))
    except commands.AreaUnknown:
        form.add_error("area", _("没有这个地区，请核对代码。"))
    else:
        return True
    return False


@staff_page
def give(request: StaffRequest, user_id: UUID) -> HttpResponse:
    """Give somebody of the security administrator's areas a post; 404 for anybody else, and for oneself."""
    users = queries.staff_visible(viewer=request.viewer).exclude(pk=request.viewer.user_id)
    user = get_object_or_404(users, pk=user_id)
    form = forms.PostForm(request.POST or None, within=_within(request, Action.GIVE_POSTS))
    if request.method == "POST" and form.is_valid() and (post := _given(request, form, user, timezone.now())):
        return _to_where_it_stands(request, post, _("已任命。"))
    context = {"form": form, "colleague": user}
    return render(request, "staff/give.html", context, status=422 if form.errors else 200)


def _given(request: StaffRequest, form: forms.PostForm, user: queries.User, now: datetime) -> Post | None:
    said = form.cleaned_data
    if not may_at(viewer=request.viewer, action=Action.GIVE_POSTS, area=said["area"]):
        form.add_error("area", _("这个地区不归您管理。"))
        return None
    try:
        return commands.give_post(user=user, **said, from_on=day_of(now), by=request.viewer, now=now)
    except commands.AccountLocked:
        form.add_error("role", _("账号已停用，先恢复才能给岗位。"))
    except commands.AreaUnknown:
        form.add_error("area", _("没有这个地区，请核对代码。"))
    except commands.RoleNotAtThisLevel:
        form.add_error("area", _("这个岗位不设在这一级，请核对代码。"))
    except commands.PostHeldAlready:
        form.add_error("role", _("此人已有这个岗位。"))
    except commands.RolesKeptApart as apart:
        form.add_error(
            "role", _("此人是%(role)s，两个岗位不能由同一个人担任。") % {"role": ROLES[apart.args[0]]}
        )
    return None


@staff_page
@require_POST
def end(request: StaffRequest, post_id: UUID) -> HttpResponse:
    """End a post today, an auditor's when somebody else confirms it; 404 where the viewer gives none.

    One's own post is ended by a colleague, or the last security administrator could leave nobody to give one.
    """
    now = timezone.now()
    held = queries.posts_visible(viewer=request.viewer, action=Action.GIVE_POSTS, on=day_of(now))
    posts = held.exclude(user=request.viewer.user_id)
    post = get_object_or_404(posts, pk=post_id)
    if ends_by_two(role=Role(post.role)):
        return _ask_to_end(request, post, now)
    reason = request.POST.get("reason", "").replace("\0", "")[:REASON_LENGTH]
    try:
        ending.end_post_with(post=post, reason=reason, by=request.viewer, now=now)
    except ending.ReasonMissing:
        messages.error(
            request,
            _("这里没有别人担任%(role)s：结束以后没有人能上报，要写明原因。") % {"role": ROLES[post.role]},
        )
    else:
        messages.success(request, _("已结束岗位。结束错了，今天可以在这里恢复。"))
        return redirect("staff:waiting")
    return redirect("staff:list")


@staff_page
@require_POST
def go_on(request: StaffRequest, ended_post_id: UUID) -> HttpResponse:
    """Undo an end that the viewer made today; 404 where the viewer gives no posts, or none ended so."""
    now = timezone.now()
    posts = {post.pk: post for post in ended_today(viewer=request.viewer, on=day_of(now))}
    if ended_post_id not in posts:
        raise Http404
    reason = request.POST.get("reason", "").replace("\0", "")[:REASON_LENGTH]
    try:
        ending.let_go_on(post=posts[ended_post_id], reason=reason, by=request.viewer, now=now)
    except ending.ReasonMissing:
        messages.error(request, _("恢复岗位要写明原因。"))
    except ending.NotEndedByYou:
        messages.error(request, _("只有今天结束它的人能恢复；别的请重新给岗位。"))
    except (commands.AccountLocked, commands.PostHeldAlready, commands.RolesKeptApart):
        messages.error(request, _("现在不能恢复：账号已停用，或者此人已有这个或不能兼任的岗位。"))
    else:
        messages.success(request, _("已恢复岗位。"))
    return redirect("staff:list")


def _ask_to_end(request: StaffRequest, post: Post, now: datetime) -> HttpResponse:
    form = ReasonForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("结束审计员的岗位要写明原因。"))
        return redirect("staff:list")
    try:
        confirmations.ask_to_end(post=post, reason=form.cleaned_data["reason"], by=request.viewer, now=now)
    except AskedAlready:
        messages.error(request, _("已经有人提出，正等人确认。"))
        return redirect("staff:list")
    messages.success(request, _("已提出。另一位安全管理员确认后岗位才结束。"))
    return redirect("staff:waiting")
