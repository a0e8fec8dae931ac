"""Shape of a step after a refusal. Meaning is checked by commands."""

from django import forms
from django.utils.translation import gettext_lazy as _

from linli.observation.rules.refusals import RefusalStep


class RefusalStepForm(forms.Form):
    """What was said and to whom, for the step that the page showed."""

    step = forms.TypedChoiceField(
        choices=[(step.value, step.value) for step in RefusalStep],
        coerce=RefusalStep,
        widget=forms.HiddenInput,
    )
    reason = forms.CharField(
        label=_("经过"),
        max_length=200,
        help_text=_("什么时候、对谁说的、怎么答复。"),
        error_messages={"required": _("请写明经过。")},
    )
