"""A copy of an export as a file."""

from collections.abc import Sequence

from django.utils import translation

from linli.exports.content import opened_lines
from linli.exports.files.cells import spelled_rows
from linli.exports.files.excel import excel_of
from linli.exports.files.pdf import pdf_of
from linli.exports.files.watermark import watermark_of
from linli.exports.labels import COLUMNS
from linli.exports.models import ExportCopy

__all__ = ["file_of"]


def file_of(*, copy: ExportCopy, place: str, who: str) -> bytes:
    """Return a copy's file, in Chinese whatever the screen speaks, so that it can be imported again. Raises FontMissing.

    place: name of its area; who: name of the one who took it.
    """
    export = copy.export
    with translation.override("zh-hans"):
        heads: Sequence[str] = [str(COLUMNS[column]) for column in export.columns]
        lines = opened_lines(sealed=export.content_sealed)
        watermark = watermark_of(copy=copy, place=place, who=who)
        if export.form == "pdf":
            rows = spelled_rows(copy=copy, lines=lines, columns=export.columns)
            return pdf_of(copy=copy, heads=heads, rows=rows, watermark=watermark)
        return excel_of(copy=copy, heads=heads, lines=lines, watermark=watermark)
