"""Shapes of what the secretary types about retention."""

from django import forms
from django.utils.translation import gettext_lazy as _

from linli.day_fields import DayField


class HoldForm(forms.Form):
    """Until when somebody is held back, and why."""

    until = DayField(
        label=_("暂缓到（含当天）"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    reason = forms.CharField(
        label=_("理由"),
        max_length=200,
        help_text=_("例如：本人投诉还在处理。"),
        error_messages={"required": _("请写明理由。")},
    )
