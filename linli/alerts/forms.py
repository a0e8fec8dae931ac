"""What a doctor types of an event."""

from django import forms
from django.utils.translation import gettext_lazy as _

from linli.day_fields import MomentField


class ReviewForm(forms.Form):
    """Why the alerts of somebody are closed; `seen`: the moment of the last one that the page showed."""

    seen = MomentField(required=False, widget=forms.HiddenInput)
    reason = forms.CharField(label=_("复核结论"), max_length=200)
