"""The mark of a copy: colours of its cells, which go along when a cell is copied and which no eye tells from black and grey.

The letters are nearly black, the line above a cell and the line below it are two greys. Each channel of the three colours
holds five bits: the copy's code and a check of it.
"""

import zlib
from dataclasses import dataclass
from typing import Final

BITS: Final = 32
CHECK_BITS: Final = 13
CHANNEL_BITS: Final = 5
CHANNELS: Final = 3
# The darkest channel of each colour. The two greys share none, so that a program that draws all lines alike writes no mark.
DARKEST: Final = {"font": 0x00, "top": 0xA0, "bottom": 0xC0}

_COLOUR_BITS: Final = CHANNEL_BITS * CHANNELS
_CHANNEL: Final = 2**CHANNEL_BITS


@dataclass(frozen=True)
class Look:
    """The colours of a cell as RRGGBB in capitals, '' where it has none: letters, line above, line below."""

    font: str = ""
    top: str = ""
    bottom: str = ""


def look_of(*, code: int) -> Look:
    """Return how the cells of a copy look. code: BITS bits."""
    told = code << CHECK_BITS | _check(code)
    font, top, bottom = (told >> _COLOUR_BITS * part & 2**_COLOUR_BITS - 1 for part in (2, 1, 0))
    return Look(
        _colour(font, DARKEST["font"]), _colour(top, DARKEST["top"]), _colour(bottom, DARKEST["bottom"])
    )


def code_in(*, look: Look) -> int | None:
    """Return the code that a look holds, whosever it is; None for a look that is no mark.

    Black and grey letters are no mark: programs write them of themselves.
    """
    if _is_grey(look.font):
        return None
    parts = [_bits(colour, DARKEST[name]) for name, colour in vars(look).items()]
    told = 0
    for bits in parts:
        if bits is None:
            return None
        told = told << _COLOUR_BITS | bits
    code, check = told >> CHECK_BITS, told & 2**CHECK_BITS - 1
    return code if check == _check(code) else None


def can_mark(*, code: int) -> bool:
    """Say whether a code can be read from its look; of a thousand one cannot."""
    return code_in(look=look_of(code=code)) is not None


def _is_grey(colour: str) -> bool:
    return len({colour[0:2], colour[2:4], colour[4:6]}) == 1


def _check(code: int) -> int:
    return zlib.crc32(code.to_bytes(BITS // 8)) & 2**CHECK_BITS - 1


def _colour(bits: int, darkest: int) -> str:
    channels = (bits >> CHANNEL_BITS * part & _CHANNEL - 1 for part in (2, 1, 0))
    return "".join(f"{darkest + channel:02X}" for channel in channels)


def _bits(colour: str, darkest: int) -> int | None:
    if not colour:
        return None
    bits = 0
    for channel in bytes.fromhex(colour):
        if not darkest <= channel < darkest + _CHANNEL:
            return None
        bits = bits << CHANNEL_BITS | channel - darkest
    return bits
