"""Keyed digests of an export: by which a leaked sheet is known again, a copy spells its cells and signs its rows.

The key is the one of the audit, which is never turned: a list that leaks years later is still known, and the database
alone tells nothing of a row.
"""

import hmac
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import Any, Final

from django.conf import settings

from linli.exports.rules.spellings import plain, spellings
from linli.exports.rules.tracing import LETTERS, HeldExport

# 48 bits: of a million values two are equal once in 500 installations, and a row has several.
KEPT_DIGITS: Final = 12
DRAW_DIGITS: Final = 8
# A row signed by chance comes once in 810,000.
SIGN_LETTERS: Final = 4


def trace_digest(text: str) -> str:
    """Return the digest of a plain text as exports keep it."""
    return _digest(f"export\n{text}")[:KEPT_DIGITS]


def _digest(text: str) -> str:
    return hmac.digest(settings.AUDIT_KEY, text.encode(), "sha256").hex()


def draw_of(*, code: int) -> Callable[[str], int]:
    """Return how a copy draws its spellings: for the same text always the same number."""
    return partial(_drawn, code)


def _drawn(code: int, text: str) -> int:
    return int(_digest(f"spelling\n{code}\n{text}")[:DRAW_DIGITS], 16)


def sign_of(*, code: int) -> Callable[[str], str]:
    """Return how a copy signs a row that tells of whom a plain text names."""
    return partial(_signed, code)


def _signed(code: int, text: str) -> str:
    number = int(_digest(f"row\n{code}\n{text}"), 16)
    return "".join(LETTERS[number // len(LETTERS) ** place % len(LETTERS)] for place in range(SIGN_LETTERS))


def rows_traced(*, identities: Iterable[Sequence[str]]) -> list[list[str]]:
    """Return what is kept for ever of the rows of an export. identities: of each row the cells that tell who it is."""
    return [sorted({trace_digest(plain(text=cell)) for cell in row if cell.strip()}) for row in identities]


def values_traced(*, texts: Iterable[str]) -> list[str]:
    """Return what is kept for ever of the cells of an export on paper: those that have two spellings."""
    return sorted({trace_digest(text) for text in set(texts) if len(spellings(text=text)) > 1})


def held_export(*, id: str, trace: dict[str, Any]) -> HeldExport:
    """Return kept digests as the rules compare them."""
    return HeldExport(id=id, rows=trace.get("rows", []), values=trace.get("values", []))
