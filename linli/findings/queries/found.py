"""What a search for findings gives."""

from dataclasses import dataclass
from typing import Final

from linli.findings.rules import FindingKind

# So many rows stand behind a finding at most; the numbers say how many there are.
EVIDENCE_KEPT: Final = 200
Said = dict[str, int | float | str]


@dataclass(frozen=True)
class Found:
    """Something that does not fit. key: which of its kind on that day; said: the numbers of its sentence."""

    kind: FindingKind
    key: str
    said: Said
    evidence: tuple[str, ...] = ()
