"""Linking: by the hundred, apart from the acts, beside writers and other linkers; what waits too long is said."""

from collections.abc import Callable
from datetime import datetime, timedelta
from threading import Barrier, Thread
from uuid import UUID

import pytest
from django.db import connection, connections, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from linli.audit.cli import say_chains
from linli.audit.commands import link_events, link_waiting, linking, write_event, write_events
from linli.audit.models import AuditEvent
from linli.audit.queries import (
    LINKED_WITHIN,
    Waiting,
    chain_of,
    counties_waiting,
    stopped_in,
    waiting_anywhere,
    waiting_in,
)
from linli.audit.rules import Fault
from linli.ids import made_at, new_id
from tests.cast import COMMUNITY, COUNTY, FOREIGN, MORNING, PROVINCE


def write(count: int = 1, *, area: str = COMMUNITY) -> None:
    write_events(
        action="test.done", area=area, by=None, now=MORNING, subjects=[new_id() for _ in range(count)]
    )


def positions() -> list[int | None]:
    """Return the places of the county's events, in the order of their ids."""
    return list(AuditEvent.objects.filter(county=COUNTY).order_by("id").values_list("position", flat=True))


def holds() -> bool:
    chain = chain_of(county=COUNTY)
    return not chain.broken and chain.waiting == Waiting(0, None)


@pytest.mark.django_db
@pytest.mark.parametrize("count", [0, 1, 2, 3, 4, 7])
def test_what_waits_is_linked_in_as_many_batches_as_it_takes(
    count: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(linking, "EVENTS_A_BATCH", 3)
    write(count)

    assert link_waiting() == count

    assert positions() == list(range(1, count + 1))
    assert holds()


@pytest.mark.django_db
def test_every_county_that_waits_is_linked_and_events_above_the_counties_too() -> None:
    for area in (COMMUNITY, FOREIGN, PROVINCE):
        write(2, area=area)
    assert counties_waiting() == sorted([COUNTY, FOREIGN.county, PROVINCE])
    assert waiting_anywhere().count == 6

    assert link_waiting() == 6

    assert (counties_waiting(), waiting_anywhere(), link_waiting()) == ([], Waiting(0, None), 0)


@pytest.mark.django_db
def test_a_batch_is_six_statements_however_many_events() -> None:
    write()
    link_events(county=COUNTY)  # makes the end of the chain
    for count in (1, 200):
        write(count)
        with CaptureQueriesContext(connection) as statements:
            link_events(county=COUNTY)
        # In a test: SAVEPOINT, the end, what waits, places, the end, RELEASE.
        assert len(statements) == 6


@pytest.mark.django_db
def test_an_event_that_commits_late_with_an_earlier_id_comes_behind_what_is_linked() -> None:
    early = new_id()
    write(2)
    link_events(county=COUNTY)
    write()
    late = AuditEvent.objects.get(county=COUNTY, position=None)
    AuditEvent.objects.filter(county=COUNTY, id=late.id).update(id=early)
    late = AuditEvent.objects.get(county=COUNTY, id=early)
    link_events(county=COUNTY)

    assert positions() == [3, 1, 2]
    # Its id is part of what was digested, so only the one that was moved here does not hold.
    assert [(one.position, one.fault) for one in chain_of(county=COUNTY).broken] == [(3, Fault.CHANGED)]


@pytest.mark.django_db
@given(steps=st.lists(st.sampled_from(["one", "three", "link"]), max_size=12))
def test_the_chain_holds_however_writing_and_linking_follow_each_other(steps: list[str]) -> None:
    with transaction.atomic():
        for step in steps:
            if step == "link":
                link_events(county=COUNTY)
            else:
                write(1 if step == "one" else 3)
        link_events(county=COUNTY)
        assert holds()
        transaction.set_rollback(True)


@pytest.mark.django_db
def test_linking_that_is_cut_off_leaves_no_half_of_a_batch() -> None:
    write(3)

    def cut_off(execute: Callable[..., object], sql: str, *rest: object) -> object:
        if sql.startswith('UPDATE "audit_audithead"'):
            raise KeyboardInterrupt
        return execute(sql, *rest)

    with connection.execute_wrapper(cut_off), pytest.raises(KeyboardInterrupt):
        link_events(county=COUNTY)
    assert positions() == [None, None, None]

    assert link_events(county=COUNTY) == 3
    assert holds()


@pytest.mark.django_db(transaction=True)
def test_writers_and_two_linkers_at_once_leave_one_whole_chain(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(linking, "EVENTS_A_BATCH", 5)
    begin = Barrier(4)
    linked: list[int] = []

    def at_once(act: Callable[[], object]) -> None:
        begin.wait()
        for _ in range(12):
            act()
        connections.close_all()

    acts: list[Callable[[], object]] = [write, write, *[lambda: linked.append(link_waiting())] * 2]
    threads = [Thread(target=at_once, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    linked.append(link_waiting())

    assert sum(linked) == 24
    assert holds()


@pytest.mark.django_db
def test_an_act_does_not_wait_for_the_end_of_the_chain() -> None:
    write()
    link_events(county=COUNTY)
    with CaptureQueriesContext(connection) as statements:
        write_event(action="test.done", area=COMMUNITY, by=None, now=MORNING)
    (one,) = statements
    assert 'INSERT INTO "audit_auditevent"' in one["sql"]


@pytest.mark.django_db
def test_an_event_taken_out_before_it_is_linked_is_what_the_chain_cannot_show() -> None:
    write(2)
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM audit_auditevent WHERE county = %s", [COUNTY])
    link_events(county=COUNTY)
    assert chain_of(county=COUNTY).broken == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("late_by", "stopped"), [(timedelta(seconds=-1), False), (timedelta(), True), (timedelta(days=1), True)]
)
def test_linking_that_stopped_is_said_after_five_minutes(late_by: timedelta, stopped: bool) -> None:
    write(2)
    since = _oldest_written()
    at = since + LINKED_WITHIN + late_by

    # Whoever's area holds the county or lies in it is told.
    for area in (COUNTY, COMMUNITY, PROVINCE):
        assert stopped_in(areas=[area], now=at) == (Waiting(2, since) if stopped else None)
    assert stopped_in(areas=[FOREIGN], now=since + timedelta(days=9)) is None
    assert stopped_in(areas=[], now=since + timedelta(days=9)) is None


@pytest.mark.django_db
def test_an_act_of_long_ago_that_was_written_now_does_not_count_as_waiting_long() -> None:
    write()  # what was done in the morning of 27 January 2020
    assert stopped_in(areas=[COUNTY], now=timezone.now()) is None
    assert waiting_in(counties=[COUNTY]).count == 1


@pytest.mark.django_db
def test_verifying_says_how_many_wait_and_since_when(capsys: pytest.CaptureFixture[str]) -> None:
    write(2)
    assert say_chains(noted=[], peopled=())
    assert "0 events, 2 not linked yet, the oldest written at 20" in capsys.readouterr().out


def _oldest_written() -> datetime:
    ids = AuditEvent.objects.filter(county=COUNTY).order_by("id").values_list("id", flat=True)
    return made_at(ids[0])


def test_an_id_tells_when_it_was_made_and_one_that_nobody_made_tells_something() -> None:
    before = timezone.now()
    assert timedelta(milliseconds=-1) <= made_at(new_id()) - before <= timedelta(seconds=5)
    assert made_at(UUID(int=2**128 - 1)).year == 9999
