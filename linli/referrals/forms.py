"""Shape of a step; what a step needs is the table's to say."""

from django import forms
from django.utils.translation import gettext_lazy as _

from linli.referrals.labels import RESULTS, TRANSPORTS
from linli.referrals.rules import State


class StepForm(forms.Form):
    """The next step of a referral and what it is told."""

    to = forms.ChoiceField(choices=[(s.value, s.value) for s in State], widget=forms.HiddenInput)
    transport = forms.ChoiceField(label=_("交通"), choices=[("", "—"), *TRANSPORTS], required=False)
    clinic = forms.CharField(label=_("发热门诊"), max_length=80, required=False)
    result = forms.ChoiceField(label=_("诊断结果"), choices=[("", "—"), *RESULTS], required=False)
    reason = forms.CharField(label=_("说明"), max_length=200, required=False)

    def clean_to(self) -> State:
        """Return the state to go to."""
        return State(self.cleaned_data["to"])
