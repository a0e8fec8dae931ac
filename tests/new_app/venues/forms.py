"""Shapes of what is typed about venues."""

from django import forms
from django.utils.translation import gettext_lazy as _


class InspectionForm(forms.Form):
    """What was found."""

    id = forms.UUIDField(widget=forms.HiddenInput)
    found_open = forms.BooleanField(label=_("仍在营业"), required=False)
    note = forms.CharField(label=_("备注"), max_length=200, required=False)
