"""The shape of what a person says to a finding."""

from django import forms
from django.utils.translation import gettext_lazy as _


class FindingAnswerForm(forms.Form):
    """What is behind a finding."""

    answer = forms.CharField(
        label=_("核实的情况"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("请写明核实的情况。")},
    )
