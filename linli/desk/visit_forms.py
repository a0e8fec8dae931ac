"""Shape of what a clinic tells of a patient whom nobody sent."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from linli.people.fields import PhoneField
from linli.protocols.fields import TenthsField
from linli.referrals.forms import ClockField

# What a clinic's thermometer shows; outside it somebody mistyped.
LOWEST_TENTHS: Final = 340
HIGHEST_TENTHS: Final = 430


class VisitForm(forms.Form):
    """A patient with a fever who came by himself."""

    name = forms.CharField(
        label=_("姓名"), max_length=60, error_messages={"required": _("请填写病人的姓名。")}
    )
    phone = PhoneField(
        label=_("电话"),
        max_length=20,
        help_text=_("核对他是不是社区正在观察的人；不是的，所住的社区凭姓名和电话找到他。"),
        error_messages={"required": _("请填写病人的电话。")},
    )
    community = forms.ChoiceField(
        label=_("住在哪个社区"), error_messages={"required": _("请选择病人住的社区。")}
    )
    temperature = TenthsField(
        label=_("体温（℃）"),
        widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
        error_messages={"required": _("请填写体温，例如 36.5。")},
    )
    seen_at = ClockField(label=_("就诊时间"), error_messages={"required": _("请填写就诊时间。")})

    def __init__(
        self, *args: Any, communities: Sequence[tuple[str, str]], now: datetime, **kwargs: Any
    ) -> None:
        """Offer the communities of the clinic's county, by township."""
        super().__init__(*args, **kwargs)
        self.now = now
        field = self.fields["community"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 (declared above)
        field.choices = [("", _("请选择")), *communities]

    def clean_temperature(self) -> int:
        """Return tenths of a degree that a body can have."""
        tenths: int = self.cleaned_data["temperature"]
        if not LOWEST_TENTHS <= tenths <= HIGHEST_TENTHS:
            raise ValidationError(_("体温在 34.0 到 43.0 之间，请核对。"), code="range")
        return tenths

    def clean_seen_at(self) -> datetime:
        """Return a moment that has come."""
        at: datetime = self.cleaned_data["seen_at"]
        if at > self.now:
            raise ValidationError(_("就诊时间还没有到，请核对。"), code="future")
        return at


class VisitBackForm(forms.Form):
    """Why a visit that a clinic told of is taken back."""

    back_reason = forms.CharField(
        label=_("为什么撤回"),
        max_length=200,
        help_text=_("例如：登记错了人；体温看错了。"),
        error_messages={"required": _("请写明为什么撤回。")},
    )
