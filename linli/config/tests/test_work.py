"""Whoever takes queued work says that it is there; that it is gone stands on the page that waits, within a minute."""

import os
import shutil
import signal
import sqlite3
import subprocess
import time
from collections.abc import Callable
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from linli.beat.commands import note_at_work
from linli.beat.queries import at_work
from linli.beat.rules import AT_WORK_EVERY_S, AT_WORK_FOR_S, WORKER
from linli.config.processes import program
from linli.ids import new_id
from linli.observation.tests.acts import words
from linli.rosters.models import RosterImport
from tests import databases
from tests.cast import COMMUNITY, MORNING

GONE = "后台处理程序没有回应"
A_MINUTE = timedelta(minutes=1)


@pytest.fixture
def waiting(secretary_client: Client) -> str:
    """Leave an import of the secretary's community confirmed and not run; return the address of its page."""
    roster = RosterImport.objects.create(
        area=COMMUNITY,
        county=COMMUNITY[:6],
        filename="名单.xlsx",
        year=2020,
        on=MORNING.date(),
        uploaded_at=timezone.now(),
        uploaded_by=new_id(),
        state=RosterImport.State.CONFIRMED,
    )
    return reverse("rosters:detail", args=[roster.pk])


@pytest.mark.django_db
def test_who_said_so_lately_is_there_and_who_did_not_within_a_minute_is_gone() -> None:
    assert timedelta(seconds=AT_WORK_EVERY_S + AT_WORK_FOR_S) < A_MINUTE
    assert at_work(name=WORKER, now=MORNING).last_at is None
    note_at_work(name=WORKER, holder=new_id(), now=MORNING)
    for seconds, is_there in ((0, True), (34, True), (35, False), (60, False)):
        found = at_work(name=WORKER, now=MORNING + timedelta(seconds=seconds))
        assert (found.is_there, found.last_at) == (is_there, MORNING)
    note_at_work(name=WORKER, holder=new_id(), now=MORNING + A_MINUTE)
    assert at_work(name=WORKER, now=MORNING + A_MINUTE).is_there


def test_the_page_that_waits_for_an_import_says_that_the_worker_is_gone(
    secretary_client: Client, waiting: str
) -> None:
    part = f"{waiting}progress/"
    assert "后台处理程序没有运行" in words(secretary_client.get(waiting))
    note_at_work(name=WORKER, holder=new_id(), now=timezone.now())
    for address in (waiting, part):
        assert "后台处理程序" not in words(secretary_client.get(address))
    note_at_work(name=WORKER, holder=new_id(), now=timezone.now() - A_MINUTE)
    for address in (waiting, part):
        assert GONE in words(secretary_client.get(address))


def _until(holds: Callable[[], bool]) -> None:
    for _ in range(400):
        if holds():
            return
        time.sleep(0.1)
    pytest.fail("waited for nothing")


@pytest.mark.once
@pytest.mark.usefixtures("django_db_setup")  # which migrates
def test_a_worker_speaks_while_it_lives_and_is_silent_once_it_is_killed(tmp_path: Path) -> None:
    env = {**os.environ, "LINLI_DATA": str(tmp_path), "DJANGO_SETTINGS_MODULE": "linli.config.settings"}
    shutil.copy(databases.SHARED / "migrated.sqlite3", tmp_path / "linli.sqlite3")

    def last() -> str | None:
        with closing(sqlite3.connect(tmp_path / "linli.sqlite3")) as theirs:
            found = theirs.execute("SELECT held_until FROM beat_jobstate WHERE name = ?", [WORKER]).fetchone()
        return found and str(found[0])

    worker = subprocess.Popen([program("linli"), "work"], env=env)  # noqa: S603 (our own program)
    try:
        _until(lambda: last() is not None)
    finally:
        worker.send_signal(signal.SIGKILL)
        worker.wait()
