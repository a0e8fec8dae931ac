"""What a search for findings gives."""

from dataclasses import dataclass
from typing import Final

from linli.findings.rules import FindingKind
from linli.reports.models import Report

# So many rows stand behind a finding at most; the numbers say how many there are.
EVIDENCE_KEPT: Final = 200
Said = dict[str, int | float | str]


def late_said(*, report: Report) -> Said:
    """Return the numbers of the sentence on a report that came late; of its first version."""
    minutes = int((report.sealed_at - report.due_at).total_seconds() // 60)
    return {"due": report.due_at.isoformat(), "at": report.sealed_at.isoformat(), "minutes": minutes}


@dataclass(frozen=True)
class Found:
    """Something that does not fit. key: which of its kind on that day; said: the numbers of its sentence."""

    kind: FindingKind
    key: str
    said: Said
    evidence: tuple[str, ...] = ()
