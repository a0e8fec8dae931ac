"""Telephones as people write them: of residents, of the work, of teams. Pure."""

import re
import unicodedata

_UNSEEN = re.compile(r"[\s\u200b-\u200f\u2028-\u202e\u2060\ufeff'`\"]+")
_MOBILE = re.compile(r"1[3-9][0-9]{9}")
# E.164: a country's code and the number, at most fifteen digits; +86 is written without.
_ABROAD = re.compile(r"\+(?!86)[1-9][0-9]{7,14}")
_LANDLINE = re.compile(r"(010|02[0-9]|0[3-9][0-9]{2})([0-9]{7,8})")


class BadPhone(ValueError):
    """The text is no mainland mobile number, no landline with its area code, and no number abroad behind a +."""


def clean_number(*, text: str) -> str:
    """Return a number of any kind of paper in half-width characters without spaces or unseen marks."""
    return _UNSEEN.sub("", unicodedata.normalize("NFKC", text))


def phone(*, text: str) -> str:
    """Read a phone: a mobile as 11 digits, a landline as 0551-62345678, one abroad as +85291234567.

    +86, spaces and dashes are cleaned. Raises BadPhone. Source: docs/rules/people.md#phone.
    """
    digits = re.sub(r"[-()_.—–]", "", clean_number(text=text))
    digits = re.sub(r"^(?:\+86|0086|86(?=1[3-9][0-9]{9}$))", "", digits)
    digits = re.sub(r"^00(?=[1-9])", "+", digits)
    if _MOBILE.fullmatch(digits) or _ABROAD.fullmatch(digits):
        return digits
    if landline := _LANDLINE.fullmatch(digits):
        return f"{landline[1]}-{landline[2]}"
    raise BadPhone(text)


def is_phone(*, text: str) -> bool:
    """Say whether a text is a telephone as `phone` reads it."""
    try:
        phone(text=text)
    except BadPhone:
        return False
    return True
