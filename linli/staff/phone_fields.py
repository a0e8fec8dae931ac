"""Telephones of the work, as people type them."""

import re
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

PHONE: Final = re.compile(r"\+?[0-9][0-9 -]{1,18}[0-9]")
PHONE_LENGTH: Final = 20


class PhoneField(forms.CharField):
    """A telephone that can be dialled; blank where it need not be told."""

    def __init__(self, **more: Any) -> None:
        widget = forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "off"})
        super().__init__(
            **{
                "label": _("工作电话"),
                "max_length": PHONE_LENGTH,
                "required": False,
                "widget": widget,
                **more,
            }
        )

    def validate(self, value: str) -> None:
        """Raise ValidationError for what nobody can dial."""
        super().validate(value)
        if value and not PHONE.fullmatch(value):
            raise ValidationError(_("请填写能拨打的电话。"), code="phone")
