"""One thing broken on purpose, and the tests that must notice."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Mutant:
    """What stands at a place of the code, what stands there instead, and the tests that must notice; group: for pytest's -k."""

    what: str
    file: str
    was: str
    now: str
    walk: str
    group: str = ""
