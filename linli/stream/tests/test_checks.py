"""The shape of a stream table: a wrong one is reported before anything runs on it."""

from collections.abc import Iterator

import pytest
from django.apps import apps
from django.core.checks import run_checks
from django.db import models
from django.test.utils import isolate_apps

from linli.stream.checks import check_stream_tables
from linli.stream.tables import STREAM_TABLES, county_of, stream_table


@pytest.fixture(autouse=True)
def own_tables() -> Iterator[None]:
    """Let a test declare tables of its own, unknown to every other test."""
    known = list(STREAM_TABLES)
    with isolate_apps("linli.stream"):
        yield
    STREAM_TABLES[:] = known


def reported(model: type[models.Model]) -> list[tuple[str | None, str]]:
    return [(found.id, found.msg) for found in check_stream_tables() if found.obj is model]


def test_the_tables_of_linli_are_well_shaped() -> None:
    assert STREAM_TABLES
    assert check_stream_tables() == []


def test_a_well_shaped_table_is_not_reported() -> None:
    @stream_table
    class Good(models.Model):
        pk = models.CompositePrimaryKey("county", "id")
        county = models.CharField(max_length=6)
        id = models.UUIDField()
        at = models.DateTimeField()

        class Meta:
            app_label = "stream"
            indexes = [models.Index(name="good_at", fields=["county", "at"])]
            constraints = [
                models.UniqueConstraint(name="good_once", fields=["county", "at"]),
                models.CheckConstraint(name="good_named", condition=~models.Q(county="")),
            ]

    assert reported(Good) == []


def test_a_key_of_its_own_is_reported() -> None:
    @stream_table
    class Plain(models.Model):
        id = models.UUIDField(primary_key=True)
        county = models.CharField(max_length=6)

        class Meta:
            app_label = "stream"

    assert [code for code, _ in reported(Plain)] == ["linli.E001"]


def test_a_key_in_the_wrong_order_is_reported() -> None:
    @stream_table
    class Reversed(models.Model):
        pk = models.CompositePrimaryKey("id", "county")
        county = models.CharField(max_length=6)
        id = models.UUIDField()

        class Meta:
            app_label = "stream"

    assert [code for code, _ in reported(Reversed)] == ["linli.E001"]


def test_constraints_and_indexes_that_do_not_begin_with_county_are_reported_by_name() -> None:
    @stream_table
    class Late(models.Model):
        pk = models.CompositePrimaryKey("county", "id")
        county = models.CharField(max_length=6)
        id = models.UUIDField()
        at = models.DateTimeField()

        class Meta:
            app_label = "stream"
            indexes = [
                models.Index(name="late_at", fields=["at", "county"]),
                models.Index(models.F("at"), name="late_expression"),
            ]
            constraints = [models.UniqueConstraint(name="late_once", fields=["at"])]

    found = reported(Late)
    assert {code for code, _ in found} == {"linli.E002"}
    assert [msg.split("'")[1] for _, msg in found] == ["late_once", "late_at", "late_expression"]


def test_a_column_unique_by_itself_is_reported() -> None:
    @stream_table
    class Alone(models.Model):
        pk = models.CompositePrimaryKey("county", "id")
        county = models.CharField(max_length=6)
        id = models.UUIDField(unique=True)

        class Meta:
            app_label = "stream"

    assert [code for code, _ in reported(Alone)] == ["linli.E003"]


def test_a_wrong_table_stops_the_start() -> None:
    @stream_table
    class Wrong(models.Model):
        county = models.CharField(max_length=6)

        class Meta:
            app_label = "stream"

    found = run_checks(app_configs=[apps.get_app_config("stream")])
    assert [error.id for error in found if error.obj is Wrong and error.is_serious()] == ["linli.E001"]


def test_a_table_that_never_asked_to_be_one_is_left_alone() -> None:
    class Small(models.Model):
        name = models.CharField(max_length=6, unique=True)

        class Meta:
            app_label = "stream"

    assert Small not in STREAM_TABLES
    assert reported(Small) == []


@pytest.mark.parametrize(
    ("area", "county"),
    [
        ("340102001001001", "340102"),
        ("340102001", "340102"),
        ("340102", "340102"),
        ("3401", "3401"),
        ("34", "34"),
    ],
)
def test_the_county_of_an_area(area: str, county: str) -> None:
    assert county_of(area) == county
