"""Shapes of what is typed about an emergency. Meaning is checked by commands."""

from django import forms
from django.utils.translation import gettext_lazy as _

from linli.emergencies.labels import EMERGENCY_KINDS


class EmergencyForm(forms.Form):
    """Something that must be known at once."""

    id = forms.UUIDField(widget=forms.HiddenInput)  # the same form again is the same emergency
    kind = forms.ChoiceField(label=_("发生了什么"), choices=EMERGENCY_KINDS, widget=forms.RadioSelect)
    words = forms.CharField(
        label=_("简要情况"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("时间、地点、现状、需要什么。不要写姓名和证件号码，上级也会看到。"),
    )
    people = forms.IntegerField(label=_("涉及人数"), required=False, min_value=0, max_value=100_000)


class AnswerForm(forms.Form):
    """What is done about it."""

    words = forms.CharField(
        label=_("正在做什么"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
