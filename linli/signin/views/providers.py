"""WeCom and DingTalk: there and back. Where a provider is not set up, its addresses do not exist."""

from collections.abc import Callable
from functools import wraps

from allauth.account.internal.flows.reauthentication import raise_if_reauthentication_required
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.providers.base.constants import AuthProcess
from allauth.socialaccount.providers.dingtalk.views import oauth2_callback as dingtalk_back
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from linli.signin.commands.providers import disconnect_provider
from linli.signin.queries.providers import NAMES, providers_offered
from linli.signin.wecom.views import oauth2_callback as wecom_back
from linli.staff.http import StaffRequest, staff_page


@never_cache
@require_safe
def sign_in(request: HttpRequest, provider: str) -> HttpResponseBase:
    """Go to the provider to sign in there."""
    _known(provider)
    asked = request.GET.get("next", "")
    own = url_has_allowed_host_and_scheme(asked, allowed_hosts={request.get_host()})
    return redirect(_address(request, provider, AuthProcess.LOGIN, asked if own else "/"))


@never_cache
@staff_page
@require_POST
def connect(request: StaffRequest, provider: str) -> HttpResponse:
    """Show the way to the provider to connect the account there, once the password was typed again.

    A link, because a form may not lead to another site (form-action of the policy).
    """
    _known(provider)
    raise_if_reauthentication_required(request, app="allauth.mfa")
    address = _address(request, provider, AuthProcess.CONNECT, "/sign-in/security/")
    return render(request, "signin/connect.html", {"address": address, "name": NAMES[provider]})


@staff_page
@require_POST
def disconnect(request: StaffRequest, provider: str) -> HttpResponse:
    """End the connection."""
    _known(provider)
    if disconnect_provider(user=request.user, provider=provider, now=timezone.now()):
        messages.success(request, _("已断开。"))
    return redirect("mfa_index")


def _only_where_set_up(
    provider: str, view: Callable[[HttpRequest], HttpResponseBase]
) -> Callable[[HttpRequest], HttpResponseBase]:
    @never_cache
    @require_safe
    @wraps(view)
    def page(request: HttpRequest) -> HttpResponseBase:
        _known(provider)
        return view(request)

    return page


wecom_callback = _only_where_set_up("wecom", wecom_back)
dingtalk_callback = _only_where_set_up("dingtalk", dingtalk_back)


def _known(provider: str) -> None:
    if provider not in {offered.id for offered in providers_offered()}:
        raise Http404


def _address(request: HttpRequest, provider: str, process: AuthProcess, next_: str) -> str:
    found = get_adapter().get_provider(request, provider)
    scope = settings.SOCIALACCOUNT_PROVIDERS[provider].get("SCOPE", [])
    return str(found.redirect(request, process=process, next_url=next_, scope=scope)["Location"])
