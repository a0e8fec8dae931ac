"""A temperature as people type it."""

from decimal import Decimal, InvalidOperation
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

BEYOND: Final = 100  # three digits are kept: 99.9


FULL_WIDTH = str.maketrans("０１２３４５６７８９．。，", "0123456789...")


class TenthsField(forms.CharField):
    """A temperature as people type it: 36.5, 365, 36,5, 36 5 or full width; gives tenths of a degree, or None."""

    default_error_messages = {"shape": _("请填写体温，例如 36.5。")}

    def to_python(self, value: Any) -> Any:
        """Return tenths of a degree Celsius, None for blank. Raises ValidationError for what is no number."""
        text = (
            str(value or "")
            .translate(FULL_WIDTH)
            .replace("℃", "")
            .replace("°C", "")
            .strip()
            .replace(",", ".")
        )
        text = ".".join(text.split())
        if not text:
            return None
        if text.isdigit() and len(text) == len("365"):
            text = f"{text[:2]}.{text[2:]}"
        try:
            degrees = Decimal(text)
        except InvalidOperation as error:
            raise ValidationError(self.error_messages["shape"], code="shape") from error
        # Size before all else: NaN has none, and ten times 1e999999 is more than a number can be.
        if not degrees.is_finite() or not 0 <= degrees < BEYOND or degrees * 10 != int(degrees * 10):
            raise ValidationError(self.error_messages["shape"], code="shape")
        return int(degrees * 10)
