"""A photograph at the door: opened within limits, turned upright, made smaller and drawn anew.

What is kept is pixels alone. Metadata (EXIF: where, when, with which telephone; comments, previews, profiles) and whatever hides
behind the picture stay outside. Source: OWASP File Upload cheat sheet (rewrite images, limit size and pixels).
"""

import io
import struct
from dataclasses import dataclass
from typing import Final

from PIL import Image, ImageOps

from linli.uploads.kinds import Kind, Refused, kind_of

MOST_BYTES: Final = 8 * 1024 * 1024
# Decoded, a pixel takes up to four bytes of memory, whatever the file weighs: 160 MB at the most.
MOST_PIXELS: Final = 40_000_000
LONGEST_SIDE: Final = 1600  # pixels; a label on a bottle can still be read
QUALITY: Final = 82
# What Pillow raises at a file that is not what its first bytes say.
_BROKEN: Final = (OSError, SyntaxError, ValueError, EOFError, IndexError, OverflowError, struct.error)


@dataclass(frozen=True)
class Drawn:
    """A picture as it is kept: JPEG, its sides in pixels, the longer one at most 1,600."""

    jpeg: bytes
    width: int
    height: int


def drawn_anew(*, content: bytes) -> Drawn:
    """Return what a JPEG or PNG shows, upright as its EXIF says, as a JPEG without metadata; transparent becomes white.

    Raises Refused: TOO_LARGE over 8 MB, WRONG_KIND for anything else, TOO_LARGE_UNPACKED over 40 million pixels, DAMAGED.
    """
    if len(content) > MOST_BYTES:
        raise Refused("TOO_LARGE")
    if kind_of(head=content[:16]) is not Kind.PICTURE:
        raise Refused("WRONG_KIND")
    try:
        return _drawn(content)
    except Image.DecompressionBombError:
        raise Refused("TOO_LARGE_UNPACKED") from None
    except _BROKEN as fault:
        raise fault if isinstance(fault, Refused) else Refused("DAMAGED") from fault


def _drawn(content: bytes) -> Drawn:
    with Image.open(io.BytesIO(content), formats=("JPEG", "PNG")) as opened:
        width, height = opened.size  # by the head alone: nothing is decoded yet
        if width * height > MOST_PIXELS:
            raise Refused("TOO_LARGE_UNPACKED")
        # Smaller first: a JPEG is then decoded small. The bound is a square, so turning afterwards keeps within it.
        opened.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
        upright = ImageOps.exif_transpose(opened).convert("RGBA")
    # Onto a new sheet, since a saved picture takes along what the one it was opened from knows.
    sheet = Image.new("RGB", upright.size, "white")
    sheet.paste(upright, mask=upright.getchannel("A"))
    file = io.BytesIO()
    sheet.save(file, "JPEG", quality=QUALITY, optimize=True)
    return Drawn(file.getvalue(), *sheet.size)
