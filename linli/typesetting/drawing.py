"""A PDF from data and a layout, drawn whenever it is asked for; the same data give the same bytes."""

import json
import subprocess
import sys
from datetime import datetime
from pathlib import Path
from typing import Final

from django.conf import settings

from linli.typesetting.fonts import check_fonts

# -P: its own folder is not where it looks for modules.
TYPESETTER: Final = (sys.executable, "-P", str(Path(__file__).with_name("typesetter.py")))
LONGEST_S: Final = 120


def typeset(*, layout: Path, data: object, at: datetime) -> bytes:
    """Return data as a PDF in a layout, dated `at`. Raises FontMissing.

    layout: a .typ file, which reads the data under its own name and the faces' families under "fonts".
    """
    families = check_fonts()
    job = {
        "folder": settings.PAPER_FONTS,
        "families": families,
        "at": int(at.timestamp()),
        "layout": str(layout),
        "data": data,
    }
    done = subprocess.run(  # noqa: S603 (our own program, whose arguments are fixed)
        TYPESETTER, input=json.dumps(job).encode(), stdout=subprocess.PIPE, check=True, timeout=LONGEST_S
    )
    return done.stdout
