"""Shapes of what is decided about one observation. Meaning is checked by commands."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from linli.day_fields import DayField
from linli.observation.labels import LAB_RESULTS, PLACES, Label


class ExtendForm(forms.Form):
    """Until when longer, and why."""

    last_on = DayField(label=_("延长到"), widget=forms.DateInput(attrs={"type": "date"}))
    reason = forms.CharField(
        label=_("理由"),
        max_length=200,
        help_text=_("例如：同住家人确诊，最后接触在 2 月 3 日。"),
        error_messages={"required": _("请写明理由。")},
    )


class CaseAtHomeForm(forms.Form):
    """Why somebody may be released although another of the household is a case."""

    reason = forms.CharField(
        label=_("理由"),
        max_length=200,
        help_text=_("例如：1 月 10 日起没有同住，没有接触。"),
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


class DeathForm(forms.Form):
    """When somebody died in hospital, and how that is known."""

    died_on = DayField(label=_("去世日期"), required=False, widget=forms.DateInput(attrs={"type": "date"}))
    day_unknown = forms.BooleanField(label=_("不知道是哪天"), required=False)
    reason = forms.CharField(
        label=_("说明"),
        max_length=200,
        help_text=_("例如：区医院电话告知。"),
        error_messages={"required": _("请写明从哪里得知。")},
    )

    def clean(self) -> dict[str, Any]:
        """Ask for the day, or that nobody knows it."""
        said = super().clean() or {}
        if "died_on" not in self.errors and bool(said.get("died_on")) == bool(said.get("day_unknown")):
            self.add_error("died_on", _("请填写去世日期；没有人知道的，请勾选“不知道是哪天”。"))
        return said


class TakeBackForm(forms.Form):
    """What was told by mistake, and why."""

    told = forms.ChoiceField(
        label=_("撤回哪一条"),
        widget=forms.RadioSelect,
        error_messages={"required": _("请选择撤回哪一条。")},
    )
    reason = forms.CharField(
        label=_("为什么撤回"), max_length=200, error_messages={"required": _("请写明为什么撤回。")}
    )

    def __init__(self, *args: Any, told: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["told"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 (declared above)
        field.choices = list(told)


class LabTestForm(forms.Form):
    """When a sample was taken, and what it said."""

    taken_on = DayField(label=_("采样日期"), widget=forms.DateInput(attrs={"type": "date"}))
    result = forms.ChoiceField(label=_("结果"), choices=LAB_RESULTS, widget=forms.RadioSelect)
    words = forms.CharField(
        label=_("依据"),
        max_length=200,
        help_text=_("例如：区医院报告单，编号 0123。"),
        error_messages={"required": _("请写明结果从哪里来。")},
    )
