"""What an export holds while it is kept: its lines, sealed, and without any copy's mark."""

import json
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from linli.exports.digests import rows_traced, values_traced
from linli.exports.kinds import IDENTITY, Line
from linli.sealing.seals import seal_bytes, unseal_bytes


def sealed_lines(*, lines: Sequence[Line]) -> bytes:
    """Return lines sealed."""
    told = [[str(line.subject), line.cells] for line in lines]
    return seal_bytes(json.dumps(told, ensure_ascii=False).encode())


def opened_lines(*, sealed: bytes | memoryview) -> list[Line]:
    """Return sealed lines; none where they are removed."""
    if not sealed:
        return []
    return [Line(UUID(subject), cells) for subject, cells in json.loads(unseal_bytes(sealed))]


def trace_of_sheet(*, lines: Sequence[Line]) -> dict[str, Any]:
    """Return the digests that are kept of lines on a sheet, where every copy is written alike."""
    return {"rows": rows_traced(identities=([line.cells.get(c, "") for c in IDENTITY] for line in lines))}


def trace_of_pages(*, lines: Sequence[Line]) -> dict[str, Any]:
    """Return the digests that are kept of lines on paper, which each copy spells in its own way."""
    cells = (cell for line in lines for cell in line.cells.values())
    return trace_of_sheet(lines=lines) | {"values": values_traced(texts=cells)}


def subjects_of(*, lines: Sequence[Line]) -> list[UUID]:
    """Return whom lines are about, each once, in their order."""
    return list(dict.fromkeys(line.subject for line in lines))
