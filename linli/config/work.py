"""`linli work`: takes what pages have queued (imports, runs of papers), and says again and again that it is there."""

import logging
import sys
from threading import Event, Thread
from types import TracebackType
from typing import Final
from uuid import UUID

import click

log: Final = logging.getLogger("linli.work")


@click.command()
def work() -> None:
    """Take what is queued, until stopped; `serve` keeps one going. Several may work beside each other."""
    from django.core.management import call_command

    sys.excepthook = _log_fault
    from linli.ids import new_id

    stopped, holder = Event(), new_id()
    speaking = Thread(target=_say_so, args=(stopped, holder), daemon=True)
    speaking.start()
    try:
        call_command("db_worker", "--interval", "0.5", "--worker-id", str(holder), verbosity=0)
    finally:
        stopped.set()
        speaking.join()


def _say_so(stopped: Event, holder: UUID) -> None:
    """Say every AT_WORK_EVERY_S that this process is there, until it ends; where the database is away, try again."""
    from django.db import DatabaseError, connection
    from django.utils import timezone

    from linli.beat.commands import note_at_work
    from linli.beat.queued import name_of_worker
    from linli.beat.rules import AT_WORK_EVERY_S, WORKER

    while not stopped.is_set():
        try:
            for name in (WORKER, name_of_worker(worker=holder)):
                note_at_work(name=name, holder=holder, now=timezone.now())
        except DatabaseError:
            log.exception("the worker could not say that it is there")
        finally:
            connection.close()
        stopped.wait(AT_WORK_EVERY_S)


def _log_fault(kind: type[BaseException], fault: BaseException, trace: TracebackType | None) -> None:
    """Say where the worker ended in the log's own way, which does not repeat the words of exceptions."""
    log.critical("the worker ends", exc_info=(kind, fault, trace))
