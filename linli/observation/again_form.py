"""The question that a form of a check asks where the same result was recorded a moment ago."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from linli.clock import SHANGHAI
from linli.observation.labels import OUTCOMES
from linli.observation.models import Check


def again_field() -> forms.BooleanField:
    """Return the field that says "measured again"; it is not seen until `ask_again`."""
    return forms.BooleanField(
        label=gettext_lazy("确实又查了一次，再登记一条"), required=False, widget=forms.HiddenInput
    )


def show_again(*, form: forms.Form, told: Check | None) -> bool:
    """Ask at the form whether it is a second one, unless that was ticked; say whether it may be recorded.

    told: what `told_twice` found, None for nothing.
    """
    if told is None:
        return True
    form.fields["again"].widget = forms.CheckboxInput()
    if form.cleaned_data.get("again"):
        return True
    form.add_error("again", _words(told))
    return False


def show_each_again(*, told: Sequence[forms.Form], again: Mapping[UUID, Check]) -> bool:
    """Do as `show_again` for forms that are saved together; again: the id that a form carries -> what `told_twice` found."""
    answers = [
        show_again(form=form, told=again.get(form.cleaned_data["id"])) for form in told
    ]  # each is asked
    return all(answers)


def _words(told: Check) -> Any:
    tenths = told.temperature_tenths
    what = f"{tenths // 10}.{tenths % 10} ℃" if tenths is not None else dict(OUTCOMES)[told.outcome]
    said = {"at": f"{told.received_at.astimezone(SHANGHAI):%H:%M}", "what": what}
    return _("%(at)s 您已经登记过：%(what)s。要再登记一条，请勾选；不是，就不用再保存。") % said
