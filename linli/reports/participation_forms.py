"""Shapes of what is typed about who takes part. Meaning is checked by commands."""

from datetime import date, datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from linli.day_fields import DayField
from linli.reports.rules.participation import Period

REASON_LENGTH = 200


def _day(label: Any, **more: Any) -> DayField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return DayField(label=label, **{"widget": widget, **more})


class _ReasonForm(forms.Form):
    reason = forms.CharField(
        label=_("原因"), max_length=REASON_LENGTH, error_messages={"required": _("请写明原因。")}
    )


class BeginForm(_ReasonForm):
    """From when on an area takes part, and why."""

    from_on = _day(_("从哪一天起"))
    field_order = ["from_on", "reason"]


class StopForm(_ReasonForm):
    """From when on an area takes part no more, and why."""

    until_on = _day(_("从哪一天起不用上报"))
    field_order = ["until_on", "reason"]


class PeriodForm(_ReasonForm):
    """Which declared period of which decision is meant, and why it is taken back."""

    was_from_on = _day("", widget=forms.HiddenInput)
    was_until_on = _day("", widget=forms.HiddenInput, required=False)
    was_set_at = forms.CharField(widget=forms.HiddenInput, required=False, max_length=40)

    def __init__(
        self, data: Any, *, period: Period | None = None, set_at: datetime | None = None, **more: Any
    ) -> None:
        told: dict[str, Any] = (
            {"was_from_on": period.from_on, "was_until_on": period.until_on} if period else {}
        )
        told["was_set_at"] = set_at.isoformat() if set_at else ""
        super().__init__(data, initial={**told, **self.first(period)}, **more)

    def first(self, period: Period | None) -> dict[str, date | None]:
        """Return what stands in the other fields before anything is typed."""
        return {}

    def clean_was_set_at(self) -> datetime | None:
        """Return when the decision was taken; None where that is not said."""
        try:
            told = datetime.fromisoformat(self.cleaned_data["was_set_at"])
        except ValueError:
            return None
        return told if told.tzinfo else None

    @property
    def period(self) -> Period:
        """The period that is meant."""
        return Period(self.cleaned_data["was_from_on"], self.cleaned_data["was_until_on"])


class CorrectForm(PeriodForm):
    """The right days of a period, and why."""

    from_on = _day(_("从哪一天起"))
    until_on = _day(
        _("到哪一天不再上报"), required=False, help_text=_("空着：一直上报。填的这一天起不用上报。")
    )
    field_order = ["from_on", "until_on", "reason"]

    def first(self, period: Period | None) -> dict[str, date | None]:
        """Return the days as they were declared."""
        return {"from_on": period.from_on, "until_on": period.until_on} if period else {}

    @property
    def right(self) -> Period:
        """The right days."""
        return Period(self.cleaned_data["from_on"], self.cleaned_data["until_on"])
