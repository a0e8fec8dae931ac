"""What an app declares that Linli does by itself, in its `beat.py`; `desk/jobs.py` collects the declarations."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.functional import Promise

# Takes the moment at which the run began.
Run = Callable[[datetime], object]


@dataclass(frozen=True)
class Job:
    """A job that runs again and again.

    name: verb and noun, such as "link-audit"; it is the key of its row and is never given to another job.
    words: what it does, as the page of jobs says it.
    every: from the start of one run to the start of the next.
    lease: for so long a run that began counts as alive. A run that takes longer may be joined by a second one, so `run`
    must bear being run twice at once.

    A run is short, for the jobs stand behind one another: what takes longer is done some at a time (`beat/rounds.py`).
    """

    name: str
    words: str | Promise
    every: timedelta
    run: Run
    lease: timedelta = timedelta(minutes=2)
