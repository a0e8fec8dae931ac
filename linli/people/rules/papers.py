"""Papers decided: the number of any certificate, read by its kind. ID cards themselves are read in identity."""

import re
from datetime import date
from enum import StrEnum
from typing import Final, NamedTuple

from linli.people.rules.identity import clean_number, id_number


class Paper(StrEnum):
    """A kind of certificate by which somebody is known."""

    ID_CARD = "ID_CARD"
    PASSPORT = "PASSPORT"
    HK_MACAO_PASS = "HK_MACAO_PASS"  # noqa: S105 (a paper, no password)
    TAIWAN_PASS = "TAIWAN_PASS"  # noqa: S105
    HK_MACAO_RESIDENCE = "HK_MACAO_RESIDENCE"
    TAIWAN_RESIDENCE = "TAIWAN_RESIDENCE"
    EXIT_ENTRY_PERMIT = "EXIT_ENTRY_PERMIT"
    OFFICER_CARD = "OFFICER_CARD"
    OTHER = "OTHER"


# Residence permits have a number in the form of an ID card's.
LIKE_ID_CARD: Final = frozenset({Paper.ID_CARD, Paper.HK_MACAO_RESIDENCE, Paper.TAIWAN_RESIDENCE})
_OTHER_PAPER = re.compile(r"[A-Z0-9()\u4e00-\u9fff]{4,30}")


class BadPaperNumber(ValueError):
    """The text is no number of a certificate: under 4 or over 30 characters, or with other signs than letters and digits."""


class PaperNumber(NamedTuple):
    """The number of a certificate and what it says. sex: 'M', 'F', '' where the number says nothing of it."""

    kind: Paper
    text: str
    sex: str = ""
    born_on: date | None = None


def paper_number(*, kind: Paper, text: str) -> PaperNumber:
    """Read the number of a certificate of a kind.

    Raises BadIdNumber for an ID card's, BadPaperNumber for another's. Source: docs/rules/people.md#papers.
    """
    number = clean_number(text=text).upper()
    if kind is Paper.ID_CARD or (kind in LIKE_ID_CARD and number.isdecimal()):
        card = id_number(text=number)
        return PaperNumber(kind, card.text, card.sex, card.born_on)
    if not _OTHER_PAPER.fullmatch(number):
        raise BadPaperNumber(text)
    return PaperNumber(kind, number)
