"""Pages of accounts: who can come in, who was shut out and why; lock and unlock."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from linli.access import commands, queries
from linli.access.forms import ReasonForm
from linli.access.sessions import sessions_open
from linli.areas.queries import names_of, paths_of
from linli.areas.rules import AreaCode
from linli.clock import day_of
from linli.staff.colleague_forms import NameForm
from linli.staff.commands.names import NothingChanged, ReasonMissing, correct_name_of
from linli.staff.confirming import ends_by_two
from linli.staff.http import StaffRequest, staff_page
from linli.staff.labels import ROLES
from linli.staff.queries import names_of as staff_names
from linli.staff.queries.again import posts_that_would_wait
from linli.staff.queries.colleagues import Post
from linli.staff.queries.halves import half_of
from linli.staff.queries.namesakes import namesakes
from linli.staff.queries.standing import posts_by_user, posts_of
from linli.staff.refusals import Refusals, done
from linli.staff.rights import Action, Role
from linli.staff.rules import may, may_at
from linli.staff.views.confirmations import in_words
from linli.staff.views.standing import roles_said, why_none

WRONG: Final = 422
ACCOUNTS_A_PAGE: Final = 50
WORDS_LENGTH: Final = 60
NAME_IDS: Final = "name-%s"  # beside the form that locks, which asks for a reason too
REFUSALS: Final[Refusals] = {
    commands.Oneself: ("", gettext_lazy("不能停用自己的账号，也不能为自己重设密码。")),
    commands.TakesOtherStep: ("", gettext_lazy("此人的导出由您批准，密码请系统管理员重设。")),
    commands.HoldsAnotherOffice: (
        "",
        gettext_lazy(
            "系统管理员不为安全管理员、审计员重设密码：请在服务器上运行 linli staff password 用户名。"
        ),
    ),
    commands.LockedByOneself: (
        "",
        gettext_lazy(
            "此人由您停用过，现在没有两步验证：密码请另一位管理此账号的人给，或者在服务器上运行 linli staff password 用户名。"
        ),
    ),
    commands.ReasonMissing: ("reason", gettext_lazy("请写原因。")),
    commands.LockedAlready: ("", gettext_lazy("这个账号已经停用。")),
    commands.SignsInByLink: ("", gettext_lazy("志愿者只用链接登录，没有密码。")),
    commands.NotLocked: ("", gettext_lazy("这个账号没有停用。")),
}

RENAMING: Final[Refusals] = {
    ReasonMissing: ("reason", gettext_lazy("请写明原因。")),
    NothingChanged: ("full_name", gettext_lazy("和现在的一样，没有改动。")),
}


@staff_page
def index(request: StaffRequest) -> HttpResponse:
    """List the accounts that the viewer keeps, the locked ones first."""
    if not may(viewer=request.viewer, action=Action.LOCK_PERSON):
        raise PermissionDenied
    now = timezone.now()
    words = request.GET.get("words", "").replace("\0", "").strip()[:WORDS_LENGTH]
    accounts = [
        account
        for account in queries.accounts_kept(viewer=request.viewer, action=Action.LOCK_PERSON, now=now)
        if queries.is_called(account=account, words=words)
    ]
    page = Paginator(accounts, ACCOUNTS_A_PAGE).get_page(request.GET.get("page"))
    areas = names_of(codes={account.area for account in page.object_list})
    posts = posts_by_user(viewer=request.viewer, action=Action.LOCK_PERSON, on=day_of(now))
    rows = [
        (
            account,
            areas.get(account.area, account.area),
            roles_said(posts=posts.get(account.user_id, ())),
            account.unused(now=now),
        )
        for account in page.object_list
    ]
    return render(request, "access/index.html", {"rows": rows, "page": page, "words": words})


@staff_page
def show(request: StaffRequest, account_id: UUID) -> HttpResponse:
    """Show an account with its posts and locks."""
    return _page(request, account_in(request, account_id, Action.LOCK_PERSON), ReasonForm())


@staff_page
@require_POST
def lock(request: StaffRequest, account_id: UUID) -> HttpResponse:
    """Let somebody in no more."""
    account, form = account_in(request, account_id, Action.LOCK_PERSON), ReasonForm(request.POST)
    if form.is_valid() and done(
        form=form,
        refusals=REFUSALS,
        act=lambda: commands.lock_person(
            account=account, reason=form.cleaned_data["reason"], by=request.viewer, now=timezone.now()
        ),
    ):
        messages.success(request, _("已停用：登录、会话、登录码、两步验证和手机都已失效。"))
        return redirect("access:account", account.user_id)
    return _page(request, account, form)


@staff_page
@require_POST
def unlock(request: StaffRequest, account_id: UUID) -> HttpResponse:
    """Let somebody in again."""
    account, form = account_in(request, account_id, Action.UNLOCK_PERSON), ReasonForm(request.POST)
    if form.is_valid() and done(
        form=form,
        refusals=REFUSALS,
        act=lambda: commands.unlock_person(
            account=account, reason=form.cleaned_data["reason"], by=request.viewer, now=timezone.now()
        ),
    ):
        messages.success(request, _("已恢复，可以重新登录；手机和两步验证要重新设置。"))
        return redirect("access:account", account.user_id)
    return _page(request, account, form)


@never_cache
@staff_page
@require_POST
def password(request: StaffRequest, account_id: UUID) -> HttpResponse:
    """Give somebody a new password and show it, this once."""
    account, form = account_in(request, account_id, Action.RESET_PASSWORD), Form({})  # asks nothing
    made: list[str] = []
    if form.is_valid() and done(
        form=form,
        refusals=REFUSALS,
        act=lambda: made.append(
            commands.reset_password(account=account, by=request.viewer, now=timezone.now())
        ),
    ):
        return render(request, "access/password.html", {"account": account, "password": made[0]})
    return _page(request, account, ReasonForm(), refused=form)


@staff_page
@require_POST
def end_one(request: StaffRequest, account_id: UUID, open_session_id: int) -> HttpResponse:
    """Sign somebody out at one place; 404 for a session of another."""
    account = account_in(request, account_id, Action.LOCK_PERSON)
    if not commands.end_session_of(
        account=account, session_id=open_session_id, by=request.viewer, now=timezone.now()
    ):
        raise Http404
    messages.success(request, _("已退出；本人可以重新登录。"))
    return redirect("access:account", account_id)


@staff_page
@require_POST
def end_all(request: StaffRequest, account_id: UUID) -> HttpResponse:
    """Sign somebody out everywhere."""
    account = account_in(request, account_id, Action.LOCK_PERSON)
    commands.end_sessions_of(account=account, by=request.viewer, now=timezone.now())
    messages.success(request, _("已全部退出；本人可以重新登录。"))
    return redirect("access:account", account_id)


@staff_page
@require_POST
def rename(request: StaffRequest, account_id: UUID) -> HttpResponse:
    """Put right how somebody is called."""
    account = account_in(request, account_id, Action.KEEP_ACCOUNTS)
    form, area, now = NameForm(request.POST, auto_id=NAME_IDS), AreaCode(account.area), timezone.now()
    if (
        form.is_valid()
        and form.may_stand(
            namesakes=namesakes(
                full_name=form.cleaned_data["full_name"], area=area, but=account_id, on=day_of(now)
            )
        )
        and done(
            form=form,
            refusals=RENAMING,
            act=lambda: correct_name_of(
                user_id=account_id,
                area=area,
                full_name=form.cleaned_data["full_name"],
                reason=form.cleaned_data["reason"],
                by=request.viewer,
                now=now,
            ),
        )
    ):
        messages.success(request, _("已更正姓名。"))
        return redirect("access:account", account_id)
    return _page(request, account, ReasonForm(), name_form=form)


def account_in(request: StaffRequest, account_id: UUID, action: Action) -> queries.Account:
    """Return an account to which the viewer may do an action, or answer 404."""
    found = queries.accounts_kept(viewer=request.viewer, action=action, now=timezone.now())
    for account in found:
        if account.user_id == account_id:
            return account
    raise Http404


def _page(
    request: StaffRequest,
    account: queries.Account,
    form: ReasonForm,
    *,
    name_form: NameForm | None = None,
    refused: Form | None = None,
) -> HttpResponse:
    today, area = day_of(timezone.now()), account.area
    half = half_of(viewer=request.viewer, on=today)
    stood = posts_of(users=[account.user_id], on=today)
    posts = [one.post for one in stood if one.is_now]
    codes = {post.area_id for post in posts} | {one.post.area_id for one in stood[-1:]}
    places = paths_of(codes=codes | {account.area})
    locks = queries.locks_of(user_id=account.user_id)
    names = staff_names(ids={who for row in locks for who in (row.by, row.lifted_by) if who})
    context = {
        "account": account,
        "area": names_of(codes=[account.area]).get(account.area, account.area),
        "roles": roles_said(posts=posts),
        "unused": account.unused(now=timezone.now()),
        "locks": [
            (
                row,
                row.reason if row.by else _(row.reason),  # Linli's own words
                names.get(row.by, "") if row.by else "",
                names.get(row.lifted_by, "") if row.lifted_by else "",
            )
            for row in locks
        ],
        "sessions": sessions_open(account=account, now=timezone.now()),
        **_password(request, account, today),
        "unlocks": may_at(viewer=request.viewer, action=Action.UNLOCK_PERSON, area=area),
        "half": half,
        "posts": _posts(posts, places, today) if half else [],
        "became": "" if posts or not stood else why_none(stood=stood[-1], places=places, on=today),
        "name_form": name_form or NameForm(initial={"full_name": account.name}, auto_id=NAME_IDS),
        "form": form,
        "refused": refused or form,
        "password_over": account.password_over(now=timezone.now()),
    }
    wrong = (refused or form).errors or (name_form and name_form.errors)
    return render(request, "access/account.html", context, status=WRONG if wrong else 200)


def _password(request: StaffRequest, account: queries.Account, today: date) -> dict[str, object]:
    """Return whether the viewer gives the account a password, why not, and which posts would wait then."""
    viewer = request.viewer
    resets = may_at(viewer=viewer, action=Action.RESET_PASSWORD, area=account.area)
    is_other_hand = queries.takes_step_against(account=account, viewer=viewer)
    is_other_office = queries.holds_another_office(account=account, viewer=viewer)
    locked_it = queries.locked_it_last(account=account, viewer=viewer)
    of_them = resets and account.is_active and not is_other_office
    waiting = posts_that_would_wait(user_id=account.user_id, by=viewer, on=today) if resets else []
    return {
        "has_password": of_them
        and set(account.roles) != {Role.HELPER}
        and not is_other_hand
        and not locked_it,
        "locked_it": locked_it and of_them,
        "would_wait": in_words(posts=waiting),
        "is_other_hand": is_other_hand,
        "is_other_office": is_other_office and resets,
    }


def _posts(posts: Sequence[Post], places: Mapping[str, str], today: date) -> list[dict[str, object]]:
    """Return posts that hold, are to come or wait, each with its role and place in words, and how it ends."""
    return [
        {
            "post": post,
            "role": ROLES[post.role],
            "place": places[post.area_id],
            "begun": post.waits_since_on is None and post.from_on <= today,
            "by_two": ends_by_two(role=Role(post.role)),
        }
        for post in posts
    ]
