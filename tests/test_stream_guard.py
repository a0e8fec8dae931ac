"""The guard: a statement on a stream table names a county, or it never reaches the database."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from django.apps import apps
from django.db import connection
from django.db.backends.signals import connection_created
from django.db.models import F, QuerySet

from linli.audit.models import AuditAbout, AuditEvent, EventsAreKept
from linli.ids import new_id
from linli.stream.guard import (
    CountyMissing,
    LockedNationally,
    RegisterJoined,
    fault_of,
    guard,
    is_bound,
    national,
)
from linli.stream.tables import STREAM_TABLES

COUNTY = "340102"
# Tables of which no row is ever deleted, county or not.
KEPT = (AuditEvent, AuditAbout)
NOW = datetime(2020, 1, 27, tzinfo=UTC)

Rows = QuerySet[Any]


def rows_of(model: type[Any]) -> Rows:
    rows: Rows = model.objects.all()
    return rows


# Everything that reads or changes rows, and how it looks from outside.
ASK: dict[str, Callable[[Rows], object]] = {
    "list": list,
    "count": lambda rows: rows.count(),
    "exists": lambda rows: rows.exists(),
    "update": lambda rows: rows.update(id=F("id")),
    "delete": lambda rows: rows.delete(),
    "in another": lambda rows: list(
        apps.get_model("areas", "Area").objects.filter(code__in=rows.values("county"))
    ),
}


def test_the_three_large_tables_are_stream_tables() -> None:
    names = {model._meta.label for model in STREAM_TABLES}
    assert names >= {"observation.Check", "duties.Duty", "audit.AuditEvent"}


@pytest.mark.django_db
@pytest.mark.parametrize("ask", ASK.values(), ids=ASK)
@pytest.mark.parametrize("model", STREAM_TABLES, ids=lambda model: model.__name__)
def test_a_statement_without_a_county_is_stopped(model: type[Any], ask: Callable[[Rows], object]) -> None:
    kept_anyway = (EventsAreKept,) if ask is ASK["delete"] and issubclass(model, KEPT) else ()
    with pytest.raises((CountyMissing, *kept_anyway)):
        ask(rows_of(model).filter(id=new_id()))


@pytest.mark.django_db
@pytest.mark.parametrize("ask", ASK.values(), ids=ASK)
@pytest.mark.parametrize(
    "counties", [{"county": COUNTY}, {"county__in": [COUNTY, "310101"]}], ids=["=", "IN"]
)
@pytest.mark.parametrize("model", STREAM_TABLES, ids=lambda model: model.__name__)
def test_a_statement_with_a_county_passes(
    model: type[Any], counties: dict[str, object], ask: Callable[[Rows], object]
) -> None:
    if ask is ASK["delete"] and issubclass(model, KEPT):
        with pytest.raises(EventsAreKept):
            ask(rows_of(model).filter(**counties))
        return
    ask(rows_of(model).filter(**counties))


@pytest.mark.django_db
def test_the_national_door_is_open_inside_its_block_only() -> None:
    for model in STREAM_TABLES:
        with national("a census"):
            assert rows_of(model).count() == 0
        with pytest.raises(CountyMissing):
            rows_of(model).count()


@pytest.mark.django_db
def test_the_national_door_shuts_when_its_block_fails() -> None:
    class Interrupted(Exception):
        pass

    with pytest.raises(Interrupted), national("a census"):
        raise Interrupted
    with pytest.raises(CountyMissing):
        rows_of(STREAM_TABLES[0]).count()


@pytest.mark.django_db
def test_a_new_row_passes() -> None:
    events = apps.get_model("audit", "AuditEvent").objects
    events.create(county=COUNTY, at=NOW, action="test.done", area=COUNTY)

    assert events.filter(county=COUNTY).count() == 1


@pytest.mark.django_db
def test_other_tables_name_no_county() -> None:
    assert apps.get_model("areas", "Area").objects.count() == 0


@pytest.mark.django_db
def test_each_connection_has_the_guard_once() -> None:
    connection_created.send(sender=type(connection), connection=connection)  # as when it is opened again

    assert connection.execute_wrappers.count(guard) == 1


@pytest.mark.parametrize(
    ("sql", "bound"),
    [
        ('SELECT * FROM "duties_duty" WHERE "duties_duty"."county" = %s', True),
        ("select * from duties_duty where county in (%s)", True),
        ("UPDATE duties_duty SET area = %s WHERE county = %s", True),
        ("WITH late AS (SELECT id FROM duties_duty WHERE county = %s) SELECT * FROM late", True),
        ('SELECT "duties_duty"."county" FROM "duties_duty"', False),
        ("SELECT county FROM duties_duty ORDER BY county", False),
        ("SELECT county, count(*) FROM duties_duty GROUP BY county", False),
        ("SELECT * FROM duties_duty WHERE home_county = %s", False),
        ("WITH late AS (SELECT id FROM duties_duty) SELECT * FROM late", False),
        ("\n  DELETE FROM duties_duty", False),
        ("SELECT * FROM areas_area", True),
        ("WITH person (id) AS (VALUES (%s)) INSERT INTO duties_duty (county) SELECT %s FROM person", True),
        ('DELETE FROM "duties_duty";', True),
    ],
)
def test_what_counts_as_naming_a_county(sql: str, *, bound: bool) -> None:
    assert is_bound(sql) is bound


JOINED = RegisterJoined
LOCKED = LockedNationally


@pytest.mark.parametrize(
    ("sql", "fault"),
    [
        ("SELECT * FROM duties_duty WHERE county = %s", None),
        ("SELECT * FROM duties_duty INNER JOIN people_person ON (subject = id) WHERE county = %s", JOINED),
        (
            "SELECT * FROM people_person LEFT OUTER JOIN duties_duty ON (subject = id) WHERE county = %s",
            JOINED,
        ),
        ("SELECT * FROM duties_duty d, people_person p WHERE county = %s", JOINED),
        ('select * from "duties_duty" join "people_person" on true where county = %s', JOINED),
        ("SELECT * FROM duties_duty JOIN people_person USING (county) WHERE county = 'a (b'", JOINED),
        ("UPDATE duties_duty SET area = p.area FROM people_person p WHERE county = %s", JOINED),
        ("DELETE FROM duties_duty USING people_person p WHERE county = %s", JOINED),
        (
            "INSERT INTO duties_duty SELECT * FROM duties_duty JOIN people_person ON true WHERE county = %s",
            JOINED,
        ),
        (
            "SELECT 1 FROM areas_area WHERE EXISTS (SELECT 1 FROM duties_duty JOIN people_person ON (a = b) WHERE county = %s)",
            JOINED,
        ),
        ("SELECT * FROM duties_duty JOIN audit_auditevent ON (county = county)", None),
        ("SELECT * FROM people_person WHERE id IN (SELECT subject FROM duties_duty WHERE county = %s)", None),
        ("SELECT (SELECT max(at) FROM duties_duty WHERE county = p.county) FROM people_person p", None),
        ("SELECT subject FROM duties_duty WHERE county = %s UNION SELECT id FROM people_person", None),
        ("INSERT INTO duties_duty (county) SELECT county FROM people_person", None),
        ("SELECT * FROM people_person JOIN areas_area ON (area = code)", None),
        ("SELECT * FROM duties_duty WHERE county = %s FOR UPDATE", None),
        ("SELECT * FROM duties_duty WHERE county IN (%s) /* FOR UPDATE */", None),
        ("SELECT * FROM duties_duty WHERE id = %s FOR UPDATE SKIP LOCKED", LOCKED),
        ("SELECT * FROM duties_duty WHERE id = %s FOR NO KEY UPDATE", LOCKED),
        ("SELECT county FROM duties_duty ORDER BY county /* FOR UPDATE */", LOCKED),
        (
            "UPDATE duties_duty SET area = %s WHERE county = %s AND id IN (SELECT id FROM duties_duty FOR UPDATE)",
            LOCKED,
        ),
        ("SELECT * FROM people_person WHERE id = %s FOR UPDATE", None),
        ("SELECT * FROM people_person WHERE id IN (SELECT id FROM duties_duty) FOR UPDATE", None),
    ],
)
def test_what_no_reason_allows(sql: str, fault: type[RuntimeError] | None) -> None:
    assert fault_of(sql) is fault


@pytest.mark.django_db
@pytest.mark.parametrize("model", STREAM_TABLES, ids=lambda model: model.__name__)
def test_a_lock_names_its_county_on_either_database(model: type[Any]) -> None:
    with national("a census"), pytest.raises(LockedNationally):
        list(rows_of(model).select_for_update())
    list(rows_of(model).filter(county=COUNTY).select_for_update())


@pytest.mark.django_db
def test_the_register_is_locked_in_every_way() -> None:
    areas = apps.get_model("areas", "Area").objects
    for how in ({}, {"no_key": True}, {"skip_locked": True}, {"nowait": True}, {"of": ("self",)}):
        assert list(areas.select_for_update(**how)) == []


@pytest.mark.django_db
def test_a_join_with_the_register_is_stopped_national_or_not() -> None:
    checks = apps.get_model("observation", "Check").objects.filter(county=COUNTY)
    with pytest.raises(RegisterJoined):
        list(checks.select_related("observation"))
    with national("a census"), pytest.raises(RegisterJoined):
        checks.filter(observation__area=COUNTY).exists()
