"""Shapes of what staff type about people: decisions on pairs, calls, who rings."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from linli.clock import SHANGHAI
from linli.day_fields import MomentField
from linli.people.labels import CALL_OUTCOMES, PURPOSES, WAYS


def _clock() -> forms.DateTimeInput:
    """Return where a day and an hour are typed, Shanghai time."""
    return forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")


def _in_shanghai(at: datetime | None) -> datetime | None:
    return at.astimezone(SHANGHAI) if at else None


class DecisionForm(forms.Form):
    """Whether two entries are one person; the button says which, the reason says why."""

    decision = forms.ChoiceField(choices=[("SAME", ""), ("DIFFERENT", "")], widget=forms.HiddenInput)
    reason = forms.CharField(
        label=_("依据"), max_length=200, help_text=_("例如：打电话核实过，两条都是本人。")
    )


class UndoForm(forms.Form):
    """Why a join was wrong."""

    reason = forms.CharField(label=_("撤销合并的原因"), max_length=200)


class CallForm(forms.Form):
    """One call with a family."""

    id = forms.UUIDField(widget=forms.HiddenInput)
    way = forms.ChoiceField(label=_("联系方式"), choices=WAYS, widget=forms.RadioSelect, initial="CALL")
    outcome = forms.ChoiceField(
        label=_("联系结果"), choices=CALL_OUTCOMES, widget=forms.RadioSelect, initial="REACHED"
    )
    purpose = forms.ChoiceField(label=_("联系事由"), choices=PURPOSES, initial="HEALTH")
    at = MomentField(label=_("联系时间"), widget=_clock())
    office = forms.CharField(
        label=_("由哪个单位联系"),
        max_length=60,
        required=False,
        help_text=_("代其他单位记录时填写，例如：区疾控中心 张医生。"),
    )
    note = forms.CharField(label=_("备注"), max_length=200, required=False)
    not_before = MomentField(label=_("在此之前请勿再联系"), required=False, widget=_clock())
    early_reason = forms.CharField(label=_("提前联系的原因"), max_length=200, required=False)

    def clean_at(self) -> datetime | None:
        """Return the moment as an aware one of Shanghai."""
        return _in_shanghai(self.cleaned_data["at"])

    def clean_not_before(self) -> datetime | None:
        """Return the moment as an aware one of Shanghai, or None."""
        return _in_shanghai(self.cleaned_data["not_before"])

    def clean(self) -> dict[str, Any]:
        """Ask that what is not to be before lies after the call."""
        said = super().clean() or {}
        at, not_before = said.get("at"), said.get("not_before")
        if at and not_before and not_before <= at:
            self.add_error("not_before", _("应晚于这次联系的时间。"))
        return said


class PlanForm(forms.Form):
    """Who alone rings, and not before when."""

    caller = forms.TypedChoiceField(label=_("专人联系"), required=False, empty_value=None)
    not_before = MomentField(label=_("在此之前请勿再联系"), required=False, widget=_clock())

    def __init__(self, *args: Any, callers: Sequence[tuple[str, str | Promise]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["caller"].choices = [("", _("不指定专人")), *callers]  # type: ignore[attr-defined]  # of a choice field

    def clean_not_before(self) -> datetime | None:
        """Return the moment as an aware one of Shanghai, or None."""
        return _in_shanghai(self.cleaned_data["not_before"])
