"""A copy as PDF, for printing."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from linli.exports.files.watermark import Watermark
from linli.exports.models import ExportCopy
from linli.typesetting.drawing import typeset

LAYOUT: Final = Path(__file__).parents[1] / "typst" / "list.typ"
# Columns whose texts are long share the width that the others leave.
LONG: Final = 10


def pdf_of(
    *, copy: ExportCopy, heads: Sequence[str], rows: Sequence[Sequence[str]], watermark: Watermark
) -> bytes:
    """Return a PDF whose every page says behind, above and below its rows who took it, when and why. Raises FontMissing."""
    data = {
        "title": watermark.title,
        "said": watermark.short,
        "warning": watermark.warning,
        "behind": f"{watermark.who} {watermark.when} {copy.label}",
        "heads": list(heads),
        "is_long": [max((len(row[n]) for row in rows), default=0) > LONG for n in range(len(heads))],
        "rows": [list(row) for row in rows],
    }
    return typeset(layout=LAYOUT, data=data, at=copy.taken_at)
