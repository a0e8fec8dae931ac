"""What work costs in points of heavy calls (linli.signin.heavy): counted while tests walk it, not limited.

Run: pytest -p tests.points tests/test_journey*.py. Of each walk and each browser in it: requests, points together, and how often
which address was asked. A walk takes seconds for what people take minutes for, so all of it counts as if it fell into one
span of five minutes. Then of each address what one call took: a thread's processor, and the clock, which typesetting in a
process of its own takes too. A plugin of pytest, for the journeys are pytest's.
"""

import time
from collections import Counter, defaultdict
from typing import Final

import pytest
from django.http import HttpRequest, HttpResponse

Walk = tuple[str, str]  # the test, and the beginning of the session's key

POINTS: Final[dict[Walk, Counter[str]]] = defaultdict(Counter)
CALLS: Final[dict[Walk, Counter[str]]] = defaultdict(Counter)
TOOK: Final[dict[str, list[tuple[float, float]]]] = defaultdict(list)  # by address: processor and clock, s
walking: list[str] = [""]


def pytest_collection_finish() -> None:
    """Count around the limit, which tests turn off."""
    from linli.signin.heavy import HEAVY, LimitHeavy, is_heavy
    from linli.signin.rules import cost_of

    answer = LimitHeavy.__call__

    def counted(self: LimitHeavy, request: HttpRequest) -> HttpResponse:
        begun = time.thread_time(), time.perf_counter()
        response = answer(self, request)
        took = time.thread_time() - begun[0], time.perf_counter() - begun[1]
        name = request.resolver_match.view_name if request.resolver_match else ""
        walk = walking[0], (request.session.session_key or "")[:6]
        CALLS[walk][name] += 1
        TOOK[name].append(took)
        if is_heavy(request, name) and request.user.is_authenticated:
            length = int(request.META.get("CONTENT_LENGTH") or 0)
            POINTS[walk][name] += cost_of(points=HEAVY[name], length=length)
        return response

    LimitHeavy.__call__ = counted  # type: ignore[method-assign]  # of this process, until it ends


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Note which walk begins."""
    walking[0] = item.name


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say what each walk cost, the dearest first, and what each address took."""
    from linli.signin.heavy import HEAVY

    for walk, points in sorted(POINTS.items(), key=lambda told: -told[1].total()):
        calls = CALLS[walk]
        told = ", ".join(f"{name} {calls[name]} ({cost})" for name, cost in points.most_common())
        terminalreporter.write_line(
            f"{points.total():4} points of {calls.total()} requests, {' '.join(walk)}: {told}"
        )
    for name, took in sorted(TOOK.items(), key=lambda told: -_middle([wall for _cpu, wall in told[1]])):
        cpu, wall = (1000 * _middle(list(part)) for part in zip(*took, strict=True))
        terminalreporter.write_line(
            f"{cpu:6.0f} ms of a thread, {wall:6.0f} ms, {len(took)} times {name or '-'}: {HEAVY.get(name, 0)} points"
        )


def _middle(values: list[float]) -> float:
    return sorted(values)[len(values) // 2]
