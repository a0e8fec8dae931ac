"""What Linli does by itself: every job that is declared, and the command that runs and tells it."""

import subprocess
import sys
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner
from django.utils import timezone

from linli.audit.commands import write_event
from linli.audit.queries import waiting_in
from linli.beat.commands import know_jobs
from linli.beat.jobs import Job
from linli.beat.models import JobState
from linli.beat.queries import at_work
from linli.beat.rules import BEAT
from linli.cli import main
from linli.config import beat
from linli.config.beat import jobs, run_due
from linli.config.processes import Beside, kept_running
from linli.ids import new_id
from tests.cast import COMMUNITY, COUNTY, MORNING


def test_every_job_has_a_name_of_its_own_that_its_row_can_hold() -> None:
    names = [job.name for job in jobs()]
    assert "link-audit" in names
    assert len(set(names)) == len(names)
    assert max(map(len, names)) <= 40


@pytest.mark.django_db
def test_what_is_due_runs_once_and_links_what_waits() -> None:
    know_jobs(names={job.name for job in jobs()})
    write_event(action="test.done", area=COMMUNITY, by=None, now=MORNING)

    assert run_due(holder=new_id()) == len(jobs())
    assert waiting_in(counties=[COUNTY]).count == 0
    assert run_due(holder=new_id()) == 0
    assert set(JobState.objects.exclude(name=BEAT).values_list("outcome", flat=True)) == {"DONE"}
    assert at_work(name=BEAT, now=timezone.now()).is_there


@pytest.mark.django_db
def test_the_command_tells_when_each_job_last_ran_and_runs_none() -> None:
    answer = CliRunner().invoke(main, ["beat", "--status"])
    assert answer.exit_code == 0
    assert "link-audit: every 5 s, began never, ended never, last done never\n" in answer.output
    assert not JobState.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize("said", [[], ["--once"]])
def test_from_a_timer_it_runs_what_is_due_once_and_ends(
    said: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("signal.signal", lambda *_: None)
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    assert CliRunner().invoke(main, ["beat", *said]).exit_code == 0
    assert JobState.objects.get(name="link-audit").outcome == "DONE"


@pytest.mark.django_db
def test_deployment_tells_how_many_events_wait() -> None:
    write_event(action="test.done", area=COMMUNITY, by=None, now=MORNING)
    said = CliRunner().invoke(main, ["deployment"]).output
    assert "audit events: 1 not linked yet, the oldest written at 20" in said


def test_a_process_that_ends_is_started_again_and_stopped_at_the_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("linli.config.processes.LOOK_EVERY_S", 0.05)
    started = tmp_path / "started"
    program = f"open({str(started)!r}, 'a').write('x')"
    lasting = f"import time; open({str(started)!r}, 'a').write('y'); time.sleep(60)"
    begun = time.monotonic()
    with kept_running(
        [
            Beside([sys.executable, "-c", program], subprocess.DEVNULL),
            Beside([sys.executable, "-c", lasting], None),
        ]
    ):
        _wait(lambda: started.exists() and started.read_text().count("x") >= 2)
    assert started.read_text().count("y") == 1
    assert "ended with code 0; it is started again" in caplog.text
    assert time.monotonic() - begun < 30


def _wait(holds: Callable[[], bool]) -> None:
    for _ in range(400):
        if holds():
            return
        time.sleep(0.05)
    pytest.fail("waited for nothing")


@pytest.mark.django_db
def test_killed_between_two_jobs_it_goes_on_with_the_second_and_runs_the_first_no_more(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    ran: list[str] = []
    kills = [True]

    def second(_now: datetime) -> None:
        if kills:
            kills.pop()
            raise SystemExit
        ran.append("second")

    daily = timedelta(hours=24)
    mine = [
        Job(name="test.first", words="", every=daily, run=lambda _now: ran.append("first")),
        Job(name="test.second", words="", every=daily, run=second),
    ]
    monkeypatch.setattr(beat, "jobs", lambda: mine)
    know_jobs(names={job.name for job in mine})
    with pytest.raises(SystemExit):
        beat.run_due(holder=new_id())
    assert [beat.run_due(holder=new_id()) for _ in range(2)] == [1, 0]
    assert ran == ["first", "second"]
