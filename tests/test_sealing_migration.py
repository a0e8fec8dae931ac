"""Notes that lay open are sealed when Linli is brought up to date, and lie open again when that is taken back."""

from datetime import timedelta
from importlib import import_module
from typing import Any, Final

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from pytest_django import Settings

from linli.ids import new_id
from linli.observation.models import Check, Finding
from linli.people.commands import NewContact, log_contact
from linli.people.models import ContactEntry
from linli.people.rules.contacts import Outcome, Purpose, Way
from linli.sealing.seals import KeyWrong
from linli.staff.rules import Viewer
from linli.stream.guard import national
from linli.tracing.models import Lead, LeadEvent, LeadList
from tests import rings
from tests.cast import COMMUNITY, COUNTY, MORNING, MakeObservation

BEFORE: Final = [
    ("people", "0004_cards"),
    ("observation", "0008_skew_of_checks"),
    ("referrals", "0003_clinic_visits"),
    ("tracing", "0002_deadlines"),
    ("duties", "0007_lead_escalation"),
    ("staff", "0005_auditor_role"),
    ("papers", "0002_texts"),
    ("reports", "0008_finding_kinds"),
    ("field", "0001_phones"),
    ("exchange", "0001_initial"),
]
NOTE: Final = "说胸口闷"
TRIED: Final = [{"how": "CALL", "at": "2020-01-27T08:00:00+08:00", "note": "关机"}]


def migrate(targets: list[tuple[str, str]]) -> None:
    executor = MigrationExecutor(connection)
    executor.migrate(targets)


def newest() -> list[tuple[str, str]]:
    return list(MigrationExecutor(connection).loader.graph.leaf_nodes())


def open_text(table: str, column: str) -> list[Any]:
    with connection.cursor() as cursor, national("a test looks at every row"):
        cursor.execute(f"SELECT {column} FROM {table}")  # noqa: S608 (names of the test's own)
        return [row[0] for row in cursor.fetchall()]


@pytest.fixture
def said(reference_rows: None, make_observation: MakeObservation, worker: Viewer) -> None:
    """Somebody of whom much was written down, and two of whom nothing was."""
    for name in ("甲", "乙"):
        make_observation(name=name)
    observed = make_observation(name="王芳")
    call = NewContact(new_id(), Way.CALL, Purpose.OTHER, Outcome.REACHED, at=MORNING, note=NOTE)
    log_contact(person=observed.person, new=call, by=worker, now=MORNING + timedelta(minutes=1))
    where: dict[str, Any] = {"county": COUNTY, "community": COMMUNITY}
    Finding.objects.create(
        **where,
        area=COMMUNITY,
        observation=observed,
        judgement="OTHER",
        words=NOTE,
        found_at=MORNING,
        by=worker.user_id,
    )
    checks = [
        Check(
            **where,
            id=new_id(),
            area=COMMUNITY,
            observation=observed,
            slot_on=MORNING.date(),
            session="AM",
            outcome="DONE",
            channel="VISIT",
            note=note,
            claimed_at=MORNING,
            received_at=MORNING,
            by=worker.user_id,
        )
        for note in (NOTE, "", NOTE)
    ]
    Check.objects.bulk_create(checks)
    list_ = LeadList.objects.create(**where, source="TIP", received_at=MORNING, by=worker.user_id)
    lead = Lead.objects.create(
        **where, area=COMMUNITY, list=list_, source="TIP", name="李", received_at=MORNING, due_at=MORNING
    )
    for tried in (TRIED, []):
        LeadEvent.objects.create(
            **where, lead=lead, what="GIVE_UP", at=MORNING, by=worker.user_id, to_state="NEW", tried=tried
        )


@pytest.mark.django_db(transaction=True)
def test_what_lay_open_is_sealed_and_opened_again(
    said: None, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(import_module("linli.sealing.migrating"), "BATCH_ROWS", 1)
    try:
        migrate(BEFORE)
        assert open_text("people_contactentry", "note") == [NOTE]
        assert sorted(open_text("observation_check", "note")) == ["", NOTE, NOTE]
        assert open_text("observation_finding", "words") == [NOTE]
        assert len(open_text("duties_duty", "explanation")) > 0
        assert "关机" in "".join(map(str, open_text("tracing_leadevent", "tried")))

        right = settings.IDENTITY_KEY_FILE
        rings.use(settings, rings.secret(9))
        with pytest.raises(KeyWrong):  # notes would be sealed under one key and numbers under another
            migrate(newest())
        settings.IDENTITY_KEY_FILE = right
    finally:
        migrate(newest())
    assert [entry.note for entry in ContactEntry.objects.all()] == [NOTE]
    assert sorted(c.note for c in Check.objects.filter(county=COUNTY)) == ["", NOTE, NOTE]
    assert [finding.words for finding in Finding.objects.all()] == [NOTE]
    assert sorted(event.tried for event in LeadEvent.objects.all()) == [[], TRIED]
    assert rings.stored("observation_check", "note").count(b"") == 1
    assert NOTE.encode() not in b"".join(rings.stored("observation_check", "note"))
    assert set(rings.stored("duties_duty", "explanation")) == {b""}
