"""The codes of doors on paper, to be put up beside them: each opens its door on the phone of who may go there."""

from collections.abc import Callable, Iterable
from datetime import datetime
from pathlib import Path
from typing import Final

from linli.papers.drawing import qr
from linli.people.models import Household
from linli.typesetting.drawing import typeset
from linli.worklist.day_sheet import code_of

LAYOUT: Final = Path(__file__).parent / "typst" / "doors.typ"


def draw_door_codes(
    *, doors: Iterable[Household], place: str, link: Callable[[str], str], now: datetime
) -> bytes:
    """Return a sheet of codes as PDF, ten on a page, each with its door's address and nobody's name.

    link: of a household's id. The same doors give the same codes, so a sheet may be printed again. Raises FontMissing.
    """
    told = [
        {
            "address": door.address or "—",
            "qr": qr(link=link(str(door.pk))),
            "code": code_of(household_id=str(door.pk)),
        }
        for door in doors
    ]
    return typeset(layout=LAYOUT, data={"title": "门牌码", "place": place, "doors": told}, at=now)
