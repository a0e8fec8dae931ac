"""Fields for what identifies somebody, cleaned as they are typed and refused in a sentence."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from linli.people.rules import BadIdNumber, BadName, BadPhone, clean_name, id_number, phone
from linli.people.rules.papers import BadPaperNumber, Paper, PaperNumber, paper_number


class NameField(forms.CharField):
    """A name without stray spaces."""

    def clean(self, value: Any) -> str:
        """Return the name. Raises ValidationError for what is none."""
        text: str = super().clean(value)
        try:
            return clean_name(text=text)
        except BadName as error:
            raise ValidationError(_("请填写姓名，至少两个字。"), code="name") from error


class IdNumberField(forms.CharField):
    """A checked ID number of 18 digits, or ''; an old one of 15 is lengthened."""

    def clean(self, value: Any) -> str:
        """Return the number. Raises ValidationError for one that cannot be."""
        text: str = super().clean(value).strip()
        try:
            return id_number(text=text).text if text else ""
        except BadIdNumber as error:
            raise ValidationError(_("身份证号不对，请核对后重填。"), code="id_number") from error


class PhoneField(forms.CharField):
    """A cleaned mobile or landline number, or ''."""

    def clean(self, value: Any) -> str:
        """Return the number. Raises ValidationError for one that cannot be."""
        text: str = super().clean(value).strip()
        try:
            return phone(text=text) if text else ""
        except BadPhone as error:
            raise ValidationError(
                _("电话号码不对：手机 11 位，座机带区号，境外号码以 + 开头。"), code="phone"
            ) from error


def paper_typed(*, kind: str, text: str) -> PaperNumber | None:
    """Return the number of a certificate typed beside its kind, None for none. Raises ValidationError."""
    if not text.strip():
        return None
    try:
        return paper_number(kind=Paper(kind), text=text)
    except BadIdNumber as error:
        raise ValidationError(
            _("身份证号不对，请核对后重填；其他证件请改选证件类型。"), code="id_number"
        ) from error
    except BadPaperNumber as error:
        raise ValidationError(_("证件号码看不懂，请只填写证件上的字母和数字。"), code="id_number") from error
