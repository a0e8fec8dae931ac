"""Taking a message slice by slice, so that nobody waits long for a database with one writer."""

import time
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.db import connection

from linli.phone.kinds import SINGLE, rank_of
from linli.phone.rules import FIRST_SINGLY, LET_OTHERS_WRITE_S, most_next, slice_of

Said = Sequence[Mapping[str, Any]]
Answers = list[dict[str, Any]]


def take_in_slices(*, said: Said, take: Callable[[Said], Answers]) -> Answers:
    """Take operations slice by slice and return one answer each, in the order in which they came. take: a transaction.

    A slice is as large as the one before it says, so that a slow machine lets the writer go as soon as a quick one. Where
    one fails, those before it stay: sent again they are duplicates.
    """
    ranks = [rank_of(code=one.get("kind")) for one in said]
    left = sorted(range(len(said)), key=lambda place: ranks[place])
    answers: dict[int, dict[str, Any]] = {}
    most = FIRST_SINGLY
    while left:
        if answers and connection.vendor == "sqlite":
            time.sleep(LET_OTHERS_WRITE_S)
        many = slice_of(ranks=[ranks[place] for place in left], single=SINGLE, most=most)
        places, left = left[:many], left[many:]
        begun = time.monotonic()
        answers |= dict(zip(places, take([said[place] for place in places]), strict=True))
        singly = sum(ranks[place] in SINGLE for place in places)
        most = most_next(singly=singly, took_s=time.monotonic() - begun)
    return [answers[place] for place in range(len(said))]
