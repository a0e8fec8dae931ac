"""What somebody looks for when they type: a number, a door, or words of a name."""

import re
from typing import Final, NamedTuple

from linli.people.rules.identity import BadIdNumber, BadPhone, clean_number, id_number, parse_address, phone

# So short a text is no number of a paper; a passport has nine characters, a permit of the old kind eight.
LEAST_NUMBER: Final = 6
_PAPER: Final = re.compile(r"[A-Z]{0,3}[0-9]{5,}[A-Z0-9]*")


class Door(NamedTuple):
    """A door without its estate: whoever stands there names building, unit and room."""

    building: str
    unit: str
    room: str

    @property
    def key(self) -> str:
        """The end of a household's address_key at this door."""
        return f"#{self.building}-{self.unit}-{self.room}"


def number_meant(*, text: str) -> str:
    """Return the telephone or paper number that a text is, as it is stored; '' where it is none.

    138 1234 5678 and +86-138-1234-5678 are one telephone; a paper's number may stand in small letters.
    """
    try:
        return phone(text=text)
    except BadPhone:
        pass
    plain = clean_number(text=text).upper()
    if not plain:
        return ""
    try:
        return id_number(text=plain).text
    except BadIdNumber:
        return plain if len(plain) >= LEAST_NUMBER and _PAPER.fullmatch(plain) else ""


def door_meant(*, text: str) -> Door | None:
    """Return the door that a text names with building and room, however written: 3-1-501, 三栋一单元501; None for none."""
    read = parse_address(text=text)
    return Door(read.building, read.unit, read.room) if read.building and read.room else None
