"""Taking a message slice by slice, so that nobody waits long for a database with one writer."""

import time
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.db import connection

from linli.phone.kinds import SINGLE, rank_of
from linli.phone.rules import LET_OTHERS_WRITE_S, slices

Said = Sequence[Mapping[str, Any]]
Answers = list[dict[str, Any]]


def take_in_slices(*, said: Said, take: Callable[[Said], Answers]) -> Answers:
    """Take operations slice by slice and return one answer each, in the order in which they came. take: a transaction.

    Where one fails, those before it stay: sent again they are duplicates.
    """
    answers: dict[int, dict[str, Any]] = {}
    for places in slices(ranks=[rank_of(code=one.get("kind")) for one in said], single=SINGLE):
        if answers and connection.vendor == "sqlite":
            time.sleep(LET_OTHERS_WRITE_S)
        answers |= dict(zip(places, take([said[place] for place in places]), strict=True))
    return [answers[place] for place in range(len(said))]
