"""Codes that carry their words, so that a table of codes is the one place for both. Knows no Django, as rules must not."""

from enum import StrEnum
from typing import Self


def _(words: str) -> str:
    """Mark words for the catalogue; `labels` translates them when they are shown."""
    return words


class Worded(StrEnum):
    """A stored code with the words for it; explained: what falls under it, '' where the words say so."""

    words: str
    explained: str

    def __new__(cls, code: str, words: str = "", explained: str = "") -> Self:
        """Make a member that equals its code; looked up by the code alone."""
        member = str.__new__(cls, code)
        member._value_ = code
        member.words, member.explained = words, explained
        return member
