"""What Linli decides where allauth asks: no sign-up, no mail, sealed secrets, one place that a sign-in ends at."""

from base64 import b64decode, b64encode
from collections.abc import Mapping
from typing import Any, Final

import segno
from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.providers.base.constants import AuthError, AuthProcess
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from linli.sealing.seals import seal, unseal
from linli.signin.commands.providers import (
    ConnectedToAnother,
    Failed,
    Why,
    connect_provider,
    note_failed_there,
)
from linli.signin.commands.sign_in import Browser, SignIn, Way, finish_sign_in
from linli.signin.places import address_of, name_browser, place_of
from linli.staff.models import User

# What allauth would say out of its own templates, in Linli's words; what is missing here is not said.
SAID: Final[dict[str, Promise]] = {
    "mfa/messages/totp_activated.txt": gettext_lazy("验证器已启用。"),
    "mfa/messages/totp_deactivated.txt": gettext_lazy("验证器已停用。"),
    "mfa/messages/webauthn_added.txt": gettext_lazy("通行密钥已添加。"),
    "mfa/messages/webauthn_removed.txt": gettext_lazy("通行密钥已删除。"),
}
AGENT_LENGTH: Final = 200  # of allauth's column
# Where an address is not known (a socket instead of a network), for allauth's list of sessions, which wants one.
NO_ADDRESS: Final = "0.0.0.0"  # noqa: S104 (nothing is bound)


class AccountAdapter(DefaultAccountAdapter):
    """Signing in; accounts are made by administrators alone."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody signs up."""
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        """Return the address by Linli's own setting of proxies."""
        return address_of(request) or NO_ADDRESS

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, str]]:
        """Ask for the password, which everybody has."""
        if not user.is_authenticated:
            return []
        return [{"id": "reauthenticate", "description": _("密码"), "url": reverse("account_reauthenticate")}]

    def respond_user_inactive(self, request: HttpRequest, user: User) -> HttpResponse:
        """Send somebody who is no longer active back without saying why."""
        return redirect("account_login")

    def add_message(
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        message_context: dict[str, Any] | None = None,
        extra_tags: str = "",
        message: str | None = None,
    ) -> None:
        """Say it in Linli's words."""
        said = message or SAID.get(message_template or "")
        if said:
            messages.add_message(request, level, str(said), extra_tags=extra_tags)

    def post_login(
        self, request: HttpRequest, user: User, *, signal_kwargs: dict[str, Any] | None, **told: Any
    ) -> HttpResponse:
        """End every sign-in, by whatever way, at one place: what follows from it is done there."""
        response: HttpResponse = super().post_login(request, user, signal_kwargs=signal_kwargs, **told)
        said = signal_kwargs or {}
        finish_sign_in(
            sign_in=SignIn(
                user=user,
                way=Way(said.get("way", Way.PROVIDER)),
                shared=bool(said.get("shared", False)),
                code_of=said.get("code_of", ""),
            ),
            session=request.session,
            place=name_browser(request=request, response=response),
            browser=Browser(
                address=self.get_client_ip(request),
                agent=request.headers.get("User-Agent", "")[:AGENT_LENGTH],
            ),
            now=timezone.now(),
        )
        return response


class SecondFactorAdapter(DefaultMFAAdapter):
    """Second factors; their secrets are sealed with the key that seals ID numbers."""

    def encrypt(self, text: str) -> str:
        """Seal a secret."""
        return b64encode(seal(text)).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Read a sealed secret."""
        return unseal(b64decode(encrypted_text))

    def get_totp_label(self, user: User) -> str:
        """Name the account in the app that shows the codes."""
        return user.username

    def build_totp_svg(self, url: str) -> str:
        """Draw the QR code."""
        drawn: str = segno.make(url, error="m").svg_inline(scale=5, border=4, light="#fff")
        return drawn.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1)

    def generate_authenticator_name(self, user: User, type: Authenticator.Type) -> str:
        """Propose a name for a passkey."""
        count = Authenticator.objects.filter(user_id=user.pk, type=type).count()
        return _("通行密钥 %(number)s") % {"number": count + 1}

    def send_notification_mail(self, *args: Any, **kwargs: Any) -> None:
        """Send nothing: the audit tells of it."""


class ProviderAdapter(DefaultSocialAccountAdapter):
    """WeCom and DingTalk: a way in for accounts that are there, never a way to make one."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        """Say that this account of a provider belongs to nobody here."""
        account = sociallogin.account
        _note(request, Failed(account.provider, Why.UNCONNECTED, uid=account.uid))
        messages.error(request, _("这个账号还没有连接到邻里的用户。请先用密码登录，再在“登录安全”里连接。"))
        raise ImmediateHttpResponse(redirect("account_login"))

    def populate_user(self, request: HttpRequest, sociallogin: Any, data: Any) -> Any:
        """Keep nothing that a provider tells about somebody but the id by which they are known there."""
        sociallogin.account.extra_data = {}
        return sociallogin.user

    def on_authentication_error(
        self,
        request: HttpRequest,
        provider: Any,
        error: str | None = None,
        exception: Exception | None = None,
        extra_context: dict[str, Any] | None = None,
    ) -> None:
        """Write it down and lead back to the sign-in page with a sentence; what the provider said is not kept."""
        if not _is_connecting((extra_context or {}).get("state")):
            why = Why.CANCELLED if error == AuthError.CANCELLED else Why.FAILED
            _note(request, Failed(provider.id, why))
        messages.error(request, _("那边没有完成登录，请再试一次，或用密码登录。"))
        raise ImmediateHttpResponse(redirect("account_login"))

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        """Connect by Linli's own command, with its event; a sign-in goes on as allauth does it."""
        account = sociallogin.account
        if not _is_connecting(sociallogin.state):
            if sociallogin.is_existing and not sociallogin.user.is_active:
                _note(request, Failed(account.provider, Why.INACTIVE, account.uid, sociallogin.user))
            return
        if not isinstance(request.user, User):
            raise ImmediateHttpResponse(redirect("account_login"))
        try:
            connect_provider(
                user=request.user, provider=account.provider, uid=account.uid, now=timezone.now()
            )
        except ConnectedToAnother:
            messages.error(request, _("这个账号已连接到别人，或者您已连接了另一个，没有改变。"))
        else:
            messages.success(request, _("已连接，以后可以这样登录。"))
        raise ImmediateHttpResponse(redirect("mfa_index"))


def _is_connecting(state: Mapping[str, Any] | None) -> bool:
    """Say whether somebody signed in connects an account: that is no sign-in, and an unknown state may be one."""
    return state is not None and state.get("process") == AuthProcess.CONNECT


def _note(request: HttpRequest, failed: Failed) -> None:
    note_failed_there(failed=failed, place=place_of(request), now=timezone.now())
