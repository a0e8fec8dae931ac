"""Shapes of what is told of somebody whom another community has registered."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from linli.observation.labels import CHANNELS, OUTCOMES
from linli.protocols.fields import TenthsField
from linli.protocols.labels import SYMPTOMS


class LookForm(forms.Form):
    """How somebody was looked after today."""

    channel = forms.ChoiceField(
        label=_("方式"),
        choices=CHANNELS,
        widget=forms.RadioSelect,
        error_messages={"required": _("请选择这次是怎么查的。")},
    )
    outcome = forms.ChoiceField(label=_("结果"), choices=OUTCOMES)
    temperature = TenthsField(label=_("体温（℃）"), required=False)
    symptoms = forms.MultipleChoiceField(
        label=_("症状"), choices=SYMPTOMS, widget=forms.CheckboxSelectMultiple, required=False
    )
    note = forms.CharField(label=_("备注"), max_length=200, required=False)

    def clean(self) -> dict[str, Any]:
        """Ask for a temperature or a symptom where somebody was seen."""
        said = super().clean() or {}
        seen = said.get("outcome") == "DONE"
        if seen and "temperature" in said and said["temperature"] is None and not said.get("symptoms"):
            self.add_error("temperature", _("请填写体温；没有测到时勾选症状。"))
        return said


class KeepForm(forms.Form):
    """Why the person stays with the community that has them registered."""

    reason = forms.CharField(
        label=_("不转的原因"),
        max_length=200,
        help_text=_("例如：今天已接回本社区家中。"),
        error_messages={"required": _("请写明原因。")},
    )
