"""Shapes of a doctor's word on an illness, of a test, and of what was told by mistake. Meaning is checked by commands."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from linli.day_fields import DayField
from linli.observation.labels import JUDGEMENTS, LAB_RESULTS


class FindingForm(forms.Form):
    """What a doctor found."""

    judgement = forms.ChoiceField(label=_("医生判断"), choices=JUDGEMENTS, widget=forms.RadioSelect)
    words = forms.CharField(
        label=_("检查所见"), max_length=300, error_messages={"required": _("请写明检查所见。")}
    )
    refer = forms.BooleanField(
        label=_("送发热门诊"),
        required=False,
        help_text=_("现在就由您接手送医，时限从现在算起。"),
    )


class CaseAtHomeForm(forms.Form):
    """Why somebody may be released although another of the household is a case."""

    reason = forms.CharField(
        label=_("理由"),
        max_length=200,
        help_text=_("例如：1 月 10 日起没有同住，没有接触。"),
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
