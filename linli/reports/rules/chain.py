"""Chains of sealed reports decided: which link is broken, and what differs between two versions."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from enum import StrEnum
from typing import NamedTuple
from uuid import UUID

from linli.reports.rules import report_hash
from linli.reports.rules.forms import Figures


class Fault(StrEnum):
    """What is wrong with a link."""

    CONTENT = "CONTENT"  # what it says gives another hash than it was sealed with
    PREVIOUS = "PREVIOUS"  # it is not sealed to the report before it
    ROWS = "ROWS"  # the rows behind it are not those that were counted
    RECEIVED = "RECEIVED"  # the level above holds another hash of it


class Link(NamedTuple):
    """One sealed report of a chain. rows: the digest of the rows as they are now, None where they are not asked."""

    id: UUID
    content: Mapping[str, object]
    hash: str
    previous_hash: str
    rows_digest: str
    rows: str | None
    received_hash: str | None  # as the level above holds it, None where it was not received


def told(at: datetime) -> str:
    """Return a moment as a seal holds it: UTC, the same whoever reads it back."""
    return at.astimezone(UTC).isoformat()


def faults_of(*, chain: Sequence[Link]) -> list[tuple[UUID, Fault]]:
    """Return what is wrong with a chain, in its order; `chain` in the order of sealing. Source: docs/rules/reports.md#seal."""
    found: list[tuple[UUID, Fault]] = []
    before = ""
    for link in chain:
        if report_hash(content=link.content, previous_hash=link.previous_hash) != link.hash:
            found.append((link.id, Fault.CONTENT))
        if link.previous_hash != before:
            found.append((link.id, Fault.PREVIOUS))
        if link.rows is not None and link.rows != link.rows_digest:
            found.append((link.id, Fault.ROWS))
        if link.received_hash is not None and link.received_hash != link.hash:
            found.append((link.id, Fault.RECEIVED))
        before = link.hash
    return found


def differing(*, one: Figures, other: Figures) -> list[str]:
    """Return the columns whose figure differs between two versions, in order of the newer one."""
    return [key for key in other if one.get(key) != other[key]]
