"""What is typed when signing in."""

from collections.abc import Sequence
from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from linli.signin.rules import CODE_DIGITS

SHARED: Final = _("这是公用电脑")
SHARED_HELP: Final = _("勾选后，15 分钟没有操作就自动退出；不勾选，登录保持一个工作日（12 小时）。")


class SignInForm(forms.Form):
    """Name and password."""

    username = forms.CharField(
        label=_("用户名"),
        max_length=60,
        widget=forms.TextInput(
            attrs={"autocomplete": "username", "autocapitalize": "none", "autofocus": True}
        ),
    )
    password = forms.CharField(
        label=_("密码"),
        max_length=128,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    shared = forms.BooleanField(label=SHARED, required=False, help_text=SHARED_HELP)


class CodeSignInForm(forms.Form):
    """Name and a one-time code."""

    username = forms.CharField(
        label=_("用户名"),
        max_length=60,
        widget=forms.TextInput(
            attrs={"autocomplete": "username", "autocapitalize": "none", "autofocus": True}
        ),
    )
    code = forms.CharField(
        label=_("8 位登录码"),
        max_length=CODE_DIGITS * 2,
        widget=forms.TextInput(
            attrs={"autocomplete": "one-time-code", "inputmode": "numeric", "class": "code-input"}
        ),
    )
    shared = forms.BooleanField(label=SHARED, required=False, help_text=SHARED_HELP)


class HelperForm(forms.Form):
    """Somebody who helps, and where."""

    name = forms.CharField(label=_("志愿者姓名"), max_length=60)
    community = forms.ChoiceField(label=_("社区"))

    def __init__(self, data: Any, *, communities: Sequence[tuple[str, str]]) -> None:
        super().__init__(data)
        field = self.fields["community"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 (declared above)
        field.choices = list(communities)


class PasswordAgainForm(forms.Form):
    """The password once more."""

    password = forms.CharField(
        label=_("密码"),
        max_length=128,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password", "autofocus": True}),
    )
