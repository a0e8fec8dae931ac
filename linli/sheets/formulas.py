"""What every file for a spreadsheet has in common: no text of ours runs as a formula there."""

from typing import Final

# What a spreadsheet takes for the beginning of a formula. Source: OWASP, CSV injection.
RUNS: Final = ("=", "+", "-", "@", "\t", "\r", "\n")


def inert(text: str) -> str:
    """Return a text that no spreadsheet runs: one that begins like a formula has an apostrophe before it."""
    return f"'{text}" if text.startswith(RUNS) else text


def as_meant(text: str) -> str:
    """Return a text of a spreadsheet without the apostrophe that `inert`, here or elsewhere, put before it."""
    return text[1:] if text.startswith("'") and text[1:].startswith(RUNS) else text
