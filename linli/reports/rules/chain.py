"""Chains of sealed reports decided: which link is broken, and what differs between two versions."""

import hmac
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from uuid import UUID

from linli.reports.rules import PLAIN_SEAL, report_seal
from linli.reports.rules.forms import Figures


class Fault(StrEnum):
    """What is wrong with a link."""

    CONTENT = "CONTENT"  # what it says gives another hash than it was sealed with
    PREVIOUS = "PREVIOUS"  # it is not sealed to the report before it
    ROWS = "ROWS"  # the rows behind it are not those that were counted
    RECEIVED = "RECEIVED"  # the level above holds another hash of it
    PLAIN = "PLAIN"  # sealed without the key, behind one that was sealed with it
    EVENT = "EVENT"  # the audit holds no event of this seal


@dataclass(frozen=True)
class Link:
    """One sealed report of a chain. rows: the digest of the rows as they are now, None where they are not asked."""

    id: UUID
    content: Mapping[str, object]
    hash: str
    previous_hash: str
    rows_digest: str
    rows: str | None
    received_hash: str | None  # as the level above holds it, None where it was not received
    seal_version: int
    event_hash: (
        str | None
    )  # as the audit holds it, '' in an event of PLAIN_SEAL, None without a true event of the seal


def told(at: datetime) -> str:
    """Return a moment as a seal holds it: UTC, the same whoever reads it back."""
    return at.astimezone(UTC).isoformat()


def says_what_was_sealed(*, link: Link, key: bytes) -> bool:
    """Say whether what a report says gives the hash that it was sealed with."""
    made = report_seal(
        key=key, version=link.seal_version, content=link.content, previous_hash=link.previous_hash
    )
    return hmac.compare_digest(made, link.hash.encode("ascii", "replace").decode())


def faults_of(*, chain: Sequence[Link], key: bytes) -> list[tuple[UUID, Fault]]:
    """Return what is wrong with a chain, in its order; `chain` in the order of sealing. Source: docs/rules/reports.md#seal."""
    found: list[tuple[UUID, Fault]] = []
    before, keyed = "", False
    for link in chain:
        if not says_what_was_sealed(link=link, key=key):
            found.append((link.id, Fault.CONTENT))
        if keyed and link.seal_version == PLAIN_SEAL:
            found.append((link.id, Fault.PLAIN))
        if link.event_hash != ("" if link.seal_version == PLAIN_SEAL else link.hash):
            found.append((link.id, Fault.EVENT))
        if link.previous_hash != before:
            found.append((link.id, Fault.PREVIOUS))
        if link.rows is not None and link.rows != link.rows_digest:
            found.append((link.id, Fault.ROWS))
        if link.received_hash is not None and link.received_hash != link.hash:
            found.append((link.id, Fault.RECEIVED))
        before, keyed = link.hash, keyed or link.seal_version != PLAIN_SEAL
    return found


def differing(*, one: Figures, other: Figures) -> list[str]:
    """Return the columns whose figure differs between two versions, in order of the newer one."""
    return [key for key in other if one.get(key) != other[key]]
