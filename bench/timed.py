"""How long something takes when it is done again and again."""

import time
from collections.abc import Callable


def times(act: Callable[[], object], *, rounds: int) -> list[float]:
    """Do something so many times; return the milliseconds of each, sorted."""
    taken = []
    for _ in range(rounds):
        begun = time.perf_counter()
        act()
        taken.append(1000 * (time.perf_counter() - begun))
    return sorted(taken)


def p50(taken: list[float]) -> float:
    """Return the median of sorted milliseconds."""
    return taken[len(taken) // 2]


def p95(taken: list[float]) -> float:
    """Return the 95th percentile of sorted milliseconds."""
    return taken[int(0.95 * (len(taken) - 1))]
