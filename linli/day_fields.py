"""Days and moments as people type them: in years that anybody alive could mean."""

from datetime import date, datetime
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

# Nobody here was born before; from the last on, adding a day may be more than a day can be. That a day merely lies ahead is for
# each page to judge, in its own words.
FIRST_YEAR: Final = 1900
LAST_YEAR: Final = 3000


def _refuse_year(day: date | None) -> None:
    if day is not None and not FIRST_YEAR <= day.year < LAST_YEAR:
        raise ValidationError(_("年份不对，请核对。"), code="year")


class DayField(forms.DateField):
    """A day from 1900 to 2999."""

    def to_python(self, value: Any) -> date | None:
        """Return a day, None for blank. Raises ValidationError for what is none, or lies in another age."""
        day = super().to_python(value)
        _refuse_year(day)
        return day


class MomentField(forms.DateTimeField):
    """A moment in Asia/Shanghai from 1900 to 2999."""

    def to_python(self, value: Any) -> datetime | None:
        """Return an aware moment, None for blank. Raises ValidationError for what is none, or lies in another age."""
        try:
            at = super().to_python(value)
        except OverflowError:
            raise ValidationError(_("年份不对，请核对。"), code="year") from None
        _refuse_year(at)
        return at
