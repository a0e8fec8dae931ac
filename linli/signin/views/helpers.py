"""The secretary's page of helpers, and the door that their links lead to."""

from typing import cast
from uuid import UUID

import segno
from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import ensure_csrf_cookie
from django.views.decorators.http import require_POST

from linli.areas.queries import names_of
from linli.areas.rules import AreaCode
from linli.clock import day_of
from linli.signin.commands import links
from linli.signin.commands.attempts import TooManyTries
from linli.signin.commands.sign_in import Way
from linli.signin.forms import HelperForm
from linli.signin.middleware import too_many
from linli.signin.places import place_of
from linli.signin.queries.helpers import HelperTold, helpers_visible
from linli.staff.commands.helpers import add_helper
from linli.staff.http import StaffRequest, staff_page
from linli.staff.rights import Action
from linli.staff.rules import may, scope

WRONG = 422


@never_cache
@staff_page
def index(request: StaffRequest) -> HttpResponse:
    """List the helpers of the viewer's communities; add one, and show the link this once."""
    communities = scope(viewer=request.viewer, action=Action.KEEP_HELPERS).areas
    if not communities:
        raise PermissionDenied
    names = names_of(codes=communities)
    form = HelperForm(
        request.POST if request.method == "POST" else None,
        communities=[(code, names[code]) for code in communities],
    )
    if request.method == "POST" and form.is_valid():
        now = timezone.now()
        community = AreaCode(form.cleaned_data["community"])
        try:
            with transaction.atomic():
                helper = add_helper(
                    name=form.cleaned_data["name"], community=community, by=request.viewer, now=now
                )
                token = links.give_link(helper=helper, community=community, by=request.viewer, now=now)
        except TooManyTries as error:
            return too_many(request, error)
        return _given(request, helper.full_name, token)
    now = timezone.now()
    said = {"form": form, "helpers": helpers_visible(viewer=request.viewer, on=day_of(now), now=now)}
    return render(request, "signin/helpers.html", said, status=WRONG if form.errors else 200)


@never_cache
@staff_page
@require_POST
def give(request: StaffRequest, helper_id: UUID) -> HttpResponse:
    """Give a helper a new link, which ends the old one; 404 for somebody who helps elsewhere."""
    helper = _helper(request, helper_id)
    try:
        token = links.give_link(
            helper=helper.user, community=helper.community, by=request.viewer, now=timezone.now()
        )
    except TooManyTries as error:
        return too_many(request, error)
    return _given(request, helper.user.full_name, token)


@staff_page
@require_POST
def end(request: StaffRequest, helper_id: UUID) -> HttpResponse:
    """Take back a helper's link and all that was assigned; 404 for somebody who helps elsewhere."""
    helper = _helper(request, helper_id)
    reason = request.POST.get("reason", "").replace("\0", "").strip()
    if not reason:
        messages.error(request, _("请写明为什么收回，没有改变。"))
        return redirect("signin:helpers")
    links.take_back_helper(
        helper=helper.user,
        community=helper.community,
        reason=reason,
        by=request.viewer,
        now=timezone.now(),
    )
    messages.success(request, _("已收回，链接马上失效。"))
    return redirect("signin:helpers")


@never_cache
@ensure_csrf_cookie
def door(request: HttpRequest, token: str) -> HttpResponseBase:
    """Let a helper in by a link: a page with one button, for whatever previews a link must not sign in by it."""
    if request.user.is_authenticated:
        return redirect("home")
    if request.method != "POST":
        return render(request, "signin/helper_door.html", {"refused": ""})
    now = timezone.now()
    user = links.user_of_link(token=token, now=now)
    if user is None:
        links.note_refused(token=token, place=place_of(request), now=now)
        said = {"refused": _("这个链接不能用了，或者没有复制完整。请向给您链接的人要一个新的。")}
        return render(request, "signin/helper_door.html", said, status=WRONG)
    record_authentication(request, user, method="link")
    login = Login(user=user, redirect_url=reverse("home"), signal_kwargs={"way": Way.LINK, "shared": False})
    return cast("HttpResponseBase", perform_login(request, login))


def _helper(request: StaffRequest, helper_id: UUID) -> HelperTold:
    if not may(viewer=request.viewer, action=Action.KEEP_HELPERS):
        raise PermissionDenied
    now = timezone.now()
    known = helpers_visible(viewer=request.viewer, on=day_of(now), now=now)
    found = next((helper for helper in known if helper.user.pk == helper_id), None)
    if found is None:
        raise Http404
    return found


def _given(request: StaffRequest, name: str, token: str) -> HttpResponse:
    path = reverse("signin:helper_door", args=[token])
    link = f"{settings.PUBLIC_URL}{path}" if settings.PUBLIC_URL else request.build_absolute_uri(path)
    picture = segno.make(link, error="m").svg_inline(scale=5, border=4, light="#fff")
    return render(request, "signin/helper_link.html", {"name": name, "link": link, "picture": picture})
