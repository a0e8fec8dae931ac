"""The daily report decided: its window, its balance, its hash."""

import hashlib
import hmac
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from linli.census.rules import GROUPS, INTO, OUT_OF
from linli.reports.rules.forms import Figures

ILLNESS: Final = ("alerts", "referrals", "sent_to_clinic", "suspected", "confirmed")
# All of them zero: nobody came, nobody went, nobody is ill.
MOVING: Final = (*INTO[1:], *OUT_OF[1:], *ILLNESS)


# The seal of a report: 1 a plain hash, which anybody can make; 2 one that takes the audit key. A report names its own.
PLAIN_SEAL: Final = 1
SEAL_VERSION: Final = 2


class BalanceBroken(Exception):
    """Before and new do not add up to after and the ends: rows have been changed behind Linli's back."""


@dataclass(frozen=True)
class Window:
    """What a report covers: [from_, as_of)."""

    from_: datetime
    as_of: datetime


def balance_holds(figures: Figures) -> bool:
    """Say whether before + new + moved_in equal after and every way out, for the whole and for each group.

    A term that came after a report was sealed is not in it, and nobody left by it. Source: docs/rules/reports.md#balance.
    """
    prefixes = ("", *(f"{group}_" for group in GROUPS))
    return all(
        sum(figures.get(p + key) or 0 for key in INTO) == sum(figures.get(p + key) or 0 for key in OUT_OF)
        for p in prefixes
    )


def nothing_happened(figures: Figures) -> bool:
    """Say whether a day brought nobody, took nobody and found nobody ill; what nobody recorded is not nothing."""
    return all(figures.get(key) == 0 for key in MOVING)


def is_quiet(*, figures: Figures, alerts_waiting: int) -> bool:
    """Say whether a day may be handed in as a zero: nothing happened, whoever was due was looked for, and no alert waits.

    Silence is no health: where nobody went, or a fever of yesterday waits for a doctor, there is something to tell.
    """
    done, due = figures.get("checks_done"), figures.get("checks_due")
    return nothing_happened(figures) and not alerts_waiting and done is not None and done == due


def changed_since(*, before: Figures, now: Figures) -> frozenset[str]:
    """Return the columns that tell something else than the day before, whole and by group."""
    return frozenset(key for key, value in now.items() if before.get(key) != value)


def work_behind(*, key: str, figures: Figures) -> tuple[int, int] | None:
    """Return (checks done, checks due) behind a zero of an illness, so that nobody takes silence for health.

    None for every other figure, and where the checks are not told.
    """
    done, due = figures.get("checks_done"), figures.get("checks_due")
    if key not in ILLNESS or figures.get(key) != 0 or done is None or due is None:
        return None
    return done, due


def window(
    *, cut_at: datetime, day_before_cut_at: datetime, day_before_as_of: datetime | None, now: datetime
) -> Window:
    """Return what the report of a day covers.

    It begins where yesterday's sealed report ended, so that nothing falls between two reports; without one, at
    yesterday's hour. It ends at today's hour, or now if that is earlier.
    """
    return Window(from_=day_before_as_of or day_before_cut_at, as_of=min(cut_at, now))


def rows_digest(lines: Iterable[str]) -> str:
    """Return the digest of the rows behind a report; `lines` in any order, one a row."""
    digest = hashlib.sha256()
    for line in sorted(lines):
        digest.update(line.encode() + b"\n")
    return digest.hexdigest()


def report_hash(*, content: Mapping[str, object], previous_hash: str) -> str:
    """Return the plain hash that ties content to the one before it. `content` holds plain JSON values."""
    return hashlib.sha256(_canonical(content, previous_hash)).hexdigest()


def report_seal(*, key: bytes, version: int, content: Mapping[str, object], previous_hash: str) -> str:
    """Return what seals a report to the one before it: HMAC-SHA-256, hex; of PLAIN_SEAL the plain hash of then.

    Source: docs/decisions/084-seals-with-a-key.md.
    """
    if version == PLAIN_SEAL:
        return report_hash(content=content, previous_hash=previous_hash)
    return hmac.digest(key, b"report\n" + _canonical(content, previous_hash), "sha256").hex()


def _canonical(content: Mapping[str, object], previous_hash: str) -> bytes:
    canonical = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return f"{previous_hash}\n{canonical}".encode()
