"""Days and moments that are typed lie in years that anybody could mean, wherever they are typed."""

import inspect
from importlib import import_module
from pathlib import Path

import pytest
from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError

from linli.day_fields import DayField, MomentField

MODULES = sorted((Path(settings.BASE_DIR) / "linli").glob("*/*forms.py"))


@pytest.mark.parametrize("typed", ["1900-01-01", "2020-01-27", "2999-12-31"])
def test_a_day_that_somebody_could_mean_is_read(typed: str) -> None:
    assert DayField().clean(typed).isoformat() == typed
    assert MomentField().clean(f"{typed}T12:00").year == int(typed[:4])


@pytest.mark.parametrize(
    "typed", ["0001-01-01", "1899-12-31", "3000-01-01", "9999-12-31", "2020-02-30", "10000-01-01", "\0"]
)
def test_a_day_of_another_age_is_refused(typed: str) -> None:
    with pytest.raises(ValidationError):
        DayField().clean(typed)
    with pytest.raises(ValidationError):
        MomentField().clean(f"{typed}T00:00")


@pytest.mark.parametrize("module", MODULES, ids=lambda path: f"{path.parent.name}.{path.stem}")
def test_every_form_asks_for_days_by_these_fields(module: Path) -> None:
    """Days of the year 1 and 9999 overflow as soon as anything is added or taken away."""
    loaded = import_module(f"linli.{module.parent.name}.{module.stem}")
    for _name, form in inspect.getmembers(loaded, inspect.isclass):
        for name, field in getattr(form, "base_fields", {}).items():
            assert not isinstance(field, forms.DateField | forms.DateTimeField) or isinstance(
                field, DayField | MomentField
            ), (form, name)
