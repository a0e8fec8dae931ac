"""Shapes of what is decided about one observation. Meaning is checked by commands."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from linli.day_fields import DayField
from linli.observation.labels import PLACES, Label


class ExtendForm(forms.Form):
    """Until when longer, and why."""

    last_on = DayField(label=_("延长到"), widget=forms.DateInput(attrs={"type": "date"}))
    reason = forms.CharField(
        label=_("理由"),
        max_length=200,
        help_text=_("例如：同住家人确诊，最后接触在 2 月 3 日。"),
        error_messages={"required": _("请写明理由。")},
    )


class UnextendForm(forms.Form):
    """Which of the extensions is taken back, and why. One alone is chosen already: there is nothing else to choose."""

    extension = forms.ChoiceField(label=_("撤回哪一次"), widget=forms.RadioSelect)
    reason = forms.CharField(
        label=_("撤回的理由"),
        max_length=200,
        help_text=_("例如：点错了人；家人的接触日期听错了。"),
        error_messages={"required": _("请写明理由。")},
    )

    def __init__(self, *args: Any, choices: Sequence[tuple[str, Label]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["extension"].choices = choices  # type: ignore[attr-defined]  # a ChoiceField, as declared above
        if len(choices) == 1:
            self.fields["extension"].initial = choices[0][0]


class PlaceForm(forms.Form):
    """Where somebody is observed from now on, and why."""

    place = forms.ChoiceField(label=_("在哪里观察"), choices=PLACES, widget=forms.RadioSelect)
    reason = forms.CharField(
        label=_("理由"),
        max_length=200,
        help_text=_("例如：家里不能单独住，转到区集中观察点。"),
        error_messages={"required": _("请写明理由。")},
    )
