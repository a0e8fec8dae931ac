"""What Linli's own fonts can set, without any font of the system."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from pypdfium2.raw import FPDF_PAGEOBJ_TEXT

from linli.clock import SHANGHAI
from linli.typesetting.drawing import typeset
from linli.typesetting.fonts import FACES, FontMissing, check_fonts
from linli.typesetting.tests.pdf import text_of
from linli.typesetting.typesetter import fonts_in

LINE = Path(__file__).with_name("line.typ")
AT = datetime(2020, 2, 9, 9, 30, tzinfo=SHANGHAI)


@pytest.fixture(autouse=True)
def where_people_are_served(settings: Any) -> None:
    """Look for fonts where Linli does: in its libraries, and behind them on the machine."""
    settings.PAPER_FONTS = ""


def fonts_of(content: bytes) -> Iterator[tuple[str, bool]]:
    """Yield of each text of a PDF its font's name and whether the font lies in the file."""
    with pypdfium2.PdfDocument(content) as document:
        for page in document:
            for line in page.get_objects(filter=[FPDF_PAGEOBJ_TEXT]):
                font = line.get_font()
                yield font.get_base_name(), font.is_embedded


@pytest.mark.parametrize(
    "name",
    [
        "王芳",
        "翀堃喆犇",  # in the first block, yet outside GB 2312
        "㐂㛃䶮㑇㙍㛹㥄䲟㳇㬎䴙䝙",  # Extension A
        "𠮷𡎚𣗋𤋮𤩽𥖄𨱇",  # Extension B
        "𪩘𫠆𪟝𫭟𫖯𫍲",  # Extensions C and D
        "𬇕𬣙𬱖𬀩𬍛𬶐𬭎𬬭𬸚𬭊𬳵𬴂",  # Extension E
    ],
)
def test_a_name_is_set_in_every_face(name: str) -> None:
    content = typeset(layout=LINE, data=name, at=AT)
    assert text_of(content) == name * 3
    told = set(fonts_of(content))
    assert all(is_embedded for _name, is_embedded in told)
    # A variable font bears the name of its thinnest weight: the system's files of one weight each are not it.
    assert {name.rpartition("+")[2] for name, _is in told} <= {"NotoSerifSC-Regular", "NotoSansCJKsc-Thin"}


def test_the_shapes_of_a_character_are_the_simplified_ones() -> None:
    families = check_fonts()
    assert all(family.endswith(" SC") for face in families.values() for family in face)


def test_a_folder_of_fonts_stands_in_for_all_others(settings: Any, tmp_path: Path) -> None:
    assert fonts_in(str(tmp_path)).families() == []
    settings.PAPER_FONTS = str(tmp_path)
    with pytest.raises(FontMissing) as missing:
        check_fonts()
    assert missing.value.args == tuple(families[0] for families in FACES.values())
