"""Pages on which whoever runs a community adds its workers and doctors, and puts right what was given wrongly."""

from collections.abc import Callable
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from linli.areas.queries import grids_of, names_of
from linli.areas.rules import AreaCode, Level
from linli.clock import day_of
from linli.staff.colleague_forms import ColleagueForm, NameForm, OfferForm, PostCorrectionForm, ReasonForm
from linli.staff.commands import (
    AreaUnknown,
    PostHeldAlready,
    RoleNotAtThisLevel,
    RolesKeptApart,
    UsernameTaken,
    colleagues,
    offers,
)
from linli.staff.http import StaffRequest, staff_page
from linli.staff.labels import CHANGES, ROLES
from linli.staff.queries import colleagues as reads
from linli.staff.queries.held import is_over
from linli.staff.queries.namesakes import namesakes
from linli.staff.queries.substitutions import has_no_worker
from linli.staff.refusals import Refusals, done
from linli.staff.rights import Action, Role
from linli.staff.rules import may_at

WRONG: Final = 422
GONE_SHOWN: Final = 50
# How somebody who was added comes in.
ADDED: Final = {
    Role.GRID_WORKER: gettext_lazy("已添加 %(name)s。给本人发一个登录码，就能登录。"),
    Role.DOCTOR: gettext_lazy("已添加 %(name)s。等别人确认后才有医生的权限；密码请系统管理员给。"),
}
# What a command refuses, at which field, in which words.
REFUSALS: Final[Refusals] = {
    UsernameTaken: (
        "username",
        gettext_lazy(
            "这个用户名已有人使用。是同一个人，就在下面“邀请有账号的人”填写，由本人登录后确认；不是，就换一个。"
        ),
    ),
    colleagues.BeginsInThePast: ("from_on", gettext_lazy("最早从今天起。")),
    colleagues.NotYours: (None, gettext_lazy("不能给自己任职，也不能任命这个岗位。")),
    colleagues.ReasonMissing: ("reason", gettext_lazy("请写明原因。")),
    colleagues.NothingChanged: (None, gettext_lazy("和原来一样，没有改变。")),
    colleagues.OverAlready: (None, gettext_lazy("这个岗位已经结束。")),
    colleagues.HoldsAgain: (None, gettext_lazy("这个岗位没有结束。")),
    offers.OfferedAlready: ("username", gettext_lazy("已发出同样的邀请，等本人登录后确认。")),
    AreaUnknown: ("area", gettext_lazy("这个网格已停用，请另选。")),
    RoleNotAtThisLevel: ("area", gettext_lazy("医生负责整个社区，请选社区。")),
    PostHeldAlready: ("role", gettext_lazy("此人已有这个岗位。")),
    RolesKeptApart: (None, gettext_lazy("此人另有的岗位和这个岗位不能由同一个人担任，请安全管理员处理。")),
}


@staff_page
def index(request: StaffRequest) -> HttpResponse:
    """List the workers and doctors of the viewer's communities; add one."""
    now = timezone.now()
    form = ColleagueForm(request.POST or None, places=_places(request), today=day_of(now))
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        if done(
            form=form,
            refusals=REFUSALS,
            act=lambda: colleagues.add_colleague(**said, by=request.viewer, now=now),
        ):
            messages.success(request, ADDED[said["role"]] % {"name": said["full_name"]})
            return redirect("staff:colleagues")
    return _list(request, form, OfferForm(None, places=_places(request), today=day_of(now)), now)


@staff_page
@require_POST
def offer(request: StaffRequest) -> HttpResponse:
    """Offer a post to somebody who has an account, by their user name; what is answered tells nothing of it."""
    now = timezone.now()
    form = OfferForm(request.POST, places=_places(request), today=day_of(now))
    if form.is_valid():
        said = form.cleaned_data
        if done(
            form=form, refusals=REFUSALS, act=lambda: offers.offer_post(**said, by=request.viewer, now=now)
        ):
            messages.success(
                request,
                _("已发出。本人用 %(name)s 登录后就能看到，确认后开始任职。") % {"name": said["username"]},
            )
            return redirect("staff:colleagues")
    return _list(request, ColleagueForm(None, places=_places(request), today=day_of(now)), form, now)


def _places(request: StaffRequest) -> list[tuple[str, str]]:
    """Return where somebody may be appointed, with words; refuse whoever keeps no colleagues."""
    communities = list(reads.communities_kept(viewer=request.viewer))
    if not communities:
        raise PermissionDenied
    names = names_of(codes=communities)
    places = []
    for code in communities:
        places.append((str(code), _("%(place)s（整个社区）") % {"place": names.get(code, "")}))
        places += [(grid.code, grid.name) for grid in grids_of(community=code)]
    return places


def _list(request: StaffRequest, form: ColleagueForm, offer_form: OfferForm, now: datetime) -> HttpResponse:
    today = day_of(now)
    waiting = list(reads.offers_made(viewer=request.viewer, now=now))
    names = names_of(codes={row.area for row in waiting})
    context = {
        "form": form,
        "offer_form": offer_form,
        "held": [(post, ROLES[post.role]) for post in reads.colleagues_held(viewer=request.viewer, on=today)],
        "gone": [
            (post, ROLES[post.role])
            for post in reads.colleagues_gone(viewer=request.viewer, on=today)[:GONE_SHOWN]
        ],
        "offers": [(row, ROLES[row.role], names.get(row.area, "")) for row in waiting],
        "today": today,
    }
    failed = bool(form.errors or offer_form.errors)
    return render(request, "staff/colleagues.html", context, status=WRONG if failed else 200)


@staff_page
def show(request: StaffRequest, colleague_post_id: UUID) -> HttpResponse:
    """Show a post of a worker or doctor, what was put right about them, and what can be."""
    return _page(request, colleague_post_id, {})


def _post(request: StaffRequest, post_id: UUID) -> reads.Post:
    return get_object_or_404(reads.colleagues_seen(viewer=request.viewer), pk=post_id)


def _page(request: StaffRequest, post_id: UUID, wrong: dict[str, forms.Form]) -> HttpResponse:
    post = _post(request, post_id)
    today = day_of(timezone.now())
    changes = list(reads.changes_of(viewer=request.viewer, user=post.user_id))
    codes = {told["area"] for row in changes for told in (row.before, row.after) if "area" in told}
    places = names_of(codes=codes)
    context: dict[str, Any] = {
        "post": post,
        "role": ROLES[post.role],
        "is_over": is_over(until_on=post.until_on, on=today),
        "may_rename": reads.may_rename(post=post, viewer=request.viewer),
        "changes": [
            (row, CHANGES[row.kind], _said(row.before, places), _said(row.after, places)) for row in changes
        ],
        "post_form": PostCorrectionForm(
            None, places=_places(request), initial={"role": post.role, "area": post.area_id}
        ),
        "name_form": NameForm(initial={"full_name": post.user.full_name}),
        "end_form": ReasonForm(prefix="end"),
        "back_form": ReasonForm(prefix="back"),
        "again_form": ReasonForm(prefix="again"),
        **wrong,
    }
    return render(request, "staff/colleague.html", context, status=WRONG if wrong else 200)


def _said(told: dict[str, str], places: dict[str, str]) -> str:
    """Return one value of a change in words."""
    for field in ("name", "phone"):
        if field in told:
            return told[field] or _("没有")
    words = f"{ROLES[told['role']]} {places.get(told['area'], told['area'])}"
    until = told.get("until_on")
    return f"{words} {told['from_on']} – {until}" if until else f"{words} {told['from_on']} –"


@staff_page
@require_POST
def correct(request: StaffRequest, colleague_post_id: UUID) -> HttpResponse:
    """Put right which role or grid somebody was given."""
    post = _post(request, colleague_post_id)
    left = AreaCode(post.area_id)
    form = PostCorrectionForm(request.POST, places=_places(request))
    if form.is_valid() and done(
        form=form,
        refusals=REFUSALS,
        act=lambda: colleagues.correct_post(
            post=post, **form.cleaned_data, by=request.viewer, now=timezone.now()
        ),
    ):
        messages.success(request, _("已更正；原来的岗位结束，新的从今天起；要别人确认的，确认后才有效。"))
        return _after(request, left)
    return _page(request, colleague_post_id, {"post_form": form})


@staff_page
@require_POST
def rename(request: StaffRequest, colleague_post_id: UUID) -> HttpResponse:
    """Put right how somebody is called; not where they also work elsewhere."""
    post = _post(request, colleague_post_id)
    if not reads.may_rename(post=post, viewer=request.viewer):
        raise PermissionDenied
    form, now = NameForm(request.POST), timezone.now()
    if (
        form.is_valid()
        and form.may_stand(
            namesakes=namesakes(
                full_name=form.cleaned_data["full_name"],
                area=AreaCode(post.area_id),
                but=post.user_id,
                on=day_of(now),
            )
        )
        and done(
            form=form,
            refusals=REFUSALS,
            act=lambda: colleagues.correct_name(
                post=post,
                full_name=form.cleaned_data["full_name"],
                reason=form.cleaned_data["reason"],
                by=request.viewer,
                now=now,
            ),
        )
    ):
        messages.success(request, _("已更正姓名。"))
        return redirect("staff:colleague", colleague_post_id)
    return _page(request, colleague_post_id, {"name_form": form})


@staff_page
@require_POST
def end(request: StaffRequest, colleague_post_id: UUID) -> HttpResponse:
    """End a post today: somebody leaves it."""
    return _close(request, colleague_post_id, "end", colleagues.end_colleague)


@staff_page
@require_POST
def take_back(request: StaffRequest, colleague_post_id: UUID) -> HttpResponse:
    """End a post today: it was given by mistake."""
    return _close(request, colleague_post_id, "back", colleagues.take_post_back)


@staff_page
@require_POST
def again(request: StaffRequest, colleague_post_id: UUID) -> HttpResponse:
    """Let somebody whose post is over hold the same from today."""
    return _close(request, colleague_post_id, "again", colleagues.give_again)


def _close(request: StaffRequest, post_id: UUID, prefix: str, act: Callable[..., object]) -> HttpResponse:
    post = _post(request, post_id)
    form = ReasonForm(request.POST, prefix=prefix)
    if form.is_valid() and done(
        form=form,
        refusals=REFUSALS,
        act=lambda: act(post=post, reason=form.cleaned_data["reason"], by=request.viewer, now=timezone.now()),
    ):
        messages.success(request, _("已保存。"))
        return _after(request, AreaCode(post.area_id))
    return _page(request, post_id, {f"{prefix}_form": form})


def _after(request: StaffRequest, area: AreaCode) -> HttpResponse:
    """Lead back to the list; to a grid in which nobody works now, where stands what waits there."""
    viewer, today = request.viewer, day_of(timezone.now())
    is_grid = area.level == Level.GRID and may_at(viewer=viewer, action=Action.ASSIGN_GRID, area=area)
    if is_grid and has_no_worker(viewer=viewer, action=Action.KEEP_COLLEAGUES, grid=area, on=today):
        return redirect("desk:grid", area)
    return redirect("staff:colleagues")
