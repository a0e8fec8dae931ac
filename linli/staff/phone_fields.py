"""Telephones of the work, as people type them."""

from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from linli.telephones import BadPhone, phone

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

    def clean(self, value: Any) -> str:
        """Return the number as it is dialled. Raises ValidationError for what is none (docs/rules/people.md#phone)."""
        said: str = super().clean(value)
        try:
            return phone(text=said) if said else ""
        except BadPhone as bad:
            raise ValidationError(
                _("电话不对：手机 11 位；座机写上区号，例如 0551-62345678。"), code="phone"
            ) from bad
