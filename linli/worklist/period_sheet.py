"""The sheet of whole periods as PDF, for the wall of the office: a row a person, a column a day."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Final

from django.utils import translation

from linli.clock import SHANGHAI
from linli.periods.queries import PeriodLine, days_shown
from linli.periods.words import LEGEND, mark_words
from linli.typesetting.drawing import typeset

LAYOUT: Final = Path(__file__).parent / "typst" / "period.typ"


def draw_periods(*, lines: Sequence[PeriodLine], place: str, printed_by: str, now: datetime) -> bytes:
    """Return the sheet as PDF. Raises FontMissing."""
    shown = days_shown(lines=lines)
    with translation.override("zh-hans"):
        data = {
            "title": f"{place}　逐日体温登记表",
            "footer": f"{printed_by}　{now.astimezone(SHANGHAI):%Y-%m-%d %H:%M} 打印　用完请交回或销毁",
            "legend": str(LEGEND),
            "days": list(shown),
            "people": [
                {
                    "name": line.observation.person.name,
                    "address": line.observation.person.household.address or "—",
                    "first": f"{line.first_on:%m-%d}",
                    "days": [[mark_words(mark=mark) for mark in line.marks.get(day, ())] for day in shown],
                }
                for line in lines
            ],
        }
    return typeset(layout=LAYOUT, data=data, at=now)
