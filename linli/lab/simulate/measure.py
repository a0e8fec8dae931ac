"""What the findings say of an invented season, held against what was planted in it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from linli.areas.rules import AreaCode
from linli.clock import days_from
from linli.findings.commands import find
from linli.findings.models import ReportFinding
from linli.findings.rules import FindingKind
from linli.lab.simulate.commands import Truth
from linli.lab.simulate.rules.faults import FOUND_BY, FaultKind

# A report that is late or missing is so, whoever forgot it.
FACTS: Final = (FindingKind.LATE, FindingKind.MISSING)


@dataclass(frozen=True)
class Measured:
    """Faults planted and found by kind; findings of communities' days on which nothing was planted, by kind.

    unexplained: what those findings are, for whoever looks for the reason.
    """

    planted: Counter[str]
    found: Counter[str]
    missed: list[Truth]
    false: Counter[str]
    unexplained: list[ReportFinding]


def look_through(*, communities: Sequence[AreaCode], first: date, days: int, now: datetime) -> int:
    """Look for findings in every day of a season, of communities and their townships; return how many there are."""
    areas = [*communities, *sorted({code.township for code in communities})]
    return sum(
        find(areas=areas, day=on, now=now) for on in days_from(first, first + timedelta(days=days - 1))
    )


def measure(*, truths: Sequence[Truth]) -> Measured:
    """Hold the findings that stand against what was planted.

    A planted fault is found if a finding of its kind stands at its area and day, with evidence where rows are there to
    point at; a season's zero on any day. What a fault leaves behind on its day, by whatever kind, is no false alarm.
    """
    findings = list(ReportFinding.objects.order_by("area", "day", "kind", "key"))
    known = {(row.area, row.day.isoformat(), row.kind) for row in findings}
    zeros = {row.area for row in findings if row.kind == FOUND_BY[FaultKind.ZERO]}
    missed = [
        truth
        for truth in truths
        if (truth.area, truth.day, FOUND_BY[FaultKind(truth.kind)]) not in known
        and not (truth.kind == FaultKind.ZERO and truth.area in zeros)
    ]
    explained = {(truth.area, truth.day) for truth in truths}
    # A report edited below is another sum above.
    explained |= {
        (AreaCode(truth.area).township, truth.day) for truth in truths if truth.kind == FaultKind.EDITED
    }
    silent = {truth.area for truth in truths if truth.kind == FaultKind.ZERO}
    unexplained = [
        row
        for row in findings
        if row.kind not in FACTS
        and (row.area, row.day.isoformat()) not in explained
        and not (row.kind == FOUND_BY[FaultKind.ZERO] and row.area in silent)
    ]
    planted = Counter(truth.kind for truth in truths)
    return Measured(
        planted=planted,
        found=planted - Counter(truth.kind for truth in missed),
        missed=missed,
        false=Counter(row.kind for row in unexplained),
        unexplained=unexplained,
    )
