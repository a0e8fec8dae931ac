"""One's own sign-in: second factors, providers, where one is signed in, the password."""

from typing import cast

from allauth.account.internal.flows.reauthentication import reauthenticate_by_password, resume_request
from allauth.mfa.recovery_codes.views import ViewRecoveryCodesView
from django.contrib import messages
from django.contrib.auth.forms import PasswordChangeForm, SetPasswordForm
from django.contrib.auth.views import PasswordChangeView
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST, require_safe

from linli.signin import forms
from linli.signin.commands.sessions import end_other_sessions, end_session
from linli.signin.commands.sign_in import note_password_changed
from linli.signin.first import must_choose
from linli.signin.queries.factors import factors_of
from linli.signin.queries.providers import connections_of
from linli.signin.queries.requirements import lacks_second_factor, province_of
from linli.signin.queries.sessions import sessions_of
from linli.staff.http import StaffRequest, staff_page
from linli.staff.session_keys import kept_as

WRONG = 422


@never_cache
@staff_page
@require_safe
def overview(request: StaffRequest) -> HttpResponse:
    """Show one's second factors and connections; say so where the role needs a factor and there is none."""
    said = {
        "factors": factors_of(user=request.user),
        "connections": connections_of(user=request.user),
        "lacking": lacks_second_factor(viewer=request.viewer),
        "sets_requirements": province_of(viewer=request.viewer) is not None,
    }
    return render(request, "signin/overview.html", said)


@never_cache
@staff_page
@require_safe
def recovery_codes(request: StaffRequest) -> HttpResponse:
    """Show one's recovery codes, the first time only; without any go back."""
    if factors_of(user=request.user).codes_left is None:
        return redirect("mfa_index")
    return cast("HttpResponse", ViewRecoveryCodesView.as_view()(request))


@sensitive_post_parameters("password")
@never_cache
@staff_page
def password_again(request: StaffRequest) -> HttpResponse:
    """Ask for the password once more, then go on with what was begun."""
    form = forms.PasswordAgainForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        if request.user.check_password(form.cleaned_data["password"]):
            reauthenticate_by_password(request)
            return cast("HttpResponse", resume_request(request) or redirect("mfa_index"))
        form.add_error("password", _("密码不对，请再试一次。"))
    said = {"form": form, "next": request.POST.get("next", request.GET.get("next", ""))}
    return render(request, "signin/password_again.html", said, status=WRONG if form.errors else 200)


@never_cache
@staff_page
@require_safe
def sessions(request: StaffRequest) -> HttpResponse:
    """List where one is signed in."""
    found = sessions_of(
        user=request.user, current=kept_as(key=request.session.session_key), now=timezone.now()
    )
    return render(request, "signin/sessions.html", {"sessions": found})


@staff_page
@require_POST
def end_one(request: StaffRequest, session_id: int) -> HttpResponse:
    """Sign one's account out at one place; 404 for a session of somebody else."""
    if not end_session(user=request.user, session_id=session_id, now=timezone.now()):
        raise Http404
    messages.success(request, _("已在那里退出。"))
    return redirect("usersessions_list")


@staff_page
@require_POST
def end_others(request: StaffRequest) -> HttpResponse:
    """Sign one's account out everywhere but here."""
    end_other_sessions(
        user=request.user, current=kept_as(key=request.session.session_key), now=timezone.now()
    )
    messages.success(request, _("已在其他地方全部退出。"))
    return redirect("usersessions_list")


@sensitive_post_parameters()
@never_cache
@staff_page
def change_password(request: StaffRequest) -> HttpResponse:
    """Change one's own password; every other session ends with it, as Django ties sessions to the password.

    Whoever has none that they chose, but came in by one that was given or by a one-time code, chooses the first one.
    """
    user = request.user
    is_first = must_choose(user=user)
    form = SetPasswordForm if is_first or not user.has_usable_password() else PasswordChangeForm
    before = request.session.session_key
    view = PasswordChangeView.as_view(form_class=form, extra_context={"is_first": is_first})
    with transaction.atomic():
        response = cast("HttpResponse", view(request))
        if request.method == "POST" and response.status_code == 302:  # noqa: PLR2004
            note_password_changed(user=user, before=before, session=request.session, now=timezone.now())
    return response
