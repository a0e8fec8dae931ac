"""Somebody's data given to another body, and whether the person was told of it.

Source: docs/rules/disclosures.md (个人信息保护法 arts. 18, 23, 35).
"""

from datetime import datetime
from enum import StrEnum


class Kind(StrEnum):
    """To whom data went, and by what."""

    CLINIC = "CLINIC"  # a referral names a clinic
    POLICE = "POLICE"  # handed over to the police
    MOVE = "MOVE"  # another community is asked to take the person over
    FOUND = "FOUND"  # registered in one community, standing in another: both are told
    LEAD = "LEAD"  # a lead that led to the person was handed on


class Said(StrEnum):
    """What was noted of telling the person."""

    TOLD = "TOLD"
    NOT_YET = "NOT_YET"


class Way(StrEnum):
    """How somebody was told."""

    FACE = "FACE"
    CALL = "CALL"
    PAPER = "PAPER"
    KIN = "KIN"  # a guardian, or the family that speaks for them


class Because(StrEnum):
    """Why somebody is not told yet."""

    LAW = "LAW"  # the law asks to keep it secret, or asks no telling
    HINDERS = "HINDERS"  # telling now would hinder what it was given for


class ToldAhead(ValueError):
    """Nobody was told in the future."""


class ToldBefore(ValueError):
    """Nobody was told that something was given before it was; what may be said beforehand is a plan."""


class ReasonMissing(ValueError):
    """Why somebody is not told is said in words."""


def check_told(*, told_at: datetime, given_at: datetime, now: datetime) -> None:
    """Raise ToldAhead for a moment that is not yet, ToldBefore for one before the minute of the giving."""
    if told_at > now:
        raise ToldAhead(told_at)
    if told_at < given_at.replace(second=0, microsecond=0):
        raise ToldBefore(told_at)


def check_not_yet(*, words: str) -> None:
    """Raise ReasonMissing unless something was said."""
    if not words.strip():
        raise ReasonMissing
