"""What a PDF says."""

import pypdfium2
from pypdfium2.raw import FPDF_PAGEOBJ_TEXT


def text_of(content: bytes) -> str:
    """Return the words of a PDF without any space. A character that has no shape in its font is left out."""
    with pypdfium2.PdfDocument(content) as document:
        return _closed_up("".join(page.get_textpage().get_text_bounded() for page in document))


def upright_text_of(content: bytes) -> str:
    """Return the words of a PDF without any space, and without those that lie aslant behind them."""
    with pypdfium2.PdfDocument(content) as document:
        words = [
            line.extract()
            for page in document
            for line in page.get_objects(filter=[FPDF_PAGEOBJ_TEXT], textpage=page.get_textpage())
            if line.get_matrix().b == 0
        ]
    return _closed_up("".join(words))


def pages_of(content: bytes) -> int:
    """Return how many pages a PDF has."""
    with pypdfium2.PdfDocument(content) as document:
        return len(document)


def _closed_up(words: str) -> str:
    return "".join(words.split())
