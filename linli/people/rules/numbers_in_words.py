"""Numbers of telephones and certificates that stand in a free text, where nobody looks for them and everybody reads them."""

import re
from typing import Final

from linli.people.rules.identity import mask_number

# A mobile as people type it, and a citizen's number. Source: docs/rules/people.md#numbers-in-words.
_NUMBER: Final = re.compile(
    r"(?<![0-9])(?:1[3-9][0-9][ -]?[0-9]{4}[ -]?[0-9]{4}|[0-9]{6}[ ]?[0-9]{8}[ ]?[0-9]{3}[0-9Xx])(?![0-9])"
)


def numbers_in(*, words: str) -> list[str]:
    """Return the mobiles and citizens' numbers that stand in a text, in order, as they were typed."""
    return [found[0] for found in _NUMBER.finditer(words)]


def without_numbers(*, words: str) -> str:
    """Return a text with these numbers hidden but for their last two characters."""
    return _NUMBER.sub(lambda found: mask_number(number=found[0]), words)
