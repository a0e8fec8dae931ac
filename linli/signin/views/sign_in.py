"""The ways in: name and password, or a one-time code."""

from typing import Final, cast

from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login
from django import forms as django_forms
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import ensure_csrf_cookie
from django.views.decorators.debug import sensitive_post_parameters

from linli.signin import forms
from linli.signin.commands.attempts import TooManyTries
from linli.signin.commands.codes import use_code
from linli.signin.commands.sign_in import Way, user_of_password
from linli.signin.places import place_of
from linli.signin.queries.providers import providers_offered

WRONG: Final = 422
WAIT: Final = 429


@sensitive_post_parameters("password")
@never_cache
@ensure_csrf_cookie
def password(request: HttpRequest) -> HttpResponseBase:
    """Sign in with name and password; where there is a second factor, go on to it."""
    if request.user.is_authenticated:
        return redirect(_next(request))
    form = forms.SignInForm(request.POST if request.method == "POST" else None)
    refused, status = "", 200
    if form.is_valid():
        said = form.cleaned_data
        try:
            user = user_of_password(
                request=request,
                username=said["username"],
                password=said["password"],
                place=place_of(request),
                now=timezone.now(),
            )
        except TooManyTries as error:
            refused, status = _wait(error), WAIT
        else:
            if user is not None:
                return _go_on(request, user, form, Way.PASSWORD)
            refused, status = _("用户名或密码不对，请再试一次。"), WRONG
    elif form.is_bound:
        refused, status = _("请填写用户名和密码。"), WRONG
    return _page(request, "signin/sign_in.html", form, refused, status)


@sensitive_post_parameters("code")
@never_cache
@ensure_csrf_cookie
def code(request: HttpRequest) -> HttpResponseBase:
    """Sign in with name and a one-time code that a secretary issued."""
    if request.user.is_authenticated:
        return redirect(_next(request))
    form = forms.CodeSignInForm(request.POST if request.method == "POST" else None)
    refused, status = "", 200
    if form.is_valid():
        said = form.cleaned_data
        try:
            used = use_code(
                username=said["username"], code=said["code"], place=place_of(request), now=timezone.now()
            )
        except TooManyTries as error:
            refused, status = _wait(error), WAIT
        else:
            if used is not None:
                return _go_on(request, used.user, form, Way.CODE, str(used.issued_by))
            refused, status = _("用户名或登录码不对，或者登录码已用过、已过期。"), WRONG
    elif form.is_bound:
        refused, status = _("请填写用户名和登录码。"), WRONG
    return _page(request, "signin/code.html", form, refused, status)


def _wait(error: TooManyTries) -> str:
    return _("试得太多次了，请 %(minutes)s 分钟后再试。急用请找书记要登录码，或联系管理员。") % {
        "minutes": error.minutes
    }


def _go_on(
    request: HttpRequest, user: AbstractBaseUser, form: django_forms.Form, way: Way, code_of: str = ""
) -> HttpResponseBase:
    """Go on to the second factor, or in. code_of: who issued the code."""
    if way is Way.PASSWORD:
        # The password was typed just now: setting up a second factor right after does not ask for it again.
        record_authentication(request, user, method="password", reauthenticated=True)
    else:
        record_authentication(request, user, method="code")
    login = Login(
        user=user,
        redirect_url=_next(request),
        signal_kwargs={"way": way, "shared": form.cleaned_data["shared"], "code_of": code_of},
    )
    return cast("HttpResponseBase", perform_login(request, login))


def _page(
    request: HttpRequest, template: str, form: django_forms.Form, refused: str, status: int
) -> HttpResponse:
    said = {
        "form": form,
        "refused": refused,
        "next": request.POST.get("next", request.GET.get("next", "")),
        "providers": providers_offered(),
    }
    return render(request, template, said, status=status)


def _next(request: HttpRequest) -> str:
    """Return where to go afterwards: only to an address of Linli's own."""
    asked = request.POST.get("next", request.GET.get("next", ""))
    # A path from the root: anything else is read as the name of a page.
    if asked.startswith("/") and url_has_allowed_host_and_scheme(
        asked, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    ):
        return asked
    return settings.LOGIN_REDIRECT_URL
