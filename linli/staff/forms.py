"""Shapes of what administrators type about staff."""

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from linli.areas.rules import AreaCode, NotAnAreaCode
from linli.staff.labels import ROLES
from linli.staff.rights import Role


class PostForm(forms.Form):
    """A role at an area."""

    role = forms.ChoiceField(label=_("岗位"), choices=list(ROLES.items()))
    area = forms.CharField(
        label=_("区划代码"),
        max_length=15,
        help_text=_("省 2 位、市 4 位、县 6 位、街道 9 位、社区 12 位、网格 15 位"),
    )

    def clean_role(self) -> Role:
        """Return the role."""
        return Role(self.cleaned_data["role"])

    def clean_area(self) -> AreaCode:
        """Return the code of an area."""
        try:
            return AreaCode(self.cleaned_data["area"].strip())
        except NotAnAreaCode as error:
            raise ValidationError(_("区划代码应为 2、4、6、9、12 或 15 位数字。"), code="shape") from error


class UserForm(PostForm):
    """A new user with the first post."""

    username = forms.CharField(label=_("用户名"), max_length=60, help_text=_("登录时用，一人一个。"))
    full_name = forms.CharField(label=_("姓名"), max_length=60)
    password = forms.CharField(
        label=_("初始密码"),
        max_length=128,
        help_text=_("至少 10 位，不要用常见密码；请本人首次登录后修改。"),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    field_order = ["username", "full_name", "password", "role", "area"]

    def clean_password(self) -> Any:
        """Return a password that the rules accept."""
        validate_password(self.cleaned_data["password"])
        return self.cleaned_data["password"]
