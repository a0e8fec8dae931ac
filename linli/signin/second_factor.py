"""The forms of second factors where Linli asks more than allauth: a code counts once, and no secret lies in a session."""

from typing import Any, Final

from allauth.core import context
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.totp.internal.auth import generate_totp_secret
from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from linli.signin.commands.second_factor import authenticator_of_code
from linli.signin.rules import matching_step
from linli.staff.models import User

PENDING: Final = "linli_totp_pending"  # the secret that is being set up, sealed
CODE_INPUT: Final = {
    "autocomplete": "one-time-code",
    "autofocus": True,
    "class": "code-input",
    "maxlength": "12",
}


class CodeForm(AuthenticateForm):
    """Six digits of an app, or a recovery code."""

    code = forms.CharField(label=gettext_lazy("验证码"), widget=forms.TextInput(attrs=CODE_INPUT))

    def clean_code(self) -> str:
        """Find the authenticator that the code belongs to."""
        code: str = self.cleaned_data["code"]
        found = authenticator_of_code(user=self.user, code=code, now=timezone.now())
        if found is None:
            raise forms.ValidationError(_("验证码不对，或者已经用过。"), code="wrong")
        self.authenticator = found
        return code


class EnrolForm(ActivateTOTPForm):
    """The first code of an app, which shows that it has the secret."""

    code = forms.CharField(
        label=gettext_lazy("应用里显示的 6 位数字"),
        widget=forms.TextInput(attrs=CODE_INPUT | {"inputmode": "numeric"}),
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        self.user = user
        forms.Form.__init__(self, *args, **kwargs)
        session = context.request.session
        if not self.is_bound or PENDING not in session:
            session[PENDING] = get_adapter().encrypt(generate_totp_secret())
        self.secret = get_adapter().decrypt(session[PENDING])

    def clean_code(self) -> str:
        """Compare the code with the secret that was shown."""
        code: str = self.cleaned_data["code"]
        if matching_step(secret=self.secret, code=code, at=timezone.now()) is None:
            raise forms.ValidationError(
                _("数字不对。请看应用里最新的 6 位数字，并核对手机时间。"), code="wrong"
            )
        return code
