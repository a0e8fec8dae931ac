"""The audit is kept: no code takes an event away; reads are written once in a while, searches without their words."""

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest
from django.conf import settings

from linli.audit.commands import link_events, write_event, write_read
from linli.audit.models import AuditAbout, AuditEvent, EventsAreKept
from linli.audit.queries import chain_of
from linli.audit.rules import Fault, search_subject
from linli.ids import new_id
from tests.cast import COMMUNITY, COUNTY

NOW = datetime(2020, 1, 27, 9, tzinfo=UTC)


def test_no_code_takes_an_event_away(db: None) -> None:
    write_event(action="test.done", area=COMMUNITY, by=None, now=NOW, about=[new_id()])
    with pytest.raises(EventsAreKept):
        AuditEvent.objects.get(county=COUNTY).delete()
    with pytest.raises(EventsAreKept):
        AuditEvent.objects.filter(county=COUNTY).delete()
    with pytest.raises(EventsAreKept):
        AuditAbout.objects.get(county=COUNTY).delete()
    with pytest.raises(EventsAreKept):
        AuditAbout.objects.filter(county=COUNTY).delete()
    assert AuditEvent.objects.filter(county=COUNTY).count() == 1


def test_nothing_in_the_sources_goes_round_that() -> None:
    """No raw DELETE, no private way and no truncation of the audit's tables anywhere in Linli."""
    around = re.compile(
        r"_raw_delete|_base_manager|TRUNCATE\s+TABLE|DELETE\s+FROM\s+(?!x)\S*audit|DROP\s+TABLE\s+\S*audit",
        re.IGNORECASE,
    )
    sources = [
        path
        for path in (Path(settings.BASE_DIR) / "linli").rglob("*.py")
        if "tests" not in path.parts and "migrations" not in path.parts
    ]
    assert len(sources) > 300
    assert [path for path in sources if around.search(path.read_text())] == []


def test_whom_an_event_concerns_is_held_by_the_chain(db: None) -> None:
    people = [new_id(), new_id()]
    write_event(action="test.printed", area=COMMUNITY, by=None, now=NOW, about=[*people, people[0]])
    link_events(county=COUNTY)
    event = AuditEvent.objects.get(county=COUNTY)
    assert event.changed["about"]["count"] == 2
    rows = AuditAbout.objects.filter(county=COUNTY, event=event.id)
    assert set(rows.values_list("subject", flat=True)) == set(people)
    assert [(one.position, one.fault) for one in chain_of(county=COUNTY).broken] == []

    rows.filter(subject=people[1]).update(subject=new_id())
    assert [(one.position, one.fault) for one in chain_of(county=COUNTY).broken] == [(1, Fault.ABOUT)]


def test_the_same_read_is_written_once_in_a_while(db: None) -> None:
    reader, other, subject = new_id(), new_id(), new_id()

    def read(*, by: UUID, minutes: int) -> None:
        at = NOW + timedelta(minutes=minutes)
        write_read(
            action="test.read", area=COMMUNITY, by=by, now=at, subject=subject, since=at - timedelta(hours=1)
        )

    for by, minutes in ((reader, 0), (reader, 59), (other, 59), (reader, 60), (reader, 61)):
        read(by=by, minutes=minutes)
    told = AuditEvent.objects.filter(county=COUNTY).order_by("id").values_list("actor_id", "at__minute")
    assert list(told) == [(reader, 0), (other, 59), (reader, 0)]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("王 芳", " 王  芳 ", True),
        ("Wang Fang", "wang fang", True),
        ("王芳", "王方", False),
        ("", "王", False),
    ],
)
def test_a_search_is_known_by_its_words_and_its_key(one: str, other: str, same: bool) -> None:
    key = b"k" * 32
    assert (search_subject(key=key, words=one) == search_subject(key=key, words=other)) is same
    assert search_subject(key=key, words=one) != search_subject(key=b"j" * 32, words=one)
