"""Every field of every table is known as kept or as removed, so that a new one is a decision."""

from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.db import models

from linli.retention.whitelist import NOBODY, PERSONAL, as_page

TABLES = [model for model in apps.get_models() if model.__module__.startswith("linli.")]


@pytest.mark.parametrize("model", TABLES, ids=lambda model: model._meta.label)
def test_every_field_is_decided(model: type[models.Model]) -> None:
    name = model._meta.label
    if name in NOBODY:
        assert name not in PERSONAL
        return
    table = PERSONAL[name]
    if table.gone:
        return
    decided = [*table.kept, *table.removed]
    assert sorted(decided) == sorted({field.name for field in model._meta.concrete_fields})


def test_no_table_is_listed_that_is_not_there() -> None:
    assert {*NOBODY, *PERSONAL} == {model._meta.label for model in TABLES}


def test_who_points_to_a_person_is_personal() -> None:
    pointing = {
        model._meta.label
        for model in TABLES
        for field in model._meta.concrete_fields
        if isinstance(field, models.ForeignKey)
        and field.related_model._meta.label
        in {"people.Person", "people.Household", "observation.Observation"}
    }
    assert len(pointing) > 10
    assert pointing & set(NOBODY) == set()


def test_the_page_says_what_the_table_says() -> None:
    page = (Path(settings.BASE_DIR) / "docs" / "retention.md").read_text()
    assert page == as_page(), "make it again: .venv/bin/linli retention --whitelist > docs/retention.md"
