"""Rows put in at once come back as they were, whatever they hold."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, models, transaction
from django.test.utils import isolate_apps

from linli.ids import new_id
from linli.stream.bulk import insert_rows

COUNTY = "340102"
SHANGHAI = timezone(timedelta(hours=8))
AT = datetime(2020, 1, 27, 8, 0, 0, 123456, tzinfo=UTC)


class Colour(models.TextChoices):
    """A word that is also a member of a choice."""

    RED = "RED"


# What a plain row holds; each case changes one cell of it.
PLAIN: dict[str, Any] = {
    "name": "王芳",
    "note": "",
    "count": 0,
    "uuid": None,
    "day": None,
    "at": None,
    "degrees": None,
    "told": {},
    "sure": False,
}
ODD: list[tuple[str, Any]] = [
    ("name", ""),
    ("name", 'O\'Brien "quoted" `twice`'),
    ("name", "'); DROP TABLE stream_odd; --"),
    ("name", "100% %s {0} \\N \\t \\"),
    ("name", "𠮷野家 🏠 naïve é"),
    ("name", "NULL"),
    ("name", Colour.RED),
    ("note", "first\nsecond\r\n\tthird"),
    ("count", None),
    ("count", -(2**31)),
    ("count", 2**31 - 1),
    ("uuid", UUID(int=0)),
    ("uuid", UUID(int=2**128 - 1)),
    ("day", date(2020, 2, 29)),
    ("day", date(1, 1, 1)),
    ("at", AT),
    ("at", datetime(2020, 1, 28, 0, 30, tzinfo=SHANGHAI)),
    ("degrees", Decimal("37.30")),
    ("degrees", Decimal("-0.01")),
    ("degrees", Decimal("0")),
    ("degrees", Decimal("99999999.99")),
    ("told", None),
    ("told", []),
    ("told", {"原因": ['it\'s "odd"', None, 1.5, True], "空": {}}),
    ("sure", True),
]


@pytest.fixture
def odd(db: None) -> Iterator[Any]:
    """Make a table with a column of every kind, for one test."""
    with isolate_apps("linli.stream"):

        class Odd(models.Model):
            pk = models.CompositePrimaryKey("county", "id")
            # Each part of the key has a default: the ORM then inserts whatever it takes for new, and never updates.
            county = models.CharField(max_length=6, default=COUNTY)
            id = models.UUIDField(default=new_id)
            name = models.CharField(max_length=60)
            note = models.TextField()
            count = models.IntegerField(null=True)
            uuid = models.UUIDField(null=True)
            day = models.DateField(null=True)
            at = models.DateTimeField(null=True)
            degrees = models.DecimalField(max_digits=10, decimal_places=2, null=True)
            told = models.JSONField(null=True)
            sure = models.BooleanField()

            class Meta:
                app_label = "stream"

        # The statement alone: a schema editor would refuse SQLite inside the transaction of a test.
        sql, params = connection.schema_editor().table_sql(Odd)
        with connection.cursor() as cursor:
            cursor.execute(sql, params)
        yield Odd


def held(row: Any) -> dict[str, Any]:
    return {name: getattr(row, name) for name in PLAIN}


@pytest.mark.parametrize(("cell", "value"), ODD, ids=lambda value: str(value)[:20])
def test_an_odd_value_comes_back(odd: Any, cell: str, value: object) -> None:
    row = odd(county=COUNTY, **{**PLAIN, cell: value})
    insert_rows([row])

    again = odd.objects.get(county=COUNTY, id=row.id)
    assert held(again) == {**PLAIN, cell: value}


def test_the_odd_rows_together_come_back_each_in_its_place(odd: Any) -> None:
    rows = [odd(county=COUNTY, **{**PLAIN, cell: value}) for cell, value in ODD]
    insert_rows(iter(rows))

    again = odd.objects.in_bulk([(COUNTY, row.id) for row in rows])
    assert [held(again[COUNTY, row.id]) for row in rows] == [held(row) for row in rows]


def test_what_is_stored_is_what_the_orm_would_have_stored(odd: Any) -> None:
    """A date found by bulk must be found by a filter too, so the stored form counts, not only what is read back."""
    rows = [odd(county=COUNTY, **{**PLAIN, cell: value}) for cell, value in ODD]
    insert_rows(rows)
    by_bulk = stored(odd)
    odd.objects.all().delete()
    odd.objects.bulk_create(rows)

    assert by_bulk == stored(odd)


def stored(odd: Any) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        # The name comes from the model above.
        cursor.execute(f"SELECT * FROM {odd._meta.db_table} ORDER BY id")  # noqa: S608
        return list(cursor.fetchall())


def test_an_inserted_row_counts_as_saved(odd: Any) -> None:
    row = odd(county=COUNTY, **PLAIN)
    insert_rows([row])
    row.name = "李强"
    row.save()

    assert odd.objects.get(county=COUNTY).name == "李强"


def test_the_same_key_twice_is_refused_whole(odd: Any) -> None:
    known, other = odd(county=COUNTY, **PLAIN), odd(county=COUNTY, **PLAIN)
    insert_rows([known])
    with pytest.raises(IntegrityError), transaction.atomic():
        insert_rows([other, odd(county=COUNTY, id=known.id, **PLAIN)])

    assert [row.id for row in odd.objects.all()] == [known.id]


@pytest.mark.django_db
def test_no_rows_are_no_statement(django_assert_num_queries: Callable[..., Any]) -> None:
    with django_assert_num_queries(0):
        insert_rows([])


@pytest.mark.django_db
def test_a_real_stream_table_takes_them() -> None:
    event = apps.get_model("audit", "AuditEvent")
    row = event(county=COUNTY, at=AT, action="test.done", area=COUNTY, changed={"原因": "it's"})
    insert_rows([row])

    again = event.objects.get(county=COUNTY, id=row.id)
    assert (again.at, again.actor_id, again.changed) == (AT, None, {"原因": "it's"})
