"""The chain of audit events: it holds by itself, and every way to touch it in the database is named."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest
from click import UsageError
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from linli.audit.cli import noted_heads, say_chains
from linli.audit.commands import link_events, write_event
from linli.audit.models import AuditEvent, AuditHead
from linli.audit.queries import chain_of
from linli.audit.rules import BEGINNING, Fault, Head, Linked, Written, digest, faults, link
from linli.ids import new_id
from tests.cast import COMMUNITY, COUNTY, FOREIGN

KEY = b"k" * 32
NOW = datetime(2020, 1, 27, 9, 30, 0, 123456, tzinfo=UTC)


def chain(length: int) -> tuple[list[Linked], Head]:
    """Make a chain of so many events."""
    head, events = Head(0, BEGINNING), []
    for number in range(length):
        written = Written(
            "340102", UUID(int=number), NOW, None, "test.done", "340102", None, "", {"n": number}
        )
        said = digest(key=KEY, written=written)
        head = Head(
            head.position + 1, link(key=KEY, previous=head.link, position=head.position + 1, digest=said)
        )
        events.append(Linked(written, said, head.position, head.link))
    return events, head


def found(events: Sequence[Linked], head: Head, noted: Sequence[Head] = ()) -> list[tuple[int, Fault]]:
    return [
        (one.position, one.fault)
        for one in faults(key=KEY, events=events, head=head, head_now=lambda: head, noted=noted)
    ]


def test_a_chain_that_nobody_touched_holds() -> None:
    events, head = chain(5)
    assert found(events, head, [Head(3, events[2].link)]) == []
    assert found([], Head(0, BEGINNING)) == []


@given(
    at=st.integers(0, 6),
    what=st.sampled_from(["changed", "at", "actor_id", "action", "area", "subject", "request_id"]),
)
def test_a_changed_word_of_any_event_is_named(at: int, what: str) -> None:
    events, head = chain(7)
    other = {
        "changed": {"n": 99},
        "at": NOW.replace(year=2021),
        "actor_id": UUID(int=7),
        "subject": UUID(int=7),
    }
    change: dict[str, Any] = {what: other.get(what, "x")}
    events[at] = replace(events[at], written=replace(events[at].written, **change))
    assert found(events, head) == [(at + 1, Fault.CHANGED)]


@given(at=st.integers(0, 6))
def test_an_event_taken_out_anywhere_is_named(at: int) -> None:
    events, head = chain(7)
    del events[at]
    assert found(events, head) == [(at + 1, Fault.CUT_OFF if at == 6 else Fault.MISSING)]


def test_two_events_that_changed_places_are_named() -> None:
    events, head = chain(4)
    events[1], events[2] = (
        replace(events[2], position=2, link=events[1].link),
        replace(events[1], position=3, link=events[2].link),
    )
    assert found(events, head) == [(2, Fault.UNLINKED), (3, Fault.UNLINKED)]


def test_an_end_cut_off_together_with_its_head_shows_beside_the_one_that_was_noted() -> None:
    events, head = chain(4)
    short = Head(2, events[1].link)
    assert found(events[:2], short) == []
    assert found(events[:2], short, [head]) == [(3, Fault.CUT_OFF)]
    assert found(events, head, [Head(2, "0" * 64)]) == [(2, Fault.NOT_AS_NOTED)]


def test_an_end_that_was_set_back_is_named_and_events_linked_meanwhile_are_not() -> None:
    events, head = chain(4)
    before = Head(3, events[2].link)
    assert found(events, before) == [(4, Fault.TAKEN_BACK)]
    assert faults(key=KEY, events=events, head=before, head_now=lambda: head) == []


def test_a_chain_made_with_another_key_is_no_chain() -> None:
    events, head = chain(2)
    assert {one.fault for one in faults(key=b"another", events=events, head=head, head_now=lambda: head)} == {
        Fault.CHANGED,
        Fault.UNLINKED,
    }


@pytest.fixture
def three_events(db: None) -> list[AuditEvent]:
    """Write three events of a county and link them."""
    for number in range(3):
        write_event(
            action="test.done",
            area=COMMUNITY,
            by=new_id(),
            now=NOW,
            subject=new_id(),
            changed={"数": [number, 1.5]},
        )
    link_events(county=COUNTY)
    return list(AuditEvent.objects.filter(county=COUNTY).order_by("position"))


def take_out(*, position: int) -> None:
    """Take an event out as somebody with the database does; Linli's own code cannot."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"DELETE FROM {AuditEvent._meta.db_table} WHERE county = %s AND position = %s",  # noqa: S608
            [COUNTY, position],
        )


def broken() -> list[tuple[int, Fault]]:
    return [(one.position, one.fault) for one in chain_of(county=COUNTY).broken]


def test_events_are_linked_in_the_order_in_which_they_were_written(three_events: list[AuditEvent]) -> None:
    assert [event.position for event in three_events] == [1, 2, 3]
    assert AuditHead.objects.get(county=COUNTY).link == three_events[2].link
    assert broken() == []


def test_an_event_that_waits_is_linked_by_the_next_run_and_once(three_events: list[AuditEvent]) -> None:
    write_event(action="test.done", area=COMMUNITY, by=None, now=NOW)
    assert (chain_of(county=COUNTY).waiting.count, broken()) == (1, [])
    assert link_events(county=COUNTY) == 1
    assert (chain_of(county=COUNTY).waiting.count, broken(), link_events(county=COUNTY)) == (0, [], 0)


def test_what_somebody_with_the_database_does_is_named(three_events: list[AuditEvent]) -> None:
    second = AuditEvent.objects.filter(county=COUNTY, id=three_events[1].id)
    kept = second.get()

    second.update(actor_id=new_id())
    assert broken() == [(2, Fault.CHANGED)]
    second.update(actor_id=kept.actor_id)
    assert broken() == []

    take_out(position=2)
    assert broken() == [(2, Fault.MISSING)]
    kept.save(force_insert=True)

    AuditHead.objects.filter(county=COUNTY).delete()
    assert broken() == [(3, Fault.TAKEN_BACK)]
    AuditHead.objects.create(county=COUNTY, position=3, link=three_events[2].link)

    take_out(position=3)
    assert broken() == [(3, Fault.CUT_OFF)]


def test_an_event_that_linli_did_not_write_is_named(three_events: list[AuditEvent]) -> None:
    forged = AuditEvent(
        county=COUNTY, at=NOW, action="test.done", area=COMMUNITY, digest=three_events[0].digest
    )
    forged.save(force_insert=True)
    assert broken() == [(0, Fault.CHANGED)]
    link_events(county=COUNTY)
    assert broken() == [(4, Fault.CHANGED)]


def test_each_county_has_a_chain_of_its_own(three_events: list[AuditEvent]) -> None:
    write_event(action="test.done", area=FOREIGN, by=None, now=NOW)
    link_events(county=FOREIGN.county)
    assert AuditEvent.objects.get(county=FOREIGN.county).position == 1


def test_the_command_says_how_each_chain_stands(
    three_events: list[AuditEvent], capsys: pytest.CaptureFixture[str]
) -> None:
    end = f"{COUNTY}:3:{three_events[2].link}"
    assert say_chains(noted=noted_heads([end]), peopled=())
    assert capsys.readouterr().out == f"{COUNTY}: 3 events, holds. {end}\n"

    take_out(position=2)
    assert not say_chains(noted=[], peopled=())
    assert capsys.readouterr().out.splitlines()[0] == f"{COUNTY} event 2: an event is missing"


@pytest.mark.parametrize("text", ["nonsense", "340102", "340102:1", "340102:x:9f", ":1:9f"])
def test_a_note_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(UsageError):
        list(noted_heads([text]))
