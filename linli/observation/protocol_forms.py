"""To which version an observation is moved, and why."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from linli.observation.labels import Label


class MoveProtocolForm(forms.Form):
    """To which version an observation is moved, and why."""

    protocol = forms.ChoiceField(label=_("改用"), widget=forms.RadioSelect)
    reason = forms.CharField(label=_("理由"), max_length=200)

    def __init__(self, *args: Any, choices: Sequence[tuple[str, Label]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["protocol"].choices = choices  # type: ignore[attr-defined]  # a ChoiceField, as declared above
